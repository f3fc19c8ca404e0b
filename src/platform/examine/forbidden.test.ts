import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { forbiddenIn, readForbidden } from './forbidden.ts'

const file = 'regions/shenzhen/forbidden.json'
const forbidden = readForbidden(JSON.parse(readFileSync(file, 'utf8')), file)

for (const [text, concept] of [
  ['宗教信仰', 'religion'],
  ['法定代表人宗教', 'religion'],
  ['legal_rep_religion', 'religion'],
  ['legalRepReligion', 'religion'],
  ['ZONGJIAO', 'religion'],
  ['基因检测结果', 'genes'],
  ['ＤＮＡ', 'genes'],
  ['指纹', 'fingerprint'],
  ['股东指纹hash', 'fingerprint'],
  ['fingerprint_hash', 'fingerprint'],
  ['血型', 'blood_type'],
  ['Blood-Type', 'blood_type'],
  ['既往病史', 'illness'],
  ['medical_history', 'illness'],
  ['general_manager', undefined],
  ['医疗保险参保人数', undefined],
  ['medical_n', undefined],
  ['生育保险参保人数', undefined],
  ['generation', undefined],
  ['good_faithful', undefined],
  ['', undefined],
] as const) {
  test(`「${text}」 ${concept === undefined ? 'may be collected' : `speaks of ${concept}`}`, () => {
    assert.equal(forbiddenIn(forbidden, [text])?.id, concept)
  })
}
