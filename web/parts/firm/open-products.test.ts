import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openFor, purposesOf } from './open-products.ts'

const cards = [
  { id: 'P01', basis: 'authorized', purposes: ['pre_loan'], sections: [{}] },
  { id: 'P12', basis: 'public', purposes: ['pre_loan', 'post_loan'], sections: [{}] },
  { id: 'P21', basis: 'authorized', purposes: ['pre_loan'], sections: [] },
] as const
const consent = { purpose: 'pre_loan', products: ['P01', 'P21'] }

for (const [what, consents, purpose, open] of [
  ['without a consent only what is public is read', [], 'pre_loan', ['P12']],
  ['a consent opens what it names, but advice is asked elsewhere', [consent], 'pre_loan', ['P01', 'P12']],
  ['a consent for one purpose opens nothing for another', [consent], 'post_loan', ['P12']],
  ['nothing is read for a purpose that no product serves', [consent], 'in_loan', []],
] as const) {
  test(what, () =>
    assert.deepEqual(
      openFor(cards, consents, purpose).map(({ id }) => id),
      open,
    ),
  )
}

test('the purposes of consents come first', () => {
  assert.deepEqual(purposesOf(cards, [{ purpose: 'post_loan', products: ['P01'] }]), [
    'post_loan',
    'pre_loan',
  ])
})
