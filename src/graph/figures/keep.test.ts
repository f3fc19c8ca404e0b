import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { graphFigures, type Lawful, readGraphRules } from '#graph'
import { codeOf, deliver, holding, office, openRegister, register } from '#graph/testing'
import { type Instant, instant } from '#kernel'
import { sql } from '#sql'
import { annotate, type ClockMode, lawAt, readClocks, visibleAt } from '#themes'
import { datasetOf } from '#themes/testing'
import type { Warehouse } from '#warehouse'
import { most_instants } from './keep.ts'

const rules = readGraphRules(JSON.parse(readFileSync('regions/shenzhen/graph.json', 'utf8')), 'graph.json')
const clocks = readClocks(JSON.parse(readFileSync('regions/shenzhen/clocks.json', 'utf8')), 'clocks.json')
const now = instant('2026-06-30')
const [a, b, c, d] = [1, 2, 3, 4].map((n) => codeOf(n)) as [string, string, string, string]

type Told = Readonly<Record<string, unknown>>

interface Question {
  readonly as_of?: Instant
  readonly instants?: readonly Instant[]
  readonly enterprise_ids?: readonly number[]
  readonly mode?: ClockMode
  readonly lawful?: Lawful
}

async function figures(warehouse: Warehouse, question: Question = {}): Promise<Record<string, Told>> {
  const { as_of = now, instants = [as_of], enterprise_ids, mode = 'strict', lawful } = question
  const rows = await warehouse.session(async (session) => {
    const asked = { mode, instants, lawful, ...(enterprise_ids === undefined ? {} : { enterprise_ids }) }
    await graphFigures(session, rules, asked)
    return session.rows<Told & { uscc: string }>(sql`
      SELECT enterprise.uscc, figure.* FROM temp.graph_figures AS figure JOIN identity.enterprises AS enterprise USING (enterprise_id)
      WHERE ${visibleAt(mode, sql`CAST(${as_of} AS TIMESTAMP)`)} ORDER BY enterprise_id`)
  })
  return Object.fromEntries(rows.map((row) => [row.uscc, row]))
}

function pick(told: Record<string, Told>, name: string): readonly unknown[] {
  return Object.values(told).map((row) => row[name])
}

async function group(): Promise<Warehouse> {
  const warehouse = await openRegister()
  await register(warehouse, [{}, {}, {}, {}])
  await deliver(warehouse, 'reg_shareholder', [
    holding(a, '甲', 0.6),
    holding(a, '乙', 0.4),
    holding(b, a, 0.7),
    holding(b, '丙', 0.3),
    holding(c, '甲', 0.51),
    holding(c, '丁', 0.49),
  ])
  return warehouse
}

test('the figures of a group: relatives within two hops, and how many its controller has', async () => {
  await using warehouse = await group()
  const told = await figures(warehouse)
  assert.deepEqual(pick(told, 'related_n'), [2, 2, 2, 0])
  assert.deepEqual(pick(told, 'controlled_n'), [3, 3, 3, null])
})

test('a share counts from its first day and until the day before its last', async () => {
  await using warehouse = await openRegister()
  await register(warehouse, [{}, {}])
  const during = { from_on: '2026-03-01', to_on: '2026-06-30' }
  await deliver(warehouse, 'reg_shareholder', [holding(a, b, 0.9, during)])
  for (const [on, n] of [
    ['2026-02-28', 0],
    ['2026-03-01', 1],
    ['2026-06-29', 1],
    ['2026-06-30', 0],
  ] as const) {
    assert.deepEqual(pick(await figures(warehouse, { as_of: instant(on) }), 'related_n'), [n, n], on)
  }
})

test('a version that begins later takes the place of the one before', async () => {
  await using warehouse = await openRegister()
  await register(warehouse, [{}, {}])
  await deliver(warehouse, 'reg_shareholder', [
    holding(a, b, 0.9),
    holding(a, b, 0.05, { from_on: '2026-05-01' }),
  ])
  assert.deepEqual(pick(await figures(warehouse, { as_of: instant('2026-04-30') }), 'related_n'), [1, 1])
  assert.deepEqual(pick(await figures(warehouse), 'related_n'), [0, 0])
})

