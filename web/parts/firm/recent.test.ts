import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withRecent } from './recent.ts'

const firm = (uscc: string) => ({ uscc, name: uscc })

test('a firm seen again moves to the front and stands once', () => {
  assert.deepEqual(withRecent([firm('a'), firm('b')], firm('b')), [firm('b'), firm('a')])
})

test('the ninth firm drops the oldest', () => {
  const eight = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(firm)
  const recent = withRecent(eight, firm('i'))
  assert.equal(recent.length, 8)
  assert.deepEqual([recent[0], recent.at(-1)], [firm('i'), firm('g')])
})
