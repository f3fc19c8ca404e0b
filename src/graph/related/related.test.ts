import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { contagionOf, finderOf } from '#graph'
import { anyGraph, type Drawn, drawn, naive } from '#graph/testing'

const weights = { holding: 1, person: 0.6 }
const rules = { share: 0.1, most: 2000, weights }
const contagion = { decay: 0.5, cap: 100, risks: { dishonest: 40, serious_illegal: 40, restriction: 25 } }

function relativesIn(drawing: Drawn, most = 2000) {
  const graph = drawn(drawing)
  const relatives = finderOf(graph, { ...rules, most }).relatives(1)
  return { relatives, nodes: relatives.map(({ node, hops }) => [node, hops]), risks: graph.risks }
}

for (const [share, nodes] of [
  [99_999, []],
  [100_000, [[2, 1]]],
] as const) {
  test(`a holder of ${share} millionths is ${nodes.length === 0 ? 'no' : 'a'} relative`, () => {
    assert.deepEqual(relativesIn({ enterprises: 2, persons: 0, holders: [[1, 2, share]] }).nodes, nodes)
  })
}

for (const [what, bits, nodes] of [
  ['a director', 0, []],
  ['a legal representative', 1, [[2, 1]]],
] as const) {
  test(`${what} whom two firms share ${nodes.length === 0 ? 'does not relate' : 'relates'} them`, () => {
    const officers = [
      [1, 3, bits],
      [2, 3, bits],
    ] as const
    assert.deepEqual(relativesIn({ enterprises: 2, persons: 1, officers }).nodes, nodes)
  })
}

test('the third hop is too far', () => {
  const holders = [
    [1, 2, 500_000],
    [2, 3, 500_000],
    [3, 4, 500_000],
  ] as const
  assert.deepEqual(relativesIn({ enterprises: 4, persons: 0, holders }).nodes, [
    [2, 1],
    [3, 2],
  ])
})

test('counting ends where it is told to', () => {
  const holders = Array.from({ length: 9 }, (_, at) => [at + 2, 1, 500_000] as const)
  assert.equal(relativesIn({ enterprises: 10, persons: 0, holders }, 5).nodes.length, 5)
})

test('risk passes by half at the second hop and by the weight of a person, and stops at its cap', () => {
  const holders = [
    [1, 2, 500_000],
    [2, 3, 500_000],
  ] as const
  const officers = [
    [1, 5, 1],
    [4, 5, 1],
  ] as const
  const world = { enterprises: 4, persons: 1, holders, officers }
  const score = (risks: Record<number, number>, cap = 100) => {
    const found = relativesIn({ ...world, risks })
    return contagionOf(found.relatives, found.risks, { ...contagion, cap })
  }
  assert.equal(score({ 2: 1 }), 40)
  assert.equal(score({ 3: 1 }), 20)
  assert.equal(score({ 4: 1 }), 24)
  assert.equal(score({ 2: 7, 3: 7 }), 100)
  assert.equal(score({ 2: 8 }), 0) // an execution alone is no negative of GR003
  assert.equal(score({ 1: 7 }), 0) // what is said of itself is no contagion
})

test('relatives are those of the naive walk, on graphs with rings', () => {
  fc.assert(
    fc.property(anyGraph, (drawing) => {
      const finder = finderOf(drawn(drawing), rules)
      for (let enterprise = 1; enterprise <= drawing.enterprises; enterprise += 1) {
        const told = finder
          .relatives(enterprise)
          .map(({ node, hops, weight }) => [node, `${hops}: ${weight.toFixed(9)}`] as const)
        assert.deepEqual(new Map(told), naive.relatives(drawing, enterprise, weights))
      }
    }),
    { numRuns: 500 },
  )
})
