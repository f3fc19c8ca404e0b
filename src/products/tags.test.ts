import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { day, instant, type Json } from '#kernel'
import type { Profile } from '#profiles'
import { readDataset } from '#sources'
import { readTags, rulesNamed } from './tag.ts'
import { statusOn, tagsOf } from './tags.ts'

const read = (path: string): unknown => JSON.parse(readFileSync(`regions/shenzhen/${path}`, 'utf8'))
const rules = readTags(read('tags.json'), 'tags.json')
const datasets = [readDataset(read('datasets/tag_recognition.json'), 'tag_recognition')]
const known_at = instant('2026-06-01T00:00:00Z')
const age = { covered: true, has_data: true, month: null, known_at }

function told(
  facts: Readonly<Record<string, readonly Readonly<Record<string, Json>>[]>>,
  size: number | null = null,
) {
  const profile: Profile = {
    ...{ uscc: '91440300QX0000018L', enterprise_id: 1, as_of: instant('2026-06-30T15:00:00Z') },
    ...{
      series: {},
      told: [],
      succeeded_on: [],
      facts,
      ages: { tag_recognition: age, reg_entity_base: age },
    },
    indicators: { SZ001: { value: size, flag: size === null ? 'NO_COVERAGE' : 'ESTIMATED', marks: [] } },
  }
  return tagsOf({ datasets }, rulesNamed(rules, ['recognition', 'sme_size', 'industry']), profile)
}

const hnte = (issued_on: string, valid_to: string, more: Readonly<Record<string, Json>> = {}) => ({
  ...{ tag_code: 'hnte', cert_no: 'GR1', issued_on, valid_to, revoked_on: null, ...more },
})

for (const [what, issued_on, valid_to, revoked_on, status] of [
  ['on its first day', '2026-06-30', '2029-06-29', null, 'valid'],
  ['on the day before', '2026-07-01', '2029-06-30', null, null],
  ['on its last day', '2023-07-01', '2026-06-30', null, 'valid'],
  ['on the day after', '2023-06-30', '2026-06-29', null, 'expired'],
  ['on the day of its revocation', '2025-01-01', '2027-12-31', '2026-06-30', 'revoked'],
  ['on the day before its revocation', '2025-01-01', '2027-12-31', '2026-07-01', 'valid'],
  ['that was revoked and is over besides', '2020-01-01', '2022-12-31', '2021-01-01', 'revoked'],
] as const) {
  test(`a recognition ${what} is ${status ?? 'not there'}`, () => {
    assert.equal(statusOn({ issued_on, valid_to, revoked_on }, day('2026-06-30')), status)
  })
}

test('a recognition is told with its certificate, its days and its evidence', () => {
  assert.deepEqual(told({ tag_recognition: [hnte('2024-01-20', '2027-01-19')] }), [
    {
      tag_code: 'hnte',
      name: { zh: '国家高新技术企业', en: 'National high-tech enterprise' },
      ...{ status: 'valid', certificate_no: 'GR1', issued_on: '2024-01-20', valid_to: '2027-01-19' },
      evidence: { dataset: 'tag_recognition', indicator: null, value: null, flag: null, known_at },
    },
  ])
})

for (const [what, rows, days] of [
  [
    'the one that stands',
    [hnte('2023-01-01', '2026-12-31'), hnte('2019-01-01', '2021-12-31')],
    ['valid', '2026-12-31'],
  ],
  [
    'the one that stands longest',
    [hnte('2024-01-01', '2026-12-31'), hnte('2025-01-01', '2027-12-31')],
    ['valid', '2027-12-31'],
  ],
  [
    'the last one where none stands',
    [hnte('2019-01-01', '2021-12-31'), hnte('2022-01-01', '2024-12-31')],
    ['expired', '2024-12-31'],
  ],
  [
    'what ended it where it was revoked',
    [hnte('2024-01-01', '2026-12-31', { revoked_on: '2025-05-05' })],
    ['revoked', '2025-05-05'],
  ],
] as const) {
  test(`of several recognitions of one kind ${what} is told`, () => {
    assert.deepEqual(
      told({ tag_recognition: [...rows] }).map(({ status, valid_to }) => [status, valid_to]),
      [days],
    )
  })
}

test('a size is told with its indicator and flag, and not at all where it is not known', () => {
  assert.deepEqual(told({}), [])
  assert.deepEqual(told({}, 1)[0], {
    ...{ tag_code: 'size_small', name: { zh: '小型企业', en: 'Small enterprise' }, status: 'valid' },
    ...{ certificate_no: null, issued_on: null, valid_to: null },
    evidence: { dataset: null, indicator: 'SZ001', value: 1, flag: 'ESTIMATED', known_at: null },
  })
})

test('an industry is told by the section of its code', () => {
  const [tag] = told({ reg_entity_base: [{ industry_class: 'I6513' }] })
  assert.deepEqual([tag?.tag_code, tag?.evidence.value], ['industry_i', 'I6513'])
  assert.deepEqual(told({ reg_entity_base: [{ industry_class: null }] }), [])
  assert.deepEqual(told({ reg_entity_base: [{ industry_class: '0000' }] }), [])
})
