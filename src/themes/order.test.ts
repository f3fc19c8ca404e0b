import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from '#sql'
import { factsOf, visibleAt } from '#themes'
import { loadText, openTestWarehouse } from '#themes/testing'
import type { Warehouse } from '#warehouse'

const codes = ['91440300QX0000018L', '91440300QX0000026F', '91440300QX0000AB38']
const months = ['2026-01', '2026-02']
const days = ['2026-03-10', '2026-03-20', '2026-04-10', '2026-04-20', '2026-05-10']

const anyRow = fc.record({
  uscc: fc.constantFrom(...codes),
  month: fc.constantFrom(...months),
  insured_n: fc.constantFrom(1, 2),
  op: fc.constantFrom('insert', 'insert', 'insert', 'correct', 'revoke'),
})
type Row = typeof anyRow extends fc.Arbitrary<infer Value> ? Value : never

interface Delivery {
  readonly known_at: string
  readonly rows: readonly Row[]
}

const anyDeliveries = fc
  .array(fc.array(anyRow, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: days.length })
  .map((files): readonly Delivery[] => files.map((rows, index) => ({ known_at: days[index] ?? '', rows })))
const anyOrder = anyDeliveries.chain((deliveries) =>
  fc.tuple(
    fc.constant(deliveries),
    fc.shuffledSubarray([...deliveries.keys()], { minLength: deliveries.length }),
    fc.integer({ min: 0, max: 3 }),
  ),
)

function textOf(rows: readonly Row[]): string {
  const lines = rows.map(({ uscc, month, insured_n, op }) => `${uscc},${month},${insured_n},${op}`)
  return ['uscc,stat_month,insured_n,op', ...lines].join('\n')
}

// A file cut in two is loaded in two, the first part first: of one instant the later line wins.
function partsOf({ known_at, rows }: Delivery, cut: number): readonly Delivery[] {
  const parts = [rows.slice(0, cut), rows.slice(cut)]
  return parts.filter((part) => part.length > 0).map((part) => ({ known_at, rows: part }))
}

async function seen(warehouse: Warehouse, as_of: string, mode: 'strict' | 'published') {
  const rows = await warehouse.rows<{ uscc: string; stat_month: number; insured_n: number }>(sql`
    SELECT e.uscc, f.stat_month, f.insured_n
    FROM ${factsOf('ss_headcount_monthly')} f JOIN identity.enterprises e USING (enterprise_id)
    WHERE ${visibleAt(mode, sql`CAST(${`${as_of} 20:00:00`} AS TIMESTAMP)`)} ORDER BY e.uscc, f.stat_month`)
  return rows.map(
    ({ uscc, stat_month, insured_n }) => `${uscc} 2026-0${stat_month - 2026 * 12 + 1} ${insured_n}`,
  )
}

// The plain way: what was said last of each fact.
function said(deliveries: readonly Delivery[], as_of: string): readonly string[] {
  const last = new Map<string, string>()
  for (const { known_at, rows } of deliveries) {
    if (known_at > as_of) continue
    for (const { uscc, month, insured_n, op } of rows) {
      if (op === 'revoke') last.delete(`${uscc} ${month}`)
      else last.set(`${uscc} ${month}`, `${insured_n}`)
    }
  }
  return [...last].map(([fact, value]) => `${fact} ${value}`).sort()
}

test('any order and partition of the same deliveries shows what a plain reading of them shows', async () => {
  await fc.assert(
    fc.asyncProperty(anyOrder, async ([deliveries, order, cut]) => {
      await using warehouse = await openTestWarehouse()
      for (const index of order) {
        const delivery = deliveries[index]
        for (const { known_at, rows } of delivery === undefined ? [] : partsOf(delivery, cut))
          await loadText(warehouse, textOf(rows), { dataset: 'ss_headcount_monthly', known_at })
      }
      for (const { known_at } of deliveries) {
        for (const mode of ['strict', 'published'] as const)
          assert.deepEqual(
            await seen(warehouse, known_at, mode),
            said(deliveries, known_at),
            `${mode} ${known_at}`,
          )
      }
    }),
    { seed: 20261123, numRuns: 3, endOnFailure: true },
  )
})

test('a line that a later line of its file takes back does not close what stood before', async () => {
  await using warehouse = await openTestWarehouse()
  const uscc = '91440300QX0000018L'
  const line = (insured_n: 1 | 2): Row => ({ uscc, month: '2026-01', insured_n, op: 'insert' })
  await loadText(warehouse, textOf([line(2)]), { dataset: 'ss_headcount_monthly', known_at: '2026-03-10' })
  const back = { dataset: 'ss_headcount_monthly', known_at: '2026-03-20' }
  assert.equal((await loadText(warehouse, textOf([line(1), line(2)]), back)).already_known, 2)
  assert.deepEqual(await seen(warehouse, '2026-03-20', 'strict'), [`${uscc} 2026-01 2`])
})

test('what turns up in between parts what was said from what was said again, and from what was corrected', async () => {
  await using warehouse = await openTestWarehouse()
  const [a = '', b = ''] = codes
  const both = (one: 1 | 2, other: 1 | 2): string =>
    textOf([
      { uscc: a, month: '2026-01', insured_n: one, op: 'insert' },
      { uscc: b, month: '2026-01', insured_n: other, op: 'insert' },
    ])
  const on = (known_at: string) => ({ dataset: 'ss_headcount_monthly', known_at })
  await loadText(warehouse, both(1, 1), on('2026-03-10'))
  await loadText(warehouse, both(1, 2), on('2026-04-10'))
  await loadText(warehouse, both(2, 1), on('2026-03-20'))
  assert.deepEqual(await seen(warehouse, '2026-03-20', 'strict'), [`${a} 2026-01 2`, `${b} 2026-01 1`])
  assert.deepEqual(await seen(warehouse, '2026-04-10', 'strict'), [`${a} 2026-01 1`, `${b} 2026-01 2`])
  assert.equal((await loadText(warehouse, both(1, 2), on('2026-04-10'))).already_known, 2)
  const versions = await warehouse.rows(sql`
    SELECT enterprise_id, batch_id, row_no FROM ${factsOf('ss_headcount_monthly')} ORDER BY enterprise_id, known_at, batch_id`)
  assert.deepEqual(versions, [
    { enterprise_id: 1, batch_id: 1, row_no: 1 },
    { enterprise_id: 1, batch_id: 3, row_no: 1 },
    { enterprise_id: 1, batch_id: 2, row_no: 1 },
    { enterprise_id: 2, batch_id: 1, row_no: 2 },
    { enterprise_id: 2, batch_id: 2, row_no: 2 },
  ])
})

test('what is said again of a dataset whose key stands in another order than its fields is known already', async () => {
  await using warehouse = await openTestWarehouse()
  const text = 'uscc,change_item,after_digest,changed_on\n91440300QX0000018L,capital,d1,2026-03-02'
  const told = (known_at: string) => loadText(warehouse, text, { dataset: 'reg_change_log', known_at })
  assert.equal((await told('2026-04-04T09:00:00')).accepted, 1)
  assert.equal((await told('2026-05-04T09:00:00')).already_known, 1)
  const [kept] = await warehouse.rows<{ after_digest: string }>(
    sql`SELECT after_digest FROM confirmations.reg_change_log WHERE batch_id = 2`,
  )
  assert.equal(kept?.after_digest, 'd1')
})
