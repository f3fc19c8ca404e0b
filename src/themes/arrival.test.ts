import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { listQuarantine } from '#sources'
import { sql } from '#sql'
import { loadFile, loadText, openTestWarehouse } from '#themes/testing'

const a = '91440300QX0000018L'
const b = '91440300QX0000026F'
const headcount = { dataset: 'ss_headcount_monthly', known_at: '2026-06-20T09:00:00' }
const list = { dataset: 'adm_list', known_at: '2026-06-20T09:00:00' }

for (const [what, header, rowOf, cells] of [
  [
    'a whole number',
    'uscc,stat_month,insured_n',
    (cell: string, place: number) => `${a},${2000 + place}-01,${cell}`,
    [
      ['7', true],
      [' 7', true],
      ['12.0', true],
      ['12.5', false],
      ['100', true],
      ['123456', true],
      ['1234567', true],
      ['007', true],
      ['+7', true],
      ['1e3', false],
      ['1e2', false],
      ['10E2', false],
      ['1e03', false],
      ['.5e4', false],
      ['9.5', false],
      ['0xFFFFFFFF', false],
      ['"1,000"', false],
      ['1_000', false],
      ['0x10', false],
      ['１', false],
      ['NaN', false],
      ['9223372036854775807', true],
      ['9223372036854775808', false],
      ['7\u0000', false],
    ],
  ],
  [
    'a month',
    'uscc,stat_month,insured_n',
    (cell: string) => `${a},${cell},1`,
    [
      ['2026-05', true],
      ['1000-01', true],
      ['0999-12', false],
      ['-026-01', false],
      [' 026-01', false],
      ['2026- 1', false],
      ['2026-1 ', false],
      ['2026-1-', false],
      ['2026/01', false],
      ['2026-001', false],
      ['2026-13', false],
      ['2026-00', false],
      ['2e03-01', false],
      ['202605', false],
    ],
  ],
  [
    'a day',
    'uscc,list,listed_on,authority',
    (cell: string) => `${a},tax_major,${cell},税务局`,
    [
      ['2026-02-28', true],
      ['2026-02-30', false],
      ['2026-1-010', false],
      ['2026-01-1 ', false],
      ['-026-01-01', false],
      ['2026/01/05', false],
    ],
  ],
] as const) {
  test(`${what} comes in only as it is written`, async () => {
    await using warehouse = await openTestWarehouse()
    const text = [header, ...cells.map(([cell], place) => rowOf(cell, place))].join('\n')
    const report = await loadText(warehouse, text, what === 'a day' ? list : headcount)
    const waiting = await listQuarantine(warehouse, report.batch_id)
    const lines = new Map(waiting.map(({ line, reason }) => [line, reason]))
    for (const [place, [cell, comes_in]] of cells.entries())
      assert.equal(lines.get(place + 2), comes_in ? undefined : 'type', JSON.stringify(cell))
  })
}

for (const [what, name, rowOf] of [
  ['of a CSV', 'x.csv', (month: string, n: string, all: string) => `${a},${month},${n},${all}`],
  ['in quotes', 'x.csv', (month: string, n: string, all: string) => `${a},${month},"${n}","${all}"`],
  [
    'of JSON',
    'x.jsonl',
    (stat_month: string, pension_n: string, insured_n: string) =>
      JSON.stringify({ uscc: a, stat_month, pension_n, insured_n }),
  ],
] as const) {
  test(`an empty cell ${what} is unknown, and missed only where it is required`, async () => {
    await using warehouse = await openTestWarehouse()
    const rows = [rowOf('2026-01', '', '0'), rowOf('2026-02', '0', '')]
    const head = name === 'x.csv' ? ['uscc,stat_month,pension_n,insured_n'] : []
    const report = await loadText(warehouse, [...head, ...rows].join('\n'), headcount, name)
    assert.deepEqual([report.accepted, report.reasons], [1, { required: 1 }])
    const kept = await warehouse.rows(sql`SELECT pension_n, insured_n FROM facts.ss_headcount_monthly`)
    assert.deepEqual(kept, [{ pension_n: null, insured_n: 0 }])
  })
}

test('a row is known from the later of its batch and its own publication', async () => {
  await using warehouse = await openTestWarehouse()
  const cells = [
    ['2026-06-20', '2026-06-20T15:59:59.999999Z'],
    ['2026-06-21', '2026-06-21T15:59:59.999999Z'],
    ['2026-06-21T10:00:00', '2026-06-21T02:00:00.000000Z'],
    ['2026-06-21 10:00:00+00', '2026-06-21T10:00:00.000000Z'],
    ['2026-06-21T10:00:00+09:00', '2026-06-21T01:00:00.000000Z'],
    ['2026-01-01', '2026-06-20T01:00:00.000000Z'],
  ]
  const rows = cells.map(([published_at], place) => `${a},${2000 + place}-01,1,${published_at}`)
  const never = ['infinity', '2026-02-30'].map((published_at) => `${b},2026-01,1,${published_at}`)
  const text = ['uscc,stat_month,insured_n,published_at', ...rows, ...never].join('\n')
  assert.deepEqual((await loadText(warehouse, text, headcount)).reasons, { type: 2 })
  const known = await warehouse.rows<{ known_at: string }>(
    sql`SELECT known_at FROM facts.ss_headcount_monthly ORDER BY row_no`,
  )
  assert.deepEqual(
    known.map(({ known_at }) => known_at),
    cells.map(([, known_at]) => known_at),
  )
})

