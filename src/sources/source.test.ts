import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { day, daysAfter } from '#kernel'
import { readSource, requireSource } from '#sources'

const folder = 'regions/shenzhen/sources'
const sources = readdirSync(folder).map((file) =>
  readSource(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')), file),
)
const court = sources.find(({ id }) => id === 'court')
assert.ok(court)
const signed = day(court.contract.signed_on)
const last = day(court.contract.review_until)

test('there are the eighteen commercial sources, each of a provider of its own', () => {
  const commercial = sources.filter(({ kind }) => kind === 'commercial')
  assert.equal(commercial.length, 18)
  assert.equal(new Set(commercial.map(({ provider }) => provider)).size, 18)
})

for (const [what, on, code] of [
  ['the day before the contract', daysAfter(signed, -1), 'source_review_over'],
  ['the day of the contract', signed, undefined],
  ['the last day of the review', last, undefined],
  ['the day after it', daysAfter(last, 1), 'source_review_over'],
] as const) {
  test(`on ${what} a delivery is ${code === undefined ? 'taken' : `refused: ${code}`}`, () => {
    const take = () => requireSource([court], { dataset: 'jud_case', source: court }, on)
    if (code === undefined) take()
    else assert.throws(take, { code })
  })
}

test('one source in force is enough where none is named, and another does not stand in for the named one', () => {
  const lapsed = { ...court, id: 'lapsed', contract: { ...court.contract, review_until: '2022-01-01' } }
  const on = day('2026-11-23')
  requireSource([lapsed, court], { dataset: 'jud_case', source: undefined }, on)
  assert.throws(() => requireSource([lapsed, court], { dataset: 'jud_case', source: lapsed }, on), {
    code: 'source_review_over',
  })
})

for (const [what, source] of [
  ['nobody', undefined],
  ['the named source', court],
] as const) {
  test(`a dataset that ${what} has a contract for is refused`, () => {
    assert.throws(() => requireSource([court], { dataset: 'ss_arrears', source }, day('2026-11-23')), {
      code: 'source_none',
    })
  })
}
