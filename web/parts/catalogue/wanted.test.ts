import assert from 'node:assert/strict'
import { test } from 'node:test'
import { any, fits, type IndicatorLine } from './wanted.ts'

const line: IndicatorLine = {
  ...{ id: 'WF015', code: 'turnover_rate_3m', name: { zh: '近3月离职率', en: 'Turnover, 3 months' } },
  ...{ window: '3 m', unit: '%', direction: 'riskier', themes: ['workforce'], products_n: 2 },
}

for (const [what, wanted, found] of [
  ['nothing in particular', {}, true],
  ['a part of its id', { text: 'wf01' }, true],
  ['two words of it, in any order', { text: '3m  离职' }, true],
  ['two words of which one is another’s', { text: '离职 参保' }, false],
  ['its theme', { theme: 'workforce' }, true],
  ['another theme', { theme: 'tax' }, false],
  ['its unit and direction', { unit: '%', direction: 'riskier' }, true],
  ['its unit and another direction', { unit: '%', direction: 'safer' }, false],
] as const) {
  test(`an indicator is ${found ? '' : 'not '}found by ${what}`, () => {
    assert.equal(fits(line, { ...any, ...wanted }), found)
  })
}