test('a line of JSON that is no object waits with its text, its line and the columns of its neighbours', async () => {
  await using warehouse = await openTestWarehouse()
  const good = JSON.stringify({ uscc: a, stat_month: '2026-01', insured_n: 10 })
  const text = [good, '', '{broken', '[1]', good.replace('10', '10.5').replace(a, b), '"s'].join('\r\n')
  const report = await loadText(warehouse, text, headcount, 'x.jsonl')
  assert.deepEqual(report.reasons, { json_invalid: 3, type: 1 })
  const waiting = await listQuarantine(warehouse, report.batch_id)
  assert.deepEqual(
    waiting.map(({ line, column, reason }) => [line, column, reason]),
    [
      [3, null, 'json_invalid'],
      [4, null, 'json_invalid'],
      [5, 'insured_n', 'type'],
      [6, null, 'json_invalid'],
    ],
  )
  assert.deepEqual(waiting[0]?.record, { '': '{broken', insured_n: null, stat_month: null, uscc: null })
})

test('a line of too few columns keeps its text and the cells that it has', async () => {
  await using warehouse = await openTestWarehouse()
  const text = `uscc,stat_month,insured_n\n${a},2026-01,1\n"${b}",2026-01\n${b},2026-01,\n${b},2026-02,7\n`
  const report = await loadText(warehouse, text, headcount)
  const row_nos = await warehouse.rows(sql`SELECT row_no FROM facts.ss_headcount_monthly ORDER BY row_no`)
  assert.deepEqual(row_nos, [{ row_no: 1 }, { row_no: 4 }])
  const [row, next] = await listQuarantine(warehouse, report.batch_id)
  const cells = { uscc: b, stat_month: '2026-01', insured_n: null }
  assert.deepEqual(row?.record, { '': `"${b}",2026-01`, ...cells })
  assert.deepEqual([row?.row_no, next?.row_no, next?.line], [2, 3, 4])
})

for (const [what, reason, is_held] of [
  ['a mobile number', '电话13812345678', true],
  ['one in full-width digits', '１３８１２３４５６７８', true],
  ['one with the number of its country', '+8613812345678', true],
  ['one in groups', '138-1234-5678', true],
  ['eleven of more digits', '编号913812345678', false],
  ['a second ID of which alone the check holds', '110105194912310021和11010519491231002X', true],
  ['an ID whose check fails', '110105194912310021', false],
  ['a code of 18 digits that begins like no day of birth', '911101051949123100', false],
] as const) {
  test(`${what} in a free text ${is_held ? 'holds' : 'does not hold'} the batch`, async () => {
    await using warehouse = await openTestWarehouse()
    const row = (code: string, text: string): string => `${code},tax_major,${text},2026-01-05,税务局`
    const lines = [row(a, '无'), row(b, reason), `${b},unheard_of,x,2026-01-05,税务局`]
    const report = await loadText(
      warehouse,
      ['uscc,list,reason,listed_on,authority', ...lines].join('\n'),
      list,
    )
    assert.deepEqual(report.reasons, is_held ? { personal_identifier: 3 } : { value_unknown: 1 })
    const waiting = await listQuarantine(warehouse, report.batch_id)
    if (!is_held) return
    assert.deepEqual(
      waiting.map(({ column, value, record }) => [column, value, record]),
      [
        [null, null, null],
        ['reason', null, null],
        [null, null, null],
      ],
    )
    assert.deepEqual(await warehouse.rows(sql`SELECT 1 FROM identity.enterprises`), [])
  })
}

test('damaged text waits whole, and its neighbour comes in', async () => {
  await using warehouse = await openTestWarehouse()
  const names = ['公\uFFFD司', '锟斤拷公司', '公\u0000司']
  const text = ['uscc,name,address', ...names.map((name) => `${a},${name},x`), `${b},好公司,y`].join('\n')
  const report = await loadText(warehouse, text, { ...list, dataset: 'reg_entity_base' })
  assert.deepEqual([report.accepted, report.reasons], [1, { encoding_damage: 3 }])
})

test('a file in GB18030 whose first megabyte is ASCII is read as GB18030, and its decoding is gone after', async () => {
  await using warehouse = await openTestWarehouse()
  const folder = mkdtempSync(join(tmpdir(), 'xinqiao-'))
  mkdirSync(join(folder, 'scratch'))
  const plain = Array.from({ length: 9000 }, () => `${a},Plain and ${'long '.repeat(25)}\n`).join('')
  const chinese = Buffer.from([0xba, 0xc3, 0xb9, 0xab, 0xcb, 0xbe]) // 好公司
  const parts = [Buffer.from(`uscc,name\n${plain}${b},`), chinese, Buffer.from('\n')]
  writeFileSync(join(folder, 'x.csv'), Buffer.concat(parts))
  const scratch_dir = join(folder, 'scratch')
  const delivery = { ...list, dataset: 'reg_entity_base', scratch_dir }
  const report = await loadFile(warehouse, join(folder, 'x.csv'), delivery)
  assert.equal(report.quarantined, 0)
  const names = await warehouse.rows(sql`
    SELECT name FROM facts.reg_entity_base WHERE enterprise_id = 2`)
  assert.deepEqual(names, [{ name: '好公司' }])
  assert.deepEqual(readdirSync(join(folder, 'scratch')), [])
})
