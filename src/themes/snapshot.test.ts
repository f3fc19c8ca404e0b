import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { usccCheckCharacter } from '#kernel'
import { listHeld, listQuarantine } from '#sources'
import { sql } from '#sql'
import { factsOf, visibleAt } from '#themes'
import { loadText, openTestWarehouse, refused } from '#themes/testing'
import type { Warehouse } from '#warehouse'

const bodies = ['91440300QX0000018', '91440300QX0000026', '91440300QX0000AB3']
const codes = bodies.map((body) => `${body}${usccCheckCharacter(body)}`)
const [a = '', b = '', c = ''] = codes
const dataset = 'ss_headcount_monthly'
const months = ['2026-01', '2026-02']
const days = ['2026-03-10', '2026-03-20', '2026-04-10', '2026-04-20']
/** What is small is always more than five percent smaller. */
const lenient = { snapshot_shrink_ratio: { value: 1, source: 'test' } }

/** Fact (`code month`) to its number. */
type World = ReadonlyMap<string, number>

const anyWorld: fc.Arbitrary<World> = fc
  .uniqueArray(
    fc.record({
      fact: fc.constantFrom(...codes.flatMap((code) => months.map((month) => `${code},${month}`))),
      n: fc.constantFrom(1, 2),
    }),
    { selector: ({ fact }) => fact, minLength: 1 },
  )
  .map((rows) => new Map(rows.map(({ fact, n }) => [fact, n])))

function textOf(world: World): string {
  return ['uscc,stat_month,insured_n', ...[...world].map(([fact, n]) => `${fact},${n}`)].join('\n')
}

// A snapshot is about the months that it has rows of: what stood of the others stands.
function after(before: World, snapshot: World): World {
  const said = new Set([...snapshot.keys()].map((fact) => fact.slice(-7)))
  const kept = [...before].filter(([fact]) => !said.has(fact.slice(-7)))
  return new Map([...kept, ...snapshot])
}

function differences(before: World, now: World): string {
  const gone = [...before].filter(([fact]) => !now.has(fact)).map(([fact]) => `${fact},1,revoke`)
  const other = [...now].filter(([fact, n]) => before.get(fact) !== n).map(([fact, n]) => `${fact},${n},`)
  return ['uscc,stat_month,insured_n,op', ...gone, ...other].join('\n')
}

async function seen(warehouse: Warehouse, as_of: string): Promise<readonly string[]> {
  const rows = await warehouse.rows<{ uscc: string; stat_month: number; insured_n: number }>(sql`
    SELECT e.uscc, f.stat_month, f.insured_n
    FROM ${factsOf(dataset)} f JOIN identity.enterprises e USING (enterprise_id)
    WHERE ${visibleAt('strict', sql`CAST(${`${as_of} 20:00:00`} AS TIMESTAMP)`)}`)
  return rows.map((row) => `${row.uscc},2026-0${row.stat_month - 2026 * 12 + 1},${row.insured_n}`).sort()
}

test('snapshots one after another show what their differences made by hand show', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyWorld, { minLength: 2, maxLength: days.length }), async (snapshots) => {
      await using warehouse = await openTestWarehouse()
      await using by_hand = await openTestWarehouse()
      let before: World = new Map()
      for (const [index, snapshot] of snapshots.entries()) {
        const known_at = days[index] ?? ''
        const now = after(before, snapshot)
        await loadText(warehouse, textOf(snapshot), { dataset, known_at, snapshot: 'judged', rules: lenient })
        await loadText(by_hand, differences(before, now), { dataset, known_at, complete: true })
        const facts = [...now].map(([fact, n]) => `${fact},${n}`).sort()
        assert.deepEqual(await seen(warehouse, known_at), facts)
        assert.deepEqual(await seen(by_hand, known_at), facts)
        before = now
      }
    }),
    { seed: 20261123, numRuns: 3, endOnFailure: true },
  )
})

test('what a snapshot lacks is revoked and counted, and the same one again changes nothing', async () => {
  await using warehouse = await openTestWarehouse()
  const said = { dataset, snapshot: 'judged', rules: lenient } as const
  const full = textOf(
    new Map([
      [`${a},2026-01`, 1],
      [`${b},2026-01`, 2],
      [`${b},2026-02`, 2],
    ]),
  )
  await loadText(warehouse, full, { ...said, known_at: '2026-03-10' })
  const less = textOf(
    new Map([
      [`${a},2026-01`, 3],
      [`${c},2026-01`, 4],
    ]),
  )
  const report = await loadText(warehouse, less, { ...said, known_at: '2026-03-20' })
  const { rows_in, accepted, corrected, revoked, already_known } = report
  assert.deepEqual(
    { rows_in, accepted, corrected, revoked, already_known },
    {
      ...{ rows_in: 3, accepted: 1, corrected: 1, revoked: 1, already_known: 0 },
    },
  )
  const again = await loadText(warehouse, less, { ...said, known_at: '2026-03-20' })
  assert.deepEqual([again.rows_in, again.already_known], [2, 2])
  assert.deepEqual(
    await seen(warehouse, '2026-03-20'),
    [`${a},2026-01,3`, `${b},2026-02,2`, `${c},2026-01,4`].sort(),
  )
})

