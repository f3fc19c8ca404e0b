import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { instant, type Json } from '#kernel'
import type { Profile } from '#profiles'
import { type ProductDefinition, readProduct } from './definition.ts'
import { comparisonOf, fieldsCompared, requireInputs } from './verification.ts'

const product = readProduct(JSON.parse(readFileSync('regions/shenzhen/products/P29.json', 'utf8')), 'P29')

function firmOf(row: Readonly<Record<string, Json>> | null): Profile {
  return {
    ...{ uscc: '91440300QX0000018L', enterprise_id: 1, as_of: instant('2026-06-30') },
    ...{ indicators: {}, series: {}, ages: {}, told: [], succeeded_on: [] },
    facts: row === null ? {} : { reg_entity_base: [row] },
  }
}

const section = (({ sections }: ProductDefinition) => {
  const found = sections.find((each) => each.kind === 'verification')
  if (found?.kind !== 'verification') throw new Error('P29 compares nothing')
  return found
})(product)

const name = '深圳示例(南山)科技有限公司'

for (const [what, given, registered, answer] of [
  ['the name as it is registered', name, name, 'y'],
  ['full-width brackets', '深圳示例\uff08南山\uff09科技有限公司', name, 'y'],
  ['other brackets', '深圳示例【南山】科技有限公司', name, 'y'],
  ['spaces', ' 深圳示例 (南山)\u3000科技有限公司', name, 'y'],
  ['full-width letters in another case', '示例\uff41\uff42\uff43', '示例ABC', 'y'],
  ['another middle dot', '阿依•示例', '阿依·示例', 'y'],
  ['one character more', `${name}司`, name, 'n'],
  ['one character less', name.slice(0, -1), name, 'n'],
  ['a name without its brackets', '深圳示例南山科技有限公司', name, 'n'],
  ['a name where none is registered', name, null, 'no_record'],
  ['a name where an empty one is registered', name, ' ', 'no_record'],
] as const) {
  test(`a comparison answers ${answer} to ${what}`, () => {
    const firm = firmOf({ name: registered, legal_rep_name: '示例人' })
    assert.deepEqual(comparisonOf(section, firm, { name: given, legal_rep_name: '示例人' }), {
      name: answer,
      legal_rep_name: 'y',
    })
  })
}

test('a firm that is not in the registry has no record of any element', () => {
  assert.deepEqual(comparisonOf(section, firmOf(null), { name, legal_rep_name: '示例人' }), {
    name: 'no_record',
    legal_rep_name: 'no_record',
  })
})

test('what was not given is neither compared nor named', () => {
  const firm = firmOf({ name, legal_rep_name: '示例人' })
  assert.deepEqual(comparisonOf(section, firm, { name }), { name: 'y' })
  assert.deepEqual(fieldsCompared(section, { name }), ['reg_entity_base.name'])
})

test('every element that a product of the region compares is one of its inputs', () => {
  const inputs = (product.inputs ?? []).map(({ id }) => id)
  assert.deepEqual(
    section.elements.map(({ element }) => element),
    inputs,
  )
})

for (const [what, inputs, code] of [
  ['both elements', { name: 'a', legal_rep_name: 'b' }, null],
  ['a name of the greatest length', { name: 'a'.repeat(200), legal_rep_name: 'b' }, null],
  ['a name of one more', { name: 'a'.repeat(201), legal_rep_name: 'b' }, 'input_too_long'],
  ['no legal representative', { name: 'a' }, 'input_missing'],
  ['an empty name', { name: ' ', legal_rep_name: 'b' }, 'input_missing'],
  ['an element that it does not take', { name: 'a', legal_rep_name: 'b', colour: 'red' }, 'input_unknown'],
] as const) {
  test(`a verification of ${what} is ${code === null ? 'taken' : `refused as ${code}`}`, () => {
    if (code === null) requireInputs(product, inputs)
    else assert.throws(() => requireInputs(product, inputs), { code })
  })
}

test('a product without inputs takes none', () => {
  const { inputs: _, ...plain } = product
  requireInputs(plain, {})
  assert.throws(() => requireInputs(plain, { name }), { code: 'input_unknown' })
})