test('what was not known then changes nothing', async () => {
  await using warehouse = await group()
  const before = await figures(warehouse, { as_of: instant('2026-03-31') })
  await deliver(warehouse, 'reg_shareholder', [holding(d, '甲', 1)], '2026-04-01')
  assert.deepEqual(await figures(warehouse, { as_of: instant('2026-03-31') }), before)
  assert.deepEqual(pick(await figures(warehouse), 'controlled_n'), [4, 4, 4, 4])
})

test('a proprietor owns the whole of its business where the register names no holder', async () => {
  await using warehouse = await openRegister()
  const business = codeOf(1, '92')
  await register(warehouse, [{ uscc: business, entity_type: 'individual_business' }, {}])
  await deliver(warehouse, 'reg_key_person', [
    office(business, '甲', 'proprietor'),
    office(b, '甲', 'legal_rep'),
  ])
  await deliver(warehouse, 'jud_execution', [
    { uscc: business, case_no: '示1', filed_on: '2026-01-02', status: 'open', closed_on: '' },
  ])
  const told = await figures(warehouse)
  assert.deepEqual(pick(told, 'controlled_n'), [1, null])
  assert.deepEqual(pick(told, 'related_n'), [1, 1])
  // What a business owes its proprietor owes, who represents the firm as well.
  assert.deepEqual(pick(told, 'holder_execution'), [1, 1])
})

for (const [ratio, told] of [
  [0.2499, 0],
  [0.25, 1],
] as const) {
  test(`a holder of ${ratio} under execution is told: ${told}`, async () => {
    await using warehouse = await openRegister()
    await register(warehouse, [{}, {}])
    await deliver(warehouse, 'reg_shareholder', [holding(a, b, ratio)])
    await deliver(warehouse, 'jud_execution', [
      { uscc: b, case_no: '示1', filed_on: '2026-01-02', status: 'open', closed_on: '' },
    ])
    assert.deepEqual(pick(await figures(warehouse), 'holder_execution'), [told, 0])
  })
}

test('investments count where the register of the target names no holder, and never twice', async () => {
  await using warehouse = await group()
  const invested = { kind: 'invest', ratio: 1, from_on: '2020-01-01', target_name: '示例' }
  await deliver(warehouse, 'reg_branch_invest', [
    { uscc: d, target_uscc: a, ...invested },
    { uscc: a, target_uscc: d, ...invested },
  ])
  assert.deepEqual(pick(await figures(warehouse), 'controlled_n'), [4, 4, 4, 4])
})

test('a ring of three guarantees is a circle; what a bank has told for itself is not looked at', async () => {
  await using warehouse = await openRegister()
  await register(warehouse, [{}, {}, {}, {}])
  const guarantee = (uscc: string, guaranteed_uscc: string, origin: string) => ({
    ...{ uscc, guaranteed_uscc, origin, amount: 500, kind: 'joint', from_on: '2025-01-01' },
  })
  await deliver(warehouse, 'reg_guarantee_public', [
    guarantee(a, b, 'announcement'),
    guarantee(b, c, 'judgment'),
    guarantee(c, d, 'annual_report'),
    guarantee(c, a, 'bank_upload'),
  ])
  const open = await figures(warehouse)
  assert.deepEqual(pick(open, 'guarantee_circle'), [0, 0, 0, 0])
  assert.deepEqual(pick(open, 'guaranteed_amount'), ['500.000000', '500.000000', '500.000000', '0.000000'])
  await deliver(warehouse, 'reg_guarantee_public', [guarantee(c, a, 'announcement')])
  assert.deepEqual(pick(await figures(warehouse), 'guarantee_circle'), [1, 1, 1, 0])
})

test('negatives of relatives are counted and pass risk on; a removed listing does not', async () => {
  await using warehouse = await group()
  const listing = {
    uscc: c,
    published_on: '2025-05-01',
    removed_on: '2026-05-01',
    case_no: '示2',
    duty: '示例',
  }
  await deliver(warehouse, 'jud_dishonest', [listing])
  const then = await figures(warehouse, { as_of: instant('2026-04-30') })
  assert.deepEqual(pick(then, 'related_negative_n'), [1, 1, 0, 0])
  assert.deepEqual(pick(then, 'one_hop_dishonest'), [1, 0, 0, 0])
  assert.deepEqual(pick(then, 'contagion_score'), ['24.000000', '12.000000', '0.000000', '0.000000'])
  assert.deepEqual(pick(await figures(warehouse), 'related_negative_n'), [0, 0, 0, 0])
})

