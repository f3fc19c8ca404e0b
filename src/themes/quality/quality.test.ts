import assert from 'node:assert/strict'
import { test } from 'node:test'
import { conflictPage, decideConflict, findingsOf, listQuarantine, quarantinePage, rejectRow } from '#sources'
import { ident, sql } from '#sql'
import { type Delivery, loadText, openTestWarehouse } from '#themes/testing'
import type { Warehouse } from '#warehouse'

const a = '91440300QX0000018L'
const b = '91440300QX0000026F'
const c = '91440300QX0000034A'

const month = (nth: number): string =>
  `${2024 + Math.floor(nth / 12)}-${String((nth % 12) + 1).padStart(2, '0')}`
const deposits = (rows: readonly (readonly [string, number, number])[]): string =>
  `uscc,stat_month,depositors_n,amount,status\n${rows
    .map(([uscc, nth, n]) => `${uscc},${month(nth)},${n},1.00,normal\n`)
    .join('')}`
const fund = { dataset: 'hf_deposit_monthly', source: 'housing_fund' }

/** A firm with so many months of 28, 30 and 32 depositors in turn: σ is about 1.6. */
async function withMonths(months: number): Promise<Warehouse> {
  const warehouse = await openTestWarehouse()
  const rows = Array.from({ length: months }, (_, nth) => [a, nth, 28 + (nth % 3) * 2] as const)
  await loadText(warehouse, deposits(rows), { ...fund, known_at: '2025-06-20T09:00:00', backfill: true })
  return warehouse
}

const next: Delivery = { ...fund, known_at: '2025-07-20T09:00:00' }

for (const [months, n, is_held, why] of [
  [12, 300, true, 'ten times as many'],
  [11, 300, false, 'eleven months do not say what is usual'],
  [12, 64, false, 'not more than doubled'],
  [12, 65, true, 'more than doubled'],
  [12, 0, false, 'a fall is news, not a slip'],
] as const) {
  test(`${n} depositors after ${months} months of about 30 ${is_held ? 'wait for a person' : 'come in'}: ${why}`, async () => {
    await using warehouse = await withMonths(months)
    const report = await loadText(
      warehouse,
      deposits([
        [a, months, n],
        [b, months, n],
      ]),
      next,
    )
    assert.deepEqual(report.reasons, is_held ? { jump_held: 1 } : {})
    assert.equal(report.rows_in, report.accepted + report.quarantined)
    const waiting = await listQuarantine(warehouse, report.batch_id)
    if (is_held) assert.deepEqual([waiting[0]?.column, waiting[0]?.value], ['depositors_n', String(n)])
  })
}

test('a firm of two grows to twenty-two without a word, and to twenty-three with one', async () => {
  await using warehouse = await openTestWarehouse()
  const rows = [a, b].flatMap((uscc) => Array.from({ length: 12 }, (_, nth) => [uscc, nth, 2] as const))
  await loadText(warehouse, deposits(rows), { ...fund, known_at: '2025-06-20T09:00:00', backfill: true })
  const report = await loadText(
    warehouse,
    deposits([
      [a, 12, 22],
      [b, 12, 23],
    ]),
    next,
  )
  assert.deepEqual(report.reasons, { jump_held: 1 })
})

test('what a person has looked at comes in, and a first history is not compared with itself', async () => {
  await using warehouse = await withMonths(12)
  const report = await loadText(warehouse, deposits([[a, 12, 300]]), { ...next, is_looked_at: true })
  assert.deepEqual([report.accepted, report.reasons], [1, {}])
  await using other = await openTestWarehouse()
  const rows = Array.from({ length: 14 }, (_, nth) => [a, nth, nth < 13 ? 30 : 3000] as const)
  const first = await loadText(other, deposits(rows), { ...next, backfill: true })
  assert.equal(first.accepted, 14)
})

test('months that are held but were corrected or came late are judged by what stands', async () => {
  await using warehouse = await withMonths(12)
  const corrected = Array.from({ length: 12 }, (_, nth) => [a, nth, 200 + nth] as const)
  await loadText(warehouse, deposits(corrected), { ...next, is_looked_at: true })
  const report = await loadText(warehouse, deposits([[a, 12, 300]]), {
    ...next,
    known_at: '2025-07-21T09:00:00',
  })
  assert.deepEqual(report.reasons, {})
})

