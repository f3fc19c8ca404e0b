import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { type GraphView, graphOfEnterprise, keeperOf, readGraphRules } from '#graph'
import { codeOf, deliver, holding, office, openRegister, register } from '#graph/testing'
import { dayOf, instant } from '#kernel'
import type { Warehouse } from '#warehouse'

const rules = readGraphRules(JSON.parse(readFileSync('regions/shenzhen/graph.json', 'utf8')), 'graph.json')
const [a, b, c] = [1, 2, 3].map((n) => codeOf(n)) as [string, string, string]

function momentOf(on: string) {
  const as_of = instant(on)
  return { mode: 'strict', as_of, on: dayOf(as_of) } as const
}

function look(warehouse: Warehouse, uscc: string, on = '2026-06-30'): Promise<GraphView> {
  return graphOfEnterprise(warehouse, keeperOf(warehouse, rules), rules, { uscc, moment: momentOf(on) })
}

async function group(): Promise<Warehouse> {
  const warehouse = await openRegister()
  await register(warehouse, [{ name: '示例一' }, { name: '示例二' }, {}])
  await deliver(warehouse, 'reg_shareholder', [
    holding(a, b, 0.7),
    holding(a, '甲', 0.3),
    holding(b, '甲', 0.6),
    holding(b, codeOf(99), 0.4, { holder_name: '外地示例集团' }),
  ])
  await deliver(warehouse, 'reg_key_person', [
    office(a, '甲', 'legal_rep'),
    office(a, '甲', 'chair'),
    office(a, '丁', 'director'),
  ])
  return warehouse
}

test('a look shows owners with their chains, control step by step, and what is not traced', async () => {
  await using warehouse = await group()
  const view = await look(warehouse, a)
  const [first, second] = view.owners
  assert.deepEqual([first?.share, first?.level, first?.chains.length], [0.72, 1, 2])
  assert.deepEqual(
    first?.chains.map(({ steps, share }) => ({ steps, share })),
    [
      { steps: [0.7, 0.6], share: 0.42 },
      { steps: [0.3], share: 0.3 },
    ],
  )
  assert.deepEqual(second?.chains[0]?.nodes.slice(0, 2), [a, b])
  assert.deepEqual(
    view.beneficial_owners.map(({ owner, ground, share }) => [owner === first?.owner, ground, share]),
    [[true, 'share', 0.72]],
  )
  assert.deepEqual(
    view.control.steps.map(({ by, share }) => [by, share]),
    [
      ['majority', 0.7],
      ['majority', 0.6],
    ],
  )
  assert.equal(view.control.controller, first?.owner)
  assert.equal(view.untraced_share, 0)
})

test('firms are called by code and name, those from elsewhere by name, persons by their offices alone', async () => {
  await using warehouse = await group()
  const view = await look(warehouse, a)
  const named = view.nodes.map(({ kind, name }) => `${kind} ${name}`).sort()
  assert.deepEqual(named, [
    'enterprise 示例一',
    'enterprise 示例二',
    'outside 外地示例集团',
    'person null',
    'person null',
  ])
  const offices = view.edges.filter(({ kind }) => kind === 'office').map(({ positions }) => positions)
  assert.deepEqual(offices.sort(), [['chair', 'legal_rep'], ['director']])
  assert.ok(!JSON.stringify(view).includes('甲') && !JSON.stringify(view).includes('hash-'))
})

test('a firm of which nothing but its code is known stands alone', async () => {
  await using warehouse = await group()
  const { nodes, edges, control, untraced_share, circle } = await look(warehouse, c)
  assert.deepEqual([nodes.length, edges, control.controller, untraced_share, circle], [1, [], null, 1, null])
})

test('a guarantee circle names its members', async () => {
  await using warehouse = await group()
  const joint = { amount: 5, kind: 'joint', from_on: '2025-01-01', origin: 'announcement' }
  await deliver(warehouse, 'reg_guarantee_public', [
    { uscc: a, guaranteed_uscc: b, ...joint },
    { uscc: b, guaranteed_uscc: c, ...joint },
    { uscc: c, guaranteed_uscc: a, ...joint },
  ])
  assert.deepEqual((await look(warehouse, b)).circle, { size: 3, members: [a, b, c] })
})

test('a code that nobody has is refused', async () => {
  await using warehouse = await group()
  await assert.rejects(look(warehouse, codeOf(1234)), { code: 'graph_enterprise_unknown' })
})

test('a graph is drawn once for a day, and anew when a fact changes or another past is asked for', async () => {
  await using warehouse = await group()
  const keeper = keeperOf(warehouse, rules)
  const first = await keeper.at(momentOf('2026-12-30T10:00:00'))
  const again = await keeper.at(momentOf('2026-12-30T11:00:00'))
  assert.equal(again.graph, first.graph)
  assert.equal(again.moment.as_of, instant('2026-12-30T11:00:00'))
  assert.notEqual((await keeper.at(momentOf('2026-12-31T10:00:00'))).graph, first.graph)
  const before = await keeper.at(momentOf('2026-12-31T10:00:00'))
  await deliver(warehouse, 'reg_shareholder', [holding(c, '甲', 1)], '2026-04-01')
  const after = await keeper.at(momentOf('2026-12-31T10:00:00'))
  assert.equal(after.graph.holders.to.length, before.graph.holders.to.length + 1)
})
