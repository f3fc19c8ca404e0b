import type { Verdict } from './compare.ts'

/** What is compared of a firm that is sought and one of the registry. */
export type PartAsked = 'brand' | 'trade' | 'form' | 'place' | 'branch' | 'region_code' | 'established_on'

/** What a reviewer must mind before taking one firm for another. */
export type Caution =
  | 'branch_and_firm'
  | 'other_branch'
  | 'look_alike'
  | 'elsewhere'
  | 'same_name'
  | 'former_name'

/** A text that people read, in both languages. */
export interface Text {
  readonly zh: string
  readonly en: string
}

const parts: Readonly<Record<PartAsked, Text>> = {
  brand: { zh: '字号', en: 'Brand' },
  trade: { zh: '行业', en: 'Trade' },
  form: { zh: '组织形式', en: 'Form' },
  place: { zh: '名称中的地名', en: 'Place in the name' },
  branch: { zh: '分支机构', en: 'Branch' },
  region_code: { zh: '行政区划', en: 'District' },
  established_on: { zh: '成立日', en: 'Established on' },
}

const verdicts: Readonly<Record<Verdict, Text>> = {
  same: { zh: '相同', en: 'the same' },
  sounds: { zh: '读音相同,字不同', en: 'sounds the same, is written otherwise' },
  one_character: { zh: '一字之差', en: 'one character apart' },
  contains: { zh: '一方包含另一方', en: 'one holds the other' },
  similar: { zh: '部分相同', en: 'the same in part' },
  different: { zh: '不同', en: 'different' },
}

const cautions: Readonly<Record<Caution, Text>> = {
  branch_and_firm: {
    zh: '一方是分支机构,另一方不是:不是同一主体',
    en: 'One is a branch and the other is not: never one enterprise',
  },
  other_branch: { zh: '两个不同的分支机构', en: 'Two different branches' },
  look_alike: { zh: '名称相近,可能是另一家企业', en: 'A look-alike: perhaps another firm' },
  elsewhere: {
    zh: '同一字号,不同地区:可能是另一家企业',
    en: 'The same brand in another place: perhaps another firm',
  },
  same_name: { zh: '多家企业名称完全相同', en: 'Several enterprises have this very name' },
  former_name: { zh: '与曾用名相符', en: 'It is a former name that agrees' },
}

const nothing: Text = { zh: '无', en: 'none' }

/** What was compared and what came of it, as a sentence. */
export function reasonText(part: PartAsked, verdict: Verdict, asked: string, found: string): Text {
  const told = (language: 'zh' | 'en'): string =>
    asked === found ? asked : `${asked || nothing[language]} / ${found || nothing[language]}`
  return {
    zh: `${parts[part].zh}${verdicts[verdict].zh}:${told('zh')}`,
    en: `${parts[part].en} ${verdicts[verdict].en}: ${told('en')}`,
  }
}

/** A caution as a sentence. */
export function cautionText(caution: Caution): Text {
  return cautions[caution]
}