const firms = Array.from({ length: 40 }, (_, n) => {
  const body = `91440300QX00${String(n + 10).padStart(5, '0')}`
  return `${body}${usccCheckCharacter(body)}`
})
const register = (rows: readonly (readonly [string, string])[]): string =>
  ['uscc,name,region_code', ...rows.map(([code, district]) => `${code},企业,${district}`)].join('\n')
const inDistricts = (n: number): readonly (readonly [string, string])[] =>
  firms.slice(0, n).map((code, index) => [code, index === 39 || index === 0 ? '440308' : '440305'])

for (const [what, rows, reasons] of [
  ['5 % smaller', inDistricts(38), []],
  ['more than 5 % smaller', inDistricts(37), ['smaller']],
  ['without a district', inDistricts(39).slice(1), ['district_missing']],
] as const) {
  test(`a register ${what} ${reasons.length === 0 ? 'comes in' : 'is held, and revokes nothing'}`, async () => {
    await using warehouse = await openTestWarehouse()
    const said = { dataset: 'reg_entity_base', snapshot: 'judged' } as const
    await loadText(warehouse, register(inDistricts(40)), { ...said, known_at: '2026-03-10' })
    const late = { ...said, known_at: '2026-03-20' }
    const report = await loadText(warehouse, register(rows), late)
    const held = await listHeld(warehouse)
    assert.deepEqual(
      held.flatMap((each) => each.reasons.map(({ code }) => code)),
      reasons,
    )
    assert.deepEqual(report.reasons, reasons.length === 0 ? {} : { snapshot_held: rows.length })
    assert.equal(report.revoked, reasons.length === 0 ? 40 - rows.length : 0)
    assert.deepEqual(await listQuarantine(warehouse, null), [])
    if (reasons.length === 0) return
    const let_in = await loadText(warehouse, register(rows), { ...late, snapshot: 'released' })
    assert.equal(let_in.revoked, 40 - rows.length)
  })
}

test('a row at fault still has its fact; one that cannot be placed holds a snapshot that lacks something', async () => {
  await using warehouse = await openTestWarehouse()
  const said = { dataset, snapshot: 'judged', rules: lenient } as const
  const header = 'uscc,stat_month,insured_n'
  await loadText(warehouse, [header, `${a},2026-01,1`, `${b},2026-01,2`].join('\n'), {
    ...said,
    known_at: '2026-03-10',
  })
  const faulty = await loadText(warehouse, [header, `${a},2026-01,1`, `${b},2026-01,many`].join('\n'), {
    ...said,
    known_at: '2026-03-20',
  })
  assert.deepEqual([faulty.revoked, faulty.quarantined], [0, 1])
  const broken = await loadText(warehouse, [header, `${a},2026-01,1`, `${b},2026-01`].join('\n'), {
    ...said,
    known_at: '2026-03-21',
  })
  assert.deepEqual(broken.reasons, { snapshot_held: 2 })
  const [held] = await listHeld(warehouse)
  assert.deepEqual(held?.reasons, [{ code: 'rows_unplaced', rows: 1 }])
  assert.equal((await seen(warehouse, '2026-03-21')).length, 2)
})

test('a snapshot from before what is held, and one of a history, are refused', async () => {
  await using warehouse = await openTestWarehouse()
  const text = textOf(new Map([[`${a},2026-01`, 1]]))
  const said = { dataset, snapshot: 'judged' } as const
  await loadText(warehouse, text, { ...said, known_at: '2026-03-20' })
  await refused('snapshot_overtaken', () => loadText(warehouse, text, { ...said, known_at: '2026-03-19' }))
  await refused('snapshot_backfill', () =>
    loadText(warehouse, text, { ...said, known_at: '2026-03-20', backfill: true }),
  )
})

test('what one meter of a firm lacks is revoked, and the other stands', async () => {
  await using warehouse = await openTestWarehouse()
  const said = { dataset: 'ut_water_monthly', snapshot: 'judged', rules: lenient } as const
  const header = 'uscc,account_no_hash,stat_month,m3,fee,late_fee'
  const line = (meter: string): string => `${a},${meter},2026-01,1.5,6.00,0.00`
  await loadText(warehouse, [header, line('m1'), line('m2')].join('\n'), { ...said, known_at: '2026-03-10' })
  const report = await loadText(warehouse, [header, line('m2')].join('\n'), {
    ...said,
    known_at: '2026-03-20',
  })
  assert.deepEqual([report.revoked, report.already_known], [1, 1])
})
