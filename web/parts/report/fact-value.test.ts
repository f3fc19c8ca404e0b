import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factText, type Words } from './fact-value.ts'

const words: Words = (key, options) =>
  ({ 'code.active': '存续', 'value.unknown': '—' })[key] ?? options?.defaultValue ?? key

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
  ['nothing', { id: 'term_to', type: 'day', unit: null }, null, '—'],
  ['several names', { id: 'former_names', type: 'json', unit: null }, ['甲', '乙'], '甲、乙'],
  ['a day', { id: 'filed_on', type: 'day', unit: null }, '2026-01-02', '2026-01-02'],
] as const) {
  test(`${what} reads ${text}`, () => assert.equal(factText(field, value, words), text))
}