test('firms in business at one unit are counted, with or without the city’s name; a building is no unit', async () => {
  await using warehouse = await openRegister()
  const unit = '示例一路1号示例大厦801'
  await register(warehouse, [
    { address: `深圳市南山区${unit}室` },
    { address: `南山区${unit}` },
    { address: `南山区${unit}房`, status: 'cancelled' },
    { address: '南山区示例一路1号示例大厦' },
    { address: `南山区${unit}`, region_code: '440306' },
  ])
  assert.deepEqual(pick(await figures(warehouse), 'same_address_n'), [2, 2, 2, null, 1])
})

test('what has been repaired passes no risk on, whatever instant is asked about', async () => {
  await using warehouse = await group()
  await deliver(warehouse, 'jud_dishonest', [
    { uscc: c, published_on: '2025-05-01', case_no: '示2', duty: '示例' },
  ])
  const said = { dataset: datasetOf('jud_dishonest'), uscc: c, grain: { case_no: '示2' } }
  const repaired = { ...said, kind: 'repaired', who: '示例', note: '示例' } as const
  await annotate(warehouse, repaired, () => instant('2026-07-01'))
  const negatives = async (asked_at: Instant) => {
    const lawful = { law: await lawAt(warehouse, clocks, asked_at), datasets: [said.dataset] }
    return pick(await figures(warehouse, { lawful }), 'related_negative_n')
  }
  assert.deepEqual(await negatives(instant('2026-06-30')), [1, 1, 0, 0])
  assert.deepEqual(await negatives(instant('2026-07-02')), [0, 0, 0, 0])
})

test('the figures of some are those of all', async () => {
  await using warehouse = await group()
  const all = await figures(warehouse)
  assert.deepEqual(await figures(warehouse, { enterprise_ids: [2] }), { [b]: all[b] })
})

test('each of several instants has its own rows', async () => {
  await using warehouse = await group()
  await deliver(warehouse, 'reg_shareholder', [holding(d, '甲', 1)], '2026-04-01')
  const instants = [now, instant('2026-03-31'), instant('2026-02-28')]
  for (const as_of of instants) {
    const alone = pick(await figures(warehouse, { as_of }), 'controlled_n')
    assert.deepEqual(pick(await figures(warehouse, { as_of, instants }), 'controlled_n'), alone)
  }
})

test('of pairs each is told at its own instant alone', async () => {
  await using warehouse = await group()
  const [then, later] = [instant('2026-03-31'), now]
  const told = await warehouse.session(async (session) => {
    await session.run(sql`CREATE TEMP TABLE pairs AS
      SELECT * FROM (VALUES (1, CAST(${then} AS TIMESTAMP)), (2, CAST(${later} AS TIMESTAMP)), (NULL, CAST(${later} AS TIMESTAMP))) AS p(enterprise_id, as_of)`)
    await graphFigures(session, rules, { mode: 'strict', instants: [then, later], pairs: sql`pairs` })
    return session.rows(
      sql`SELECT enterprise_id, known_at, controlled_n FROM temp.graph_figures ORDER BY enterprise_id`,
    )
  })
  assert.deepEqual(told, [
    { enterprise_id: 1, known_at: then, controlled_n: 3 },
    { enterprise_id: 2, known_at: later, controlled_n: 3 },
  ])
})

test('firms of which nothing is known have no row', async () => {
  await using warehouse = await openRegister()
  await register(warehouse, [{}])
  await deliver(warehouse, 'jud_dishonest', [
    { uscc: b, published_on: '2025-05-01', case_no: '示2', duty: '示例' },
  ])
  assert.deepEqual(Object.keys(await figures(warehouse)), [a])
})

test('too many instants are refused', async () => {
  await using warehouse = await openRegister()
  const instants = Array.from({ length: most_instants + 1 }, (_, at) =>
    instant(`2026-01-01T00:00:00.${String(at).padStart(6, '0')}`),
  )
  await assert.rejects(figures(warehouse, { instants }), { code: 'too_many_graphs' })
})
