import assert from 'node:assert/strict'
import { test } from 'node:test'
import { redFlags } from './red-flags.ts'

const definitions = [
  { id: 'JD008', unit: '次', direction: 'riskier' },
  { id: 'WF015', unit: '%', direction: 'riskier' },
  { id: 'RG007', unit: '0/1', direction: 'safer' },
]

for (const [what, id, value, flagged] of [
  ['one execution', 'JD008', 1, true],
  ['no execution', 'JD008', 0, false],
  ['an unknown number of executions', 'JD008', null, false],
  ['a rate, which has no threshold here', 'WF015', 0.9, false],
  ['what is good above zero', 'RG007', 1, false],
] as const) {
  test(`${what} is ${flagged ? '' : 'not '}a red flag`, () => {
    const flags = redFlags(definitions, { [id]: { value, flag: 'OK', marks: [] } })
    assert.deepEqual(flags, flagged ? [id] : [])
  })
}
