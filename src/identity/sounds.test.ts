import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { pinyinOf, soundsOf, soundsSpelt } from './sounds.ts'
import { regionLexicon } from './testing/index.ts'

const { readings } = regionLexicon().words

for (const [name, expected] of [
  ['示例银行深圳分行', 'shi li yin hang shen zhen fen hang'],
  ['示例商行', 'shi li shang hang'],
  ['行知书店', 'xing zhi shu dian'],
  ['示例贸易行', 'shi li mao yi hang'],
  ['重庆示例', 'chong qing shi li'],
  ['大厦', 'da sha'],
  ['', ''],
] as const) {
  test(`${name} is read ${expected}`, () => assert.equal(pinyinOf(name, readings), expected))
}

test('what sounds alike has one sound, what does not has another', () => {
  assert.equal(soundsOf('腾讯'), soundsOf('腾迅'))
  assert.notEqual(soundsOf('腾讯'), soundsOf('腾信'))
})

test('letters spell sounds, run together or apart', () => {
  assert.equal(soundsSpelt('TENGXUN'), soundsOf('腾讯'))
  assert.equal(soundsSpelt('TENG XUN'), soundsOf('腾讯'))
  assert.equal(soundsSpelt('XIAN'), soundsOf('先'))
})

for (const letters of ['', 'GOOGLE', 'A1', '腾', 'B'.repeat(5000)]) {
  test(`${letters.slice(0, 10) || 'nothing'} is no pinyin`, () => assert.equal(soundsSpelt(letters), null))
}

test('a text and its sound are of one length', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => soundsOf(text).length === text.length))
})
