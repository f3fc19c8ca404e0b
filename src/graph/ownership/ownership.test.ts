import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { chainsTo, climberOf, controllersOf, controlOf, ownersOf } from '#graph'
import { anyGraph, type Drawn, drawn, naive } from '#graph/testing'
import { ultimate } from './levels.ts'

const levels = 6
const shares = { beneficial_share: 0.25, control_share: 0.5 }

function near(told: number, walked: number): void {
  assert.ok(Math.abs(told - walked) < 1e-9, `${told} is not ${walked}`)
}

function ownersIn(drawing: Drawn, enterprise = 1) {
  const graph = drawn(drawing)
  return ownersOf(graph, climberOf(graph, 10), enterprise, shares)
}

test('shares multiply along a chain and add up over chains', () => {
  // 4 and 5 are persons; 1 is held by 2 and 3, both of which belong to 4 in part.
  const { ultimate, beneficial, untraced_share } = ownersIn({
    enterprises: 3,
    persons: 2,
    holders: [
      ...([
        [1, 2, 600_000],
        [1, 3, 400_000],
      ] as const),
      ...([
        [2, 4, 500_000],
        [2, 5, 500_000],
        [3, 4, 250_000],
      ] as const),
    ],
  })
  assert.deepEqual(
    ultimate.map(({ node, share, level }) => [node, share.toFixed(6), level]),
    [
      [4, '0.400000', 2],
      [5, '0.300000', 2],
    ],
  )
  assert.deepEqual(
    beneficial.map(({ node, ground }) => [node, ground]),
    [
      [4, 'share'],
      [5, 'share'],
    ],
  )
  assert.equal(untraced_share.toFixed(6), '0.300000')
})

test('what two firms hold of each other comes round to those outside', () => {
  // 1 and 2 hold half of each other; person 3 holds the other half of 1, person 4 that of 2.
  const { ultimate } = ownersIn({
    enterprises: 2,
    persons: 2,
    holders: [
      [1, 2, 500_000],
      [1, 3, 500_000],
      [2, 1, 500_000],
      [2, 4, 500_000],
    ],
  })
  // 1/2 + 1/8 + 1/32 …, through ten levels; what is left over is a tenth of a percent.
  assert.deepEqual(
    ultimate.map(({ node, share }) => [node, share.toFixed(3)]),
    [
      [3, '0.666'],
      [4, '0.333'],
    ],
  )
})

for (const [share, ground] of [
  [249_999, 'management'],
  [250_000, 'share'],
  [500_001, 'share'],
] as const) {
  test(`of a person with ${share} millionths the ground is ${ground}`, () => {
    const { beneficial } = ownersIn({
      enterprises: 1,
      persons: 2,
      holders: [[1, 2, share]],
      officers: [[1, 3, 2]],
    })
    assert.deepEqual(
      beneficial.map((owner) => owner.ground),
      [ground],
    )
  })
}

test('a person who controls through majorities of majorities with less than a quarter is a beneficial owner', () => {
  const steps = 510_000
  const { beneficial } = ownersIn({
    enterprises: 3,
    persons: 1,
    holders: [
      [1, 2, steps],
      [2, 3, steps],
      [3, 4, steps],
    ],
  })
  assert.deepEqual(beneficial, [{ node: 4, ground: 'control', share: null }])
})

for (const [share, controller] of [
  [500_000, null],
  [500_001, 2],
] as const) {
  test(`a holder of ${share} millionths ${controller === null ? 'does not control' : 'controls'}`, () => {
    const graph = drawn({ enterprises: 1, persons: 1, holders: [[1, 2, share]] })
    assert.equal(controlOf(graph, climberOf(graph, 10), 1, 0.5).controller, controller)
  })
}

test('who has the majority along all chains together controls where no single holder does', () => {
  const graph = drawn({
    enterprises: 2,
    persons: 1,
    holders: [
      [1, 2, 300_000],
      [1, 3, 300_000],
      [2, 3, 1_000_000],
    ],
  })
  const { steps } = controlOf(graph, climberOf(graph, 10), 1, 0.5)
  assert.deepEqual(steps, [{ controller: 3, by: 'product', share: 0.6 }])
})

test('a ring of majorities has no controller, and says so', () => {
  const graph = drawn({
    enterprises: 3,
    persons: 0,
    holders: [
      [1, 2, 900_000],
      [2, 3, 900_000],
      [3, 2, 900_000],
    ],
  })
  const { controller, is_ring } = controlOf(graph, climberOf(graph, 10), 1, 0.5)
  assert.deepEqual({ controller, is_ring }, { controller: null, is_ring: true })
})

test('chains show how a share comes about, the greatest first, and leave out what is below the shown share', () => {
  const graph = drawn({
    enterprises: 3,
    persons: 1,
    holders: [
      [1, 2, 600_000],
      [1, 3, 19_999],
      [2, 4, 500_000],
      [3, 4, 500_000],
    ],
  })
  assert.deepEqual(chainsTo(graph, 1, 4, { levels: 10, shown_share: 0.01 }), [
    { nodes: [1, 2, 4], steps_ppm: [600_000, 500_000], share: 0.3 },
  ])
})

test('shares equal those of every chain walked one by one, on graphs with rings', () => {
  fc.assert(
    fc.property(anyGraph, (drawing) => {
      const climber = climberOf(drawn(drawing), levels)
      for (let enterprise = 1; enterprise <= drawing.enterprises; enterprise += 1) {
        const stakes = climber.stakes(enterprise)
        const walked = naive.shares(drawing, enterprise, levels)
        assert.deepEqual(stakes.map(({ node }) => node).sort(), [...walked.keys()].sort())
        for (const { node, share } of stakes) near(share, Math.min(1, walked.get(node) ?? 0))
      }
    }),
  )
})

test('those whom nobody holds never own more than the whole', () => {
  fc.assert(
    fc.property(anyGraph, (drawing) => {
      const graph = drawn(drawing)
      const stakes = ultimate(graph, climberOf(graph, 10).stakes(1))
      assert.ok(stakes.reduce((sum, { share }) => sum + share, 0) <= 1 + 1e-9)
    }),
  )
})

test('the chains of an owner add up to its share where none is left out', () => {
  fc.assert(
    fc.property(anyGraph, (drawing) => {
      const graph = drawn(drawing)
      for (const { node, share } of ultimate(graph, climberOf(graph, 3).stakes(1))) {
        const chains = chainsTo(graph, 1, node, { levels: 3, shown_share: 1e-12 })
        assert.equal(chains.reduce((sum, chain) => sum + chain.share, 0).toFixed(9), share.toFixed(9))
      }
    }),
  )
})

test('the controllers of all at once are those of each, walked one by one', () => {
  fc.assert(
    fc.property(anyGraph, (drawing) => {
      const graph = drawn(drawing)
      const climber = climberOf(graph, levels)
      const all = controllersOf(graph, climber, 0.5)
      for (let enterprise = 1; enterprise <= drawing.enterprises; enterprise += 1) {
        const one = controlOf(graph, climber, enterprise, 0.5).controller ?? 0
        assert.equal(all[enterprise], one)
        assert.equal(one, naive.controller(drawing, enterprise, levels))
      }
    }),
    { numRuns: 500 },
  )
})
