import assert from 'node:assert/strict'
import { test } from 'node:test'
import { organisationCodeCheckCharacter, usccFault } from '#kernel'

const valid = [
  '91110000600037341L',
  '91440300QX0000018L',
  '91440300QX0000026F',
  '92440303QX0000034J',
  '92440300QX00001A8G',
  '93440300QX0000042Y',
  '91440300QX0000AB38',
]

for (const uscc of valid) {
  test(`${uscc} is valid, by both its checks`, () => {
    assert.equal(usccFault(uscc), null)
    assert.equal(organisationCodeCheckCharacter(uscc.slice(8, 16)), uscc.charAt(16))
  })
}

test('changing any one character of a valid code makes it invalid', () => {
  for (const uscc of valid) {
    for (let place = 0; place < 18; place += 1) {
      const other = uscc.charAt(place) === '1' ? '2' : '1'
      assert.equal(usccFault(uscc.slice(0, place) + other + uscc.slice(place + 1)), 'uscc_check_digit')
    }
  }
})

for (const [text, fault] of [
  ['91440300QX0000018', 'uscc_length'],
  ['91440300QX0000018LL', 'uscc_length'],
  ['', 'uscc_length'],
  ['91440300qx0000018L', 'uscc_charset'],
  ['91440300IX0000018L', 'uscc_charset'],
] as const) {
  test(`${JSON.stringify(text)} is refused as ${fault}`, () => assert.equal(usccFault(text), fault))
}
