import assert from 'node:assert/strict'
import { test } from 'node:test'
import { organisationCodeCheckCharacter, usccFault } from '#kernel'
import { demo_firms } from '#sandbox'
import { madeUpCode, withWrongCheck } from './code.ts'

for (const [prefix, serial, code] of [
  ['91', 1, '91440300QX0000018L'],
  ['91', 2, '91440300QX0000026F'],
  ['93', 4, '93440300QX0000042Y'],
] as const) {
  test(`${prefix} and ${serial} make ${code}`, () => assert.equal(madeUpCode(prefix, serial), code))
}

test('serials make valid codes, each its own', () => {
  const serials = [0, 30, 31, 960, 961, 31 ** 6 - 1]
  const codes = serials.map((serial) => madeUpCode('92', serial))
  assert.equal(new Set(codes).size, serials.length)
  for (const code of codes) {
    assert.equal(usccFault(code), null)
    assert.equal(organisationCodeCheckCharacter(code.slice(8, 16)), code.charAt(16))
    assert.equal(usccFault(withWrongCheck(code)), 'uscc_check_digit')
  }
})

test('demo firms keep their codes', () => {
  assert.deepEqual(Object.fromEntries(Object.entries(demo_firms).map(([part, { uscc }]) => [part, uscc])), {
    healthy: '91440300QX0000018L',
    live_streaming: '91440300QX0000026F',
    seasonal_factory: '91440300QX0000034A',
    manual_review: '91440300QX00000425',
    dishonest: '91440300QX00000500',
    noodle_shop: '92440300QX0000069R',
    silent: '91440300QX0000077P',
    payroll_switch: '91440300QX0000085J',
    payroll_agency: '91440300QX0000093D',
    food_shop: '92440300QX00000A15',
    high_tech: '91440300QX00000BX0',
  })
})
