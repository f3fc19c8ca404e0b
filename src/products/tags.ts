import { type Day, dayOf, type Instant, type Json } from '#kernel'
import type { Profile } from '#profiles'
import type { Counter } from './counter.ts'
import type { CodeTags, IndicatorTags, RecognisedTags, TagRule } from './tag.ts'

/** A tag as an answer tells it: what it is called, whether it stands on the day of the answer, and by what. */
export interface Tag {
  readonly tag_code: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly status: 'valid' | 'expired' | 'revoked'
  readonly certificate_no: string | null
  /** Its first and its last day; null where it holds as long as what it follows from. */
  readonly issued_on: string | null
  readonly valid_to: string | null
  readonly evidence: {
    readonly dataset: string | null
    readonly indicator: string | null
    /** What stood there: a code, or a value. */
    readonly value: string | number | null
    readonly flag: string | null
    readonly known_at: Instant | null
  }
}

type Row = Readonly<Record<string, Json>>

/** The tags of a firm on the day of its profile, rule by rule. Of what is not covered nothing is told. */
export function tagsOf(
  counter: Pick<Counter, 'datasets'>,
  rules: readonly TagRule[],
  profile: Profile,
): readonly Tag[] {
  return rules.flatMap((rule) => tagsBy(counter, rule, profile))
}

function tagsBy(counter: Pick<Counter, 'datasets'>, rule: TagRule, profile: Profile): readonly Tag[] {
  switch (rule.kind) {
    case 'recognised':
      return recognised(counter, rule, profile)
    case 'indicator':
      return byIndicator(rule, profile)
    case 'code':
      return byCode(rule, profile)
  }
}

/** Whether a recognition stands on a day: its last day counts, the day of its revocation does not; null before its first. */
export function statusOn(
  {
    issued_on,
    valid_to,
    revoked_on,
  }: Readonly<Record<'issued_on' | 'valid_to' | 'revoked_on', string | null>>,
  on: Day,
): Tag['status'] | null {
  if (issued_on === null || issued_on > on) return null
  if (revoked_on !== null && revoked_on <= on) return 'revoked'
  return valid_to !== null && valid_to < on ? 'expired' : 'valid'
}

// One of a code: that which stands longest, or else that which was given last.
function recognised(
  { datasets }: Pick<Counter, 'datasets'>,
  rule: RecognisedTags,
  profile: Profile,
): readonly Tag[] {
  const { dataset, code } = rule
  const labels = datasets.find(({ id }) => id === dataset)?.fields.find(({ id }) => id === code)?.labels ?? {}
  const told = (profile.facts[dataset] ?? []).flatMap((row) => recognition(rule, row, labels, profile))
  const codes = [...new Set(told.map(({ tag_code }) => tag_code))].sort()
  return codes.flatMap((each) => told.filter(({ tag_code }) => tag_code === each).sort(bestFirst)[0] ?? [])
}

function recognition(
  rule: RecognisedTags,
  row: Row,
  labels: Readonly<Record<string, Tag['name']>>,
  profile: Profile,
): readonly Tag[] {
  const [issued_on, valid_to, revoked_on] = [rule.issued_on, rule.valid_to, rule.revoked_on].map((field) =>
    textOf(row[field]),
  )
  const days = { issued_on: issued_on ?? null, valid_to: valid_to ?? null, revoked_on: revoked_on ?? null }
  const status = statusOn(days, dayOf(profile.as_of))
  const tag_code = textOf(row[rule.code])
  if (status === null || tag_code === null) return []
  const name = labels[tag_code] ?? { zh: tag_code, en: tag_code }
  const certificate_no = textOf(row[rule.certificate_no])
  const ends_on = status === 'revoked' ? days.revoked_on : days.valid_to
  const evidence = { ...no_evidence, dataset: rule.dataset, known_at: knownAt(profile, rule.dataset) }
  return [{ tag_code, name, status, certificate_no, issued_on: days.issued_on, valid_to: ends_on, evidence }]
}

const places = { valid: 0, expired: 1, revoked: 2 } as const

function bestFirst(one: Tag, other: Tag): number {
  const by_status = places[one.status] - places[other.status]
  if (by_status !== 0) return by_status
  const [a, b] = [one, other].map(({ status, issued_on, valid_to }) =>
    status === 'valid' ? valid_to : issued_on,
  )
  return (a ?? '9999') < (b ?? '9999') ? 1 : -1
}

function byIndicator({ indicator, values }: IndicatorTags, { indicators }: Profile): readonly Tag[] {
  const told = indicators[indicator]
  const found = values.find(({ value }) => value === told?.value)
  if (told === undefined || found === undefined) return []
  const evidence = { ...no_evidence, indicator, value: told.value, flag: told.flag }
  return [{ tag_code: found.code, name: found.name, ...standing, evidence }]
}

function byCode({ dataset, field, prefixes }: CodeTags, profile: Profile): readonly Tag[] {
  const value = textOf(profile.facts[dataset]?.[0]?.[field])
  const found = prefixes.find(({ prefix }) => value?.startsWith(prefix))
  if (found === undefined) return []
  const evidence = { ...no_evidence, dataset, value, known_at: knownAt(profile, dataset) }
  return [{ tag_code: found.code, name: found.name, ...standing, evidence }]
}

const standing = { status: 'valid', certificate_no: null, issued_on: null, valid_to: null } as const
const no_evidence = { dataset: null, indicator: null, value: null, flag: null, known_at: null } as const

function knownAt({ ages }: Profile, dataset: string): Instant | null {
  return ages[dataset]?.known_at ?? null
}

function textOf(cell: Json | undefined): string | null {
  return typeof cell === 'string' && cell !== '' ? cell : null
}
