import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { day } from '#kernel'
import { parseName } from './name.ts'
import type { NameRow } from './name-columns.ts'
import { makeNameIndex } from './name-index.ts'
import { type Candidate, rankNames } from './rank.ts'
import { readResolveRules } from './rules.ts'
import type { Sought } from './score.ts'
import { regionLexicon } from './testing/index.ts'

const lexicon = regionLexicon()
const file = 'regions/shenzhen/resolve.json'
const rules = readResolveRules(JSON.parse(readFileSync(file, 'utf8')), file)

const registry: readonly NameRow[] = (
  [
    [1, '深圳市腾讯计算机系统有限公司', '440305', '1998-11-11'],
    [2, '深圳市腾迅计算机系统有限公司', '440304', '2005-01-01'],
    [3, '深圳市示例星播网络科技有限公司', '440305', '2019-09-01'],
    [4, '深圳市示例星播网络科技有限公司福田分公司', '440304', '2021-01-01'],
    [5, '示例贸易有限公司', '440303', '2010-01-01'],
    [6, '示例贸易有限公司', '440307', '2012-02-02'],
    [7, '广州市示例星播网络科技有限公司', '440106', '2015-01-01'],
    [8, '华强电子(深圳)有限公司', '440304', '2001-01-01'],
    [9, '华强电器(深圳)有限公司', '440304', '2001-01-01'],
    [10, '深圳市旧名实业有限公司', '440306', '2000-01-01'],
  ] as const
).map(([enterprise_id, name, region_code, established_on]) => ({
  ...{ enterprise_id, name, region_code, established_on: day(established_on) },
  is_former: enterprise_id === 10,
}))

async function indexOf(rows: readonly NameRow[]) {
  const maker = makeNameIndex(lexicon)
  for (const row of rows) maker.add(row)
  return maker.finish(async () => {})
}

async function ranked(name: string, more: Partial<Sought> = {}): Promise<readonly Candidate[]> {
  const sought = { parts: parseName(name, lexicon), region_code: null, established_on: null, ...more }
  return rankNames(await indexOf(registry), sought, lexicon, rules)
}

for (const [what, name, first, cautions] of [
  ['its name', '深圳市腾讯计算机系统有限公司', 1, []],
  ['its name in traditional characters', '深圳市騰訊計算機系統有限公司', 1, []],
  ['its name without place and form', '腾讯计算机系统', 1, []],
  ['a part of its brand alone', '星播', 3, []],
  ['its brand and the form by other words', '深圳示例星播网络科技有限责任公司', 3, []],
  ['its branch', '深圳市示例星播网络科技有限公司福田分公司', 4, []],
  ['another branch', '深圳市示例星播网络科技有限公司龙岗分公司', 3, ['branch_and_firm']],
  ['a slip in its brand', '深圳市示列星播网络科技有限公司', 3, ['look_alike']],
  ['pinyin', 'Shenzhen Tengxun Computer System Co., Ltd.', 1, ['look_alike']],
  ['a former name', '旧名实业有限公司', 10, ['former_name']],
  ['nothing that it has', '无关紧要饮食店', undefined, []],
  ['an empty name', '', undefined, []],
] as const) {
  test(`by ${what} comes ${first ?? 'nobody'} first`, async () => {
    const [best] = await ranked(name)
    assert.equal(best?.enterprise_id, first)
    assert.deepEqual(best?.cautions ?? [], cautions)
  })
}

test('two firms of one name are both found, and both marked', async () => {
  const found = await ranked('示例贸易有限公司')
  assert.deepEqual(
    found.slice(0, 2).map(({ enterprise_id, cautions }) => [enterprise_id, cautions]),
    [
      [5, ['same_name']],
      [6, ['same_name']],
    ],
  )
})

test('district and day of establishment tell two firms of one name apart', async () => {
  const [first, second] = await ranked('示例贸易有限公司', { region_code: '440307' })
  assert.equal(first?.enterprise_id, 6)
  assert.ok(second?.cautions.includes('elsewhere'))
  const [oldest] = await ranked('示例贸易有限公司', { established_on: day('2010-01-01') })
  assert.equal(oldest?.enterprise_id, 5)
})

test('the city as a whole agrees with each of its districts, another city does not', async () => {
  const agreed = async (region_code: string) =>
    (await ranked('深圳市腾讯计算机系统有限公司', { region_code }))[0]?.reasons.at(-1)?.verdict
  assert.deepEqual(
    [await agreed('440300'), await agreed('440305'), await agreed('440304'), await agreed('440100')],
    ['same', 'same', 'different', 'different'],
  )
})

test('a firm that sounds the same is found, and never scores as high', async () => {
  const [first, second] = await ranked('深圳市腾讯计算机系统有限公司')
  assert.deepEqual([first?.score, second?.enterprise_id], [100, 2])
  assert.ok((second?.score ?? 100) < 90 && second?.cautions.includes('look_alike'))
})

test('weights are shares of 100, and points of the reasons add up to the score', async () => {
  for (const { reasons, score } of await ranked('深圳市示例星播网络科技有限公司', {
    region_code: '440304',
  })) {
    const sum = (of: 'weight' | 'points') => reasons.reduce((total, reason) => total + reason[of], 0)
    assert.ok(Math.abs(sum('weight') - 100) < 0.5)
    assert.ok(Math.abs(sum('points') - score) < 0.5)
    assert.ok(reasons.every(({ text }) => text.zh !== '' && text.en !== ''))
  }
})

const anyName = fc.array(fc.constantFrom(...'深圳市示例甲乙丙科技贸易有限公司分'), { maxLength: 14 })

test('whoever is asked for by the name it has is the first, or has a namesake there', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyName, { minLength: 1, maxLength: 20 }), async (all) => {
      const rows = all.map(
        (name, at) => ({ ...registry[0], enterprise_id: at, name: name.join('') }) as NameRow,
      )
      const index = await indexOf(rows)
      for (const { name } of rows) {
        const parts = parseName(name, lexicon)
        const [first] = rankNames(index, { parts, region_code: null, established_on: null }, lexicon, rules)
        if (parts.folded !== '') assert.equal(first?.name, parts.folded)
      }
    }),
    { numRuns: 200 },
  )
})
