import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { circlesOf } from '#graph'
import { anyGraph, drawn, naive } from '#graph/testing'

for (const [what, guarantees, in_circle] of [
  [
    'two that stand for each other',
    [
      [1, 2, 0],
      [2, 1, 0],
    ],
    [],
  ],
  [
    'three in a ring',
    [
      [1, 2, 0],
      [2, 3, 0],
      [3, 1, 0],
    ],
    [1, 2, 3],
  ],
  [
    'three in a row',
    [
      [1, 2, 0],
      [2, 3, 0],
    ],
    [],
  ],
] as const) {
  test(`of ${what}, ${in_circle.length} are in a circle`, () => {
    const { guarantees: links, nodes } = drawn({ enterprises: 4, persons: 0, guarantees })
    const { circle } = circlesOf(links, nodes, 3)
    assert.deepEqual(
      [1, 2, 3, 4].filter((node) => circle[node] !== 0),
      in_circle,
    )
  })
}

test('a ring of a hundred thousand firms is found without recursion', () => {
  const many = 100_000
  const guarantees = Array.from({ length: many }, (_, at) => [at + 1, ((at + 1) % many) + 1, 0] as const)
  const { guarantees: links, nodes } = drawn({ enterprises: many, persons: 0, guarantees })
  assert.deepEqual(circlesOf(links, nodes, 3).sizes, [0, many])
})

test('circles are those who reach each other', () => {
  fc.assert(
    fc.property(anyGraph, (drawing) => {
      const { guarantees, nodes } = drawn(drawing)
      const { circle, sizes } = circlesOf(guarantees, nodes, 3)
      for (let node = 1; node <= drawing.enterprises; node += 1) {
        const members = naive.circle(drawing, node)
        const number = circle[node] ?? 0
        assert.equal(number === 0 ? 0 : sizes[number], members.length >= 3 ? members.length : 0)
        if (number !== 0) assert.ok(members.every((member) => circle[member] === number))
      }
    }),
    { numRuns: 500 },
  )
})
