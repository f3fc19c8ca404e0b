import assert from 'node:assert/strict'
import { test } from 'node:test'
import { figureOf, groupedDecimal, groupedMoney } from './figure.ts'

for (const [value, unit, text] of [
  [0.04918, '%', '4.9%'],
  [-0.25, '%', '-25.0%'],
  [-0.0001, '%', '0.0%'],
  [0.0754, '%/年', '7.5%'],
  [0.4239, 'pp', '42.4'],
  [-0.005, 'pp', '-0.5'],
  [1234567, '元', '1,234,567'],
  [1234567.5, '元', '1,234,567.50'],
  [61.0833, '人', '61.1'],
  [64, '人', '64'],
  [110, '月', '110'],
  [0.0461, '比', '0.05'],
  [-0.5763, 'σ', '-0.58'],
] as const) {
  test(`${value} in ${unit} reads ${text}`, () => {
    const figure = figureOf(value, unit, 'zh-CN')
    assert.ok(figure.kind === 'number')
    assert.equal(figure.text, text)
  })
}

test('0 and 1 read as no and yes', () => {
  assert.deepEqual(figureOf(0, '0/1', 'zh-CN'), { kind: 'yes_no', is_yes: false })
  assert.deepEqual(figureOf(1, '0/1', 'zh-CN'), { kind: 'yes_no', is_yes: true })
})

for (const [value, grade] of [
  [4, 'A'],
  [2, 'M'],
  [0, 'D'],
  [5, '5'],
] as const) {
  test(`the tax credit ${value} reads ${grade}`, () => {
    assert.deepEqual(figureOf(value, 'A-D', 'en'), { kind: 'grade', grade })
  })
}

for (const [text, grouped] of [
  ['1000.000000', '1,000'],
  ['999', '999'],
  ['1234567.50', '1,234,567.5'],
  ['-100000', '-100,000'],
  ['90071992547409931.10', '90,071,992,547,409,931.1'],
  ['0', '0'],
  ['n/a', 'n/a'],
] as const) {
  test(`the decimal ${text} reads ${grouped}`, () => assert.equal(groupedDecimal(text), grouped))
}

test('money keeps its cents where it has some', () => {
  assert.equal(groupedMoney('1200000.50'), '1,200,000.50')
  assert.equal(groupedMoney('1200000.00'), '1,200,000')
})
