import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from './parse.ts'

const shown = (formula: string): string =>
  JSON.stringify(parse(formula, 'X'), (key, value) => (key === 'at' ? undefined : value))

test('times binds tighter than plus, and equals are read from left to right', () => {
  assert.equal(shown('1 - 0 - 12 * 1'), shown('(1 - 0) - (12 * 1)'))
  assert.notEqual(shown('1 - 0 - 1'), shown('1 - (0 - 1)'))
  assert.equal(shown("a = 'x' and b or c"), shown("((a = 'x') and b) or c"))
})

test('a shift holds for what stands right before it', () => {
  assert.deepEqual(parse('A + B@12', 'X'), {
    ...{ kind: 'binary', operator: '+', at: 2 },
    left: { kind: 'name', name: 'A', at: 0 },
    right: { kind: 'shift', of: { kind: 'name', name: 'B', at: 4 }, months: 12, at: 5 },
  })
})

for (const [formula, code, place] of [
  ['H[0', 'formula_syntax', 'X:4'],
  ['H[x]', 'formula_syntax', 'X:3'],
  ['sum(H, 3', 'formula_syntax', 'X:9'],
  ['1 +', 'formula_syntax', 'X:4'],
  ['1 1', 'formula_syntax', 'X:3'],
  ['H @ 1.5', 'formula_syntax', 'X:5'],
  ['H % 2', 'formula_character', 'X:3'],
  ["'open", 'formula_character', 'X:1'],
  ['', 'formula_syntax', 'X:1'],
] as const) {
  test(`${JSON.stringify(formula)} is refused with its place`, () => {
    assert.throws(() => parse(formula, 'X'), { code, message: new RegExp(`^${place}:`) })
  })
}
