import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { foldName } from './fold.ts'
import { parseName } from './name.ts'
import { regionLexicon } from './testing/index.ts'

const lexicon = regionLexicon()
const told = (name: string): string =>
  parseName(name, lexicon)
    .pieces.map(({ part, text }) => `${part}:${text.trim()}`)
    .join(' ')

for (const [name, pieces] of [
  ['深圳市騰訊計算機系統有限公司', 'prefix:深圳市 brand:腾讯 trade:计算机系统 form:有限公司'],
  ['华为\uff08深圳\uff09科技有限公司', 'brand:华为 place:(深圳) trade:科技 form:有限公司'],
  ['示例科技(深圳)有限公司', 'brand:示例 trade:科技 place:(深圳) form:有限公司'],
  ['示例科技有限公司(深圳)', 'brand:示例 trade:科技 form:有限公司 place:(深圳)'],
  ['深圳市南山区示例五金制品厂', 'prefix:深圳市 prefix:南山区 brand:示例 trade:五金制品 form:厂'],
  [
    '佛山市顺德区乐从镇鸿信贸易有限公司',
    'prefix:佛山市 prefix:顺德区 prefix:乐从镇 brand:鸿信 trade:贸易 form:有限公司',
  ],
  ['中国建设银行深圳分行', 'brand:中国建设 form:银行 branch:深圳分行'],
  ['中国工商银行股份有限公司广州太和支行', 'brand:中国工商 form:银行 form:股份有限公司 branch:广州太和支行'],
  ['李记面馆第三分店', 'brand:李记 form:面馆 branch:第三分店'],
  ['李记面馆\uff08南山店\uff09', 'brand:李记 form:面馆 branch:(南山店)'],
  ['李记面馆南山分店', 'brand:李记 form:面馆 branch:南山分店'],
  ['李记分店', 'brand:李记 branch:分店'],
  [
    '海泰物业投资有限公司广州分公司天河营业部',
    'brand:海泰 trade:物业投资 form:有限公司 branch:广州分公司天河营业部',
  ],
  ['示例控股\uff08集团\uff09股份有限公司', 'brand:示例 trade:控股 form:(集团)股份有限公司'],
  ['示例会计师事务所(特殊普通合伙)', 'brand:示例 form:会计师事务所 form:(特殊普通合伙)'],
  ['深圳市福田实业有限公司', 'prefix:深圳市 prefix:福田 brand:实业 form:有限公司'],
  ['深圳市新社区服务有限公司', 'prefix:深圳市 brand:新社区 trade:服务 form:有限公司'],
  ['深圳市南山区', 'prefix:深圳市 brand:南山区'],
  ['深圳市A&B科技有限公司', 'prefix:深圳市 brand:A&B trade:科技 form:有限公司'],
  [
    'Ｓｈｅｎｚｈｅｎ Example Technology Co., Ltd.',
    'prefix:SHENZHEN brand:EXAMPLE trade:TECHNOLOGY form:CO LTD',
  ],
  ['Foo-Bar (Shenzhen) Trading Co., Ltd.', 'brand:FOO-BAR place:(SHENZHEN) trade:TRADING form:CO LTD'],
  ['Example Co., Ltd. Beijing Branch', 'brand:EXAMPLE form:CO LTD branch:BEIJING BRANCH'],
  ['Cost Company Inc', 'brand:COST form:COMPANY branch:INC'],
  ['Incorporation', 'brand:INCORPORATION'],
  ['有限公司', 'brand:有限公司'],
  ['', ''],
] as const) {
  test(`${name === '' ? 'an empty name' : name} is told apart`, () => {
    assert.equal(told(name), pieces)
  })
}

for (const [what, one, other] of [
  ['width', 'ＡＢＣ\uff08深圳\uff09', 'ABC(深圳)'],
  ['case', 'abc', 'ABC'],
  ['traditional forms', '廣東電腦', '广东电脑'],
  ['brackets', '示例【深圳】〔一〕', '示例(深圳)(一)'],
  ['spaces between characters', ' 示 例\u3000公司 ', '示例公司'],
  ['interpuncts', '阿里·巴巴', '阿里巴巴'],
  ['a sentence mark at the end', '示例有限公司。', '示例有限公司'],
] as const) {
  test(`${what} make no difference`, () => assert.equal(foldName(one), foldName(other)))
}

test('spaces between words of letters stay, one each', () => {
  assert.equal(foldName(' Example  Technology '), 'EXAMPLE TECHNOLOGY')
})

const words = [
  '深圳市',
  '南山区',
  '深圳',
  '示例',
  '科技',
  '(深圳)',
  '(集团)',
  '有限公司',
  '分公司',
  '第三分店',
]
const more = ['银行', '面馆', '厂', '(', ')', 'ABC', ' ', 'Co., Ltd.', 'Branch', '騰', '\u0000', '😀', '.']
const anyName = fc.oneof(
  fc.array(fc.constantFrom(...words, ...more), { maxLength: 9 }).map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
)

test('the pieces of any name, joined, are the folded name, and there is a brand', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const { pieces, folded, brand } = parseName(name, lexicon)
      assert.equal(pieces.map(({ text }) => text).join(''), folded)
      assert.ok(folded === '' || brand !== '')
    }),
    { numRuns: 2000 },
  )
})

test('folding twice changes nothing', () => {
  fc.assert(
    fc.property(anyName, (name) => assert.equal(foldName(foldName(name)), foldName(name))),
    {
      numRuns: 2000,
    },
  )
})
