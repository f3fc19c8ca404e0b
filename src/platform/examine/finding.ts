import type { Text } from '../words.ts'

const sentences = {
  column_forbidden: {
    zh: '法律禁止采集{concept_zh}',
    en: 'the law lets nobody collect {concept_en}',
  },
  purpose_unregistered: {
    zh: '用途 {purpose} 未在 purposes.json 登记',
    en: 'its purpose {purpose} is not registered in purposes.json',
  },
  unit_missing: { zh: '数值字段缺少单位', en: 'a number without a unit' },
  values_missing: { zh: '枚举字段与取值列表不符', en: 'an enum without values, or values without an enum' },
  label_missing: { zh: '取值 {value} 缺少名称', en: 'the value {value} has no label' },
  field_unknown: { zh: '{dataset} 没有字段 {field}', en: '{dataset} has no field {field}' },
  dataset_unknown: { zh: '没有数据集 {dataset}', en: 'there is no dataset {dataset}' },
  indicator_unknown: { zh: '没有指标 {indicator}', en: 'there is no indicator {indicator}' },
  tag_unknown: { zh: '没有标签 {tag}', en: 'there is no tag {tag}' },
  authority_unknown: { zh: '没有机关 {authority}', en: 'there is no authority {authority}' },
  kind_unsound: { zh: '类型 {kind} 缺少 {part}', en: 'of kind {kind}, and without {part}' },
  formula_unsound: { zh: '公式不成立:{problem}', en: 'a formula means nothing: {problem}' },
  source_none: { zh: '没有任何数据源签约提供该数据集', en: 'no source has a contract to deliver it' },
  source_review_over: {
    zh: '数据源 {sources} 的审查已过期',
    en: 'the review of {sources} is over',
  },
  dataset_unread: {
    zh: '没有任何指标、产品或策略读取该数据集',
    en: 'no indicator, product or policy reads it',
  },
} as const satisfies Readonly<Record<string, Text>>

/** Something of a region's definitions that is not as it must be: where it stands, and what it is in plain words. */
export interface Finding {
  readonly code: FindingCode
  readonly place: string
  readonly text: Text
}

export type FindingCode = keyof typeof sentences

/** A finding at a place; the details fill its sentence. */
export function finding(
  code: FindingCode,
  place: string,
  details: Readonly<Record<string, string>> = {},
): Finding {
  const { zh, en } = sentences[code]
  const told = (sentence: string): string =>
    sentence.replaceAll(/\{(\w+)\}/g, (slot, name: string) => details[name] ?? slot)
  return { code, place, text: { zh: told(zh), en: told(en) } }
}
