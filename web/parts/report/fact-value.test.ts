import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factText, type Words } from './fact-value.ts'

const words: Words = (key, options) => ({ 'value.unknown': '—' })[key] ?? options?.defaultValue ?? key

for (const [what, field, value, text] of [
  ['an amount', { id: 'amount', type: 'money', unit: null }, '1200000.50', '1,200,000.50 元'],
  [
    'a capital in its unit',
    { id: 'registered_capital', type: 'decimal', unit: '万元' },
    '1000.000000',
    '1,000 万元',
  ],
  ['a known code', { id: 'status', type: 'enum', unit: null }, 'active', '存续'],
  ['a code without words', { id: 'status', type: 'enum', unit: null }, 'asleep', 'asleep'],
  ['a district', { id: 'region_code', type: 'string', unit: null }, '440304', '福田区'],
  ['nothing', { id: 'term_to', type: 'day', unit: null }, null, '—'],
  ['several names', { id: 'former_names', type: 'json', unit: null }, ['甲', '乙'], '甲、乙'],
  ['a day', { id: 'filed_on', type: 'day', unit: null }, '2026-01-02', '2026-01-02'],
] as const) {
  test(`${what} reads ${text}`, () => {
    assert.equal(factText({ labels: { active: '存续', '440304': '福田区' }, ...field }, value, words), text)
  })
}