test('a row that is turned down waits no longer, and is still there', async () => {
  await using warehouse = await withMonths(12)
  const { batch_id } = await loadText(warehouse, deposits([[a, 12, 300]]), next)
  const why = { by: 'op-1', at: '2025-07-21T01:00:00Z', note: '单位填错' }
  assert.equal(await rejectRow(warehouse, batch_id, 1, why), true)
  assert.equal(await rejectRow(warehouse, batch_id, 1, why), false, 'once')
  assert.deepEqual(await listQuarantine(warehouse, batch_id), [])
  const question = { dataset: null, reason: null, after: null, most: 9 }
  const [row] = await quarantinePage(warehouse, { ...question, state: 'rejected' })
  assert.deepEqual([row?.note, row?.record?.depositors_n], ['单位填错', '300'])
})

const penalty = (source: string, at: string): Delivery => ({
  ...{ dataset: 'adm_penalty', source, known_at: `${at}T09:00:00` },
})
const fine = (amount: string, repaired_on = ''): string =>
  `uscc,doc_no,authority,authority_class,kind,penalty_class,amount,decided_on,repaired_on\n${a},D1,市监,market,fine,general,${amount},2025-01-05,${repaired_on}\n`

async function amountsOf(warehouse: Warehouse): Promise<readonly string[]> {
  const rows = await warehouse.rows<{ said: string }>(sql`
    SELECT CAST(amount AS VARCHAR) || coalesce(' repaired ' || CAST(repaired_on AS VARCHAR), '') AS said
    FROM ${ident('facts', 'adm_penalty')} WHERE superseded_at IS NULL ORDER BY known_at, row_no`)
  return rows.map(({ said }) => said)
}

test('what two departments say differently of one record waits, and the one that is held stands meanwhile', async () => {
  await using warehouse = await openTestWarehouse()
  await loadText(warehouse, fine('100.00'), penalty('market_regulation', '2025-02-01'))
  const same = await loadText(warehouse, fine('100.00'), penalty('tax', '2025-02-02'))
  assert.deepEqual(same.reasons, {}, 'who says the same differs from nobody')
  const other = await loadText(warehouse, fine('900.00'), penalty('tax', '2025-02-03'))
  assert.deepEqual(other.reasons, { source_conflict: 1 })
  assert.deepEqual(await amountsOf(warehouse), ['100.00'])
  const [found] = await conflictPage(warehouse, { outcome: null, before: null, most: 9 })
  assert.deepEqual(
    [found?.uscc, found?.held_source, found?.said_source, found?.outcome, found?.row_no],
    [a, 'market_regulation', 'tax', 'waiting', 1],
  )
  assert.deepEqual((await findingsOf(warehouse, other.batch_id))?.conflicts, { rows: 1, held: 1 })
  const own = await loadText(warehouse, fine('200.00'), penalty('market_regulation', '2025-02-04'))
  assert.deepEqual(own.reasons, {}, 'a source may change what it said itself')
})

test('信用中国 prevails by itself, and what a department says again of it waits', async () => {
  await using warehouse = await openTestWarehouse()
  await loadText(warehouse, fine('100.00'), penalty('market_regulation', '2025-02-01'))
  const repaired = await loadText(
    warehouse,
    fine('100.00', '2025-03-01'),
    penalty('credit_china', '2025-03-02'),
  )
  assert.deepEqual(repaired.reasons, {})
  assert.ok((await amountsOf(warehouse)).includes('100.00 repaired 2025-03-01'))
  const [case_] = await conflictPage(warehouse, { outcome: 'prevailed', before: null, most: 9 })
  assert.equal(case_?.said_source, 'credit_china')
  const again = await loadText(warehouse, fine('100.00'), penalty('market_regulation', '2025-03-03'))
  assert.deepEqual(again.reasons, { source_conflict: 1 })
})

test('what a source says again takes the place of what waits, and is decided as before', async () => {
  await using warehouse = await openTestWarehouse()
  await loadText(warehouse, fine('100.00'), penalty('market_regulation', '2025-02-01'))
  const first = await loadText(warehouse, fine('900.00'), penalty('tax', '2025-02-03'))
  const second = await loadText(warehouse, fine('900.00'), penalty('tax', '2025-02-04'))
  const waiting = async () => (await listQuarantine(warehouse, null)).map(({ batch_id }) => batch_id)
  assert.deepEqual(await waiting(), [second.batch_id], 'one waits')
  const cases = await conflictPage(warehouse, { outcome: null, before: null, most: 9 })
  assert.deepEqual(
    cases.map(({ batch_id, outcome }) => [batch_id, outcome]),
    [
      [second.batch_id, 'waiting'],
      [first.batch_id, 'said_again'],
    ],
  )
  const why = { by: 'op-1', at: '2025-02-05T01:00:00Z', note: '以市监为准' }
  await rejectRow(warehouse, second.batch_id, 1, why)
  await decideConflict(
    warehouse,
    { batch_id: second.batch_id, row_no: 1 },
    { ...why, outcome: 'held_stands' },
  )
  await loadText(warehouse, fine('900.00'), penalty('tax', '2025-02-06'))
  assert.deepEqual(await waiting(), [], 'decided already')
  const third = await loadText(warehouse, fine('901.00'), penalty('tax', '2025-02-07'))
  assert.deepEqual(await waiting(), [third.batch_id], 'other words are another case')
})

