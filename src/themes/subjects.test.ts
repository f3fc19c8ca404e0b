import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#kernel'
import { listQuarantine } from '#sources'
import { sql } from '#sql'
import { loadText, openTestWarehouse } from '#themes/testing'

const index = { dataset: 'com_industry_index', known_at: '2026-03-20' }
const header = 'industry_division,region_code,stat_month,index'

test('rows about no enterprise stand under enterprise 0, whom no register knows', async () => {
  await using warehouse = await openTestWarehouse()
  const rows = [header, '39,440305,2026-01,101.5', '39,440306,2026-01,99.25', '39,440305,2026-02,102']
  assert.equal((await loadText(warehouse, rows.join('\n'), index)).accepted, 3)
  const again = [header, '39,440305,2026-01,101.6', '39,440306,2026-01,99.25']
  const { corrected, already_known } = await loadText(warehouse, again.join('\n'), {
    ...index,
    known_at: '2026-04-20',
  })
  assert.deepEqual({ corrected, already_known }, { corrected: 1, already_known: 1 })
  const held = await warehouse.rows(sql`
    SELECT (SELECT count(*) FROM identity.enterprises) AS enterprises,
      (SELECT count(*) FROM facts.com_industry_index WHERE enterprise_id = 0) AS facts`)
  assert.deepEqual(held, [{ enterprises: 0, facts: 4 }])
})

test('a dataset about no enterprise has no column for a code', async () => {
  await using warehouse = await openTestWarehouse()
  const text = `uscc,${header}\n91440300QX0000018L,39,440305,2026-01,101.5\n`
  await assert.rejects(
    () => loadText(warehouse, text, index),
    (error) => error instanceof Refusal && error.code === 'column_unknown',
  )
})

const person = '92440300QX0000017E'
const firm = '91440300QX0000018L'

for (const [what, code, told, op, quarantined] of [
  ['a person who was told', person, '2026-02-01', '', 0],
  ['a person who was not told', person, '', '', 1],
  ['a person who was not told, taken back', person, '', 'revoke', 0],
  ['a firm that was not told', firm, '', '', 0],
] as const) {
  test(`non-public negative information on ${what} is ${quarantined ? 'held' : 'let in'}`, async () => {
    await using warehouse = await openTestWarehouse()
    const text = `uscc,utility,since_on,amount,periods,cut_off,notice_sent_at,op\n${code},elec,2026-01-05,10.00,1,false,${told},${op}\n`
    const report = await loadText(warehouse, text, { dataset: 'ut_arrears', known_at: '2026-03-20' })
    assert.equal(report.quarantined, quarantined)
    const waiting = await listQuarantine(warehouse, report.batch_id)
    assert.deepEqual(
      waiting.map(({ reason, column }) => [reason, column]),
      quarantined ? [['notice_missing', 'notice_sent_at']] : [],
    )
  })
}

test('a public negative row on a person needs no notice', async () => {
  await using warehouse = await openTestWarehouse()
  const text = `uscc,case_no,filed_on,court\n${person},x1,2026-01-05,甲\n`
  const report = await loadText(warehouse, text, { dataset: 'jud_execution', known_at: '2026-03-20' })
  assert.equal(report.quarantined, 0)
})

test('two meters of one firm in one month are two facts, and one said twice is one', async () => {
  await using warehouse = await openTestWarehouse()
  const line = (meter: string): string => `${firm},${meter},2026-01,1.5,6.00,0.00`
  const rows = ['uscc,account_no_hash,stat_month,m3,fee,late_fee', line('m1'), line('m2'), line('m2')]
  const report = await loadText(warehouse, rows.join('\n'), {
    dataset: 'ut_water_monthly',
    known_at: '2026-03-20',
  })
  assert.deepEqual([report.accepted, report.already_known], [2, 1])
})