test('a department cannot revoke what another delivered, nor does its snapshot', async () => {
  await using warehouse = await openTestWarehouse()
  await loadText(warehouse, fine('100.00'), penalty('market_regulation', '2025-02-01'))
  const gone = fine('100.00').replace('uscc,', 'op,uscc,').replace(`${a},`, `revoke,${a},`)
  const revoked = await loadText(warehouse, gone, penalty('tax', '2025-02-02'))
  assert.deepEqual(revoked.reasons, { source_conflict: 1 })
  const own = fine('5.00').replaceAll('D1', 'D2')
  await loadText(warehouse, own, penalty('tax', '2025-02-03'))
  const empty = own.slice(0, own.indexOf('\n') + 1) + own.slice(own.indexOf('\n') + 1).replace('D2', 'D3')
  const snapshot = await loadText(warehouse, empty, {
    ...penalty('tax', '2025-02-04'),
    ...{ complete: true, snapshot: 'released' },
  })
  assert.deepEqual([snapshot.accepted, snapshot.revoked], [1, 1])
  assert.equal((await amountsOf(warehouse)).length, 2, 'D1 of the other department stands, and D3')
})

const headcounts = (rows: readonly (readonly [string, string, number])[]): string =>
  `uscc,stat_month,insured_n\n${rows.map((row) => `${row.join(',')}\n`).join('')}`
const movements = (rows: readonly (readonly [string, string, number])[]): string =>
  `uscc,stat_month,begin_n,joiners_n,leavers_n,end_n\n${rows
    .map(([uscc, at, end]) => `${uscc},${at},${end},0,0,${end}\n`)
    .join('')}`

test('the end of a movement is held against the headcount, whichever comes second', async () => {
  await using warehouse = await openTestWarehouse()
  const at = { known_at: '2026-02-20T09:00:00' }
  const counts = headcounts([
    [a, '2026-01', 10],
    [b, '2026-01', 5],
  ])
  await loadText(warehouse, counts, { dataset: 'ss_headcount_monthly', ...at })
  const moved = movements([
    [a, '2026-01', 10],
    [b, '2026-01', 6],
    [c, '2026-01', 1],
  ])
  const report = await loadText(warehouse, moved, { dataset: 'ss_movement_monthly', ...at })
  const [found] = (await findingsOf(warehouse, report.batch_id))?.across ?? []
  assert.deepEqual([found?.dataset, found?.compared, found?.differing], ['ss_movement_monthly', 2, 1])
  const later = await loadText(warehouse, headcounts([[c, '2026-01', 2]]), {
    ...{ dataset: 'ss_headcount_monthly', known_at: '2026-02-21T09:00:00' },
  })
  const [second] = (await findingsOf(warehouse, later.batch_id))?.across ?? []
  assert.deepEqual([second?.compared, second?.differing], [1, 1])
})

test('a complete month is held against the register, and a late one against what was promised', async () => {
  await using warehouse = await openTestWarehouse()
  const register = `uscc,name,status,established_on\n${a},甲,active,2020-01-01\n${b},乙,active,2026-02-01\n${c},丙,cancelled,2020-01-01\n`
  await loadText(warehouse, register, { dataset: 'reg_entity_base', known_at: '2026-01-01T09:00:00' })
  const delivery = (known_at: string): Delivery => ({
    ...{ dataset: 'ss_headcount_monthly', known_at, complete: true },
  })
  const january = await loadText(warehouse, headcounts([[a, '2026-01', 1]]), delivery('2026-02-20T09:00:00'))
  const found = await findingsOf(warehouse, january.batch_id)
  assert.deepEqual(
    found?.completeness.map(({ firms, registered, is_short }) => [firms, registered, is_short]),
    [[1, 1, false]],
  )
  assert.deepEqual(found?.late, [], 'the day itself is in time')
  const february = await loadText(warehouse, headcounts([[c, '2026-02', 1]]), delivery('2026-03-21T09:00:00'))
  const then = await findingsOf(warehouse, february.batch_id)
  assert.deepEqual(
    then?.late.map(({ promised_on, late_days }) => [promised_on, late_days]),
    [['2026-03-20', 1]],
  )
})
