import { canonicalJson, type Day, dayOf, digestHex, type Instant, type Json, msOf } from '#kernel'
import type { Profile, ToldOfFact } from '#profiles'
import type { Counter } from './counter.ts'
import type { ProductDefinition, ProductSection } from './definition.ts'
import { fieldsOfTag, rulesNamed, type TagRules } from './tag.ts'
import { tagsOf } from './tags.ts'
import { comparisonOf, fieldsCompared, type Inputs } from './verification.ts'
import type { Gathered } from './verify.ts'

/** How much of what a product reads was there. `hit` decides whether it is billed. */
export interface Coverage {
  readonly hit: 'full' | 'partial' | 'none'
  readonly DQ001: number
  readonly DQ002: number | null
  readonly DQ003: number
  readonly DQ004: number
}

/** Whom an answer is about, and the days on which it went on from individual businesses (个转企), where it did. */
export interface Subject {
  readonly uscc: string
  readonly name: string | null
  readonly succeeded_on?: readonly Day[]
}

/** What an answer says, without who asked and when: the part that can be said again, byte for byte. */
export interface Content {
  readonly product: string
  readonly version: string
  readonly subject: Subject
  readonly as_of: Instant
  readonly data: Readonly<Record<string, Json>>
  readonly coverage: Coverage
  readonly quality: readonly DatasetQuality[]
  readonly disputes: readonly Json[]
  readonly statements: readonly Json[]
  readonly sources: readonly {
    readonly dataset: string
    readonly authorities: readonly string[]
    readonly basis: string
  }[]
  readonly disclaimer: string
  readonly statement?: string
  readonly notice?: string
}

/**
 * How fresh a dataset of an answer is. STALE stands where it is older than its source promised, UNANSWERED where its
 * source was asked for this query and gave no answer that can be told.
 */
export interface DatasetQuality {
  readonly dataset: string
  readonly name: string
  readonly covered: boolean
  readonly has_data: boolean
  readonly month: string | null
  readonly known_at: Instant | null
  readonly age_days: number | null
  readonly flags: readonly ('STALE' | 'UNANSWERED')[]
}

const day_ms = 86_400_000

/** What a product says of a firm, of which the asker said `inputs`. */
export function contentOf(
  counter: Counter,
  product: ProductDefinition,
  profile: Gathered,
  inputs: Inputs,
): Content {
  const used = [...product.datasets, ...product.supporting_datasets]
  const quality = counter.datasets
    .filter(({ id }) => used.includes(id))
    .map((dataset) => qualityOf(dataset, profile))
  const { wording } = counter
  const shown = product.basis === 'public' ? withinDisplay(counter, profile) : profile
  const simulated = profile.uscc.slice(8).startsWith(wording.simulated.organisation_prefix)
  return {
    product: product.id,
    version: product.version,
    subject: subjectOf(product, profile),
    as_of: profile.as_of,
    data: Object.fromEntries(
      product.sections.map((section) => [section.id, sectionOf(counter, section, shown, inputs)]),
    ),
    coverage: coverageOf(product, profile, quality),
    quality,
    disputes: told(profile, used, (kind) => kind !== 'statement'),
    statements: told(profile, used, (kind) => kind === 'statement'),
    sources: counter.datasets
      .filter(({ id }) => used.includes(id))
      .map(({ id, authorities, basis }) => ({ dataset: id, authorities, basis })),
    disclaimer: wording.disclaimer,
    ...(product.statement === undefined ? {} : { statement: product.statement.zh }),
    ...(simulated ? { notice: wording.simulated.notice } : {}),
  }
}

// REQ-NEG-05: what is past its public display is in no answer that rests on it.
function withinDisplay({ datasets, clock }: Counter, profile: Profile): Profile {
  const today = dayOf(clock())
  const facts = Object.entries(profile.facts).map(([id, rows]) => {
    const until = datasets.find((dataset) => dataset.id === id)?.display_until
    return [id, until === undefined ? rows : rows.filter((row) => isDisplayed(row[until], today))] as const
  })
  return { ...profile, facts: Object.fromEntries(facts) }
}

/** Whether a row is displayed on a day, by the last day of its display. */
export function isDisplayed(display_until: Json | undefined, today: Day): boolean {
  return typeof display_until !== 'string' || display_until >= today
}

function told(
  profile: Profile,
  used: readonly string[],
  wanted: (kind: ToldOfFact['kind']) => boolean,
): readonly Json[] {
  return profile.told
    .filter(({ dataset, kind }) => used.includes(dataset) && wanted(kind))
    .map((each) => ({ ...each }))
}

/** The digest of a content, for the audit leaf: of its canonical JSON, SM3. */
export function digestOfContent(content: Content): string {
  return digestHex('gm', canonicalJson(content as unknown as Json)) // made of JSON throughout
}

/** Every field that a product shows, or compares with what was given, for the audit leaf. */
export function fieldsOf({ tags }: Counter, product: ProductDefinition, inputs: Inputs): readonly string[] {
  return product.sections.flatMap((section) => {
    if (section.kind === 'indicators') return section.indicators
    if (section.kind === 'series') return section.series.map(({ dataset, field }) => `${dataset}.${field}`)
    if (section.kind === 'verification') return fieldsCompared(section, inputs)
    if (section.kind === 'tags') return tagFields(tags, section.tags)
    return section.facts.flatMap(({ dataset, fields }) => fields.map((field) => `${dataset}.${field}`))
  })
}

function tagFields(tags: TagRules, ids: readonly string[]): readonly string[] {
  return rulesNamed(tags, ids).flatMap((rule) =>
    rule.kind === 'indicator'
      ? [rule.indicator]
      : fieldsOfTag(rule).map(({ dataset, field }) => `${dataset}.${field}`),
  )
}

function sectionOf(counter: Counter, section: ProductSection, profile: Profile, inputs: Inputs): Json {
  switch (section.kind) {
    case 'indicators':
      return Object.fromEntries(section.indicators.map((id) => [id, { ...profile.indicators[id] }])) as Json
    case 'series':
      return Object.fromEntries(
        section.series.map(({ id, dataset, field }) => [
          id,
          (profile.series[`${dataset}.${field}`] ?? []).slice(-section.months.value),
        ]),
      ) as unknown as Json
    case 'facts':
      return Object.fromEntries(section.facts.map((shown) => [shown.dataset, rowsOf(shown, profile)])) as Json
    case 'tags':
      // Plain words and days.
      return tagsOf(counter, rulesNamed(counter.tags, section.tags), profile) as unknown as Json
    case 'verification':
      return comparisonOf(section, profile, inputs)
  }
}

type ShownFacts = Extract<ProductSection, { readonly kind: 'facts' }>['facts'][number]

function rowsOf({ dataset, fields, only = {} }: ShownFacts, profile: Profile): Json {
  const rows = (profile.facts[dataset] ?? []).filter((row) =>
    Object.entries(only).every(([field, values]) => values.includes(String(row[field]))),
  )
  return rows.map((row) => Object.fromEntries(fields.map((field) => [field, row[field] ?? null])))
}

function coverageOf(
  product: ProductDefinition,
  profile: Profile,
  quality: readonly DatasetQuality[],
): Coverage {
  const required = quality.filter(({ dataset }) => product.datasets.includes(dataset))
  const ratio = required.filter(({ has_data }) => has_data).length / required.length
  const ages = required.map(({ age_days }) => age_days).filter((age) => age !== null)
  const shown = product.sections.flatMap((section) =>
    section.kind === 'indicators' ? section.indicators : [],
  )
  const flags = shown.map((id) => profile.indicators[id]?.flag)
  return {
    hit: ratio === 1 ? 'full' : ratio === 0 ? 'none' : 'partial',
    DQ001: ratio,
    DQ002: ages.length === 0 ? null : Math.max(...ages),
    DQ003: shown.length === 0 ? 0 : flags.filter((flag) => flag === 'ESTIMATED').length / shown.length,
    DQ004: flags.filter((flag) => flag === 'DISPUTED').length,
  }
}

function qualityOf(dataset: Counter['datasets'][number], profile: Gathered): DatasetQuality {
  const { id, name, freshness_days } = dataset
  const age = profile.ages[id] ?? { covered: false, has_data: false, month: null, known_at: null }
  const age_days = age.known_at === null ? null : daysBetween(age.known_at, profile.as_of)
  const is_stale = age_days !== null && age_days > freshness_days.value
  const is_unanswered = profile.unanswered?.includes(id) === true
  const flags = [
    ...(is_stale ? (['STALE'] as const) : []),
    ...(is_unanswered ? (['UNANSWERED'] as const) : []),
  ]
  return { dataset: id, name: name.zh, ...age, age_days, flags }
}

// What was verified for a query is newer than the profile that it is told with.
function daysBetween(from: Instant, to: Instant): number {
  return Math.max(0, Math.floor((msOf(to) - msOf(from)) / day_ms))
}

// Domain §3.1: of the individual business that it was, only the day is told; the older facts are its own.
function subjectOf({ type }: ProductDefinition, profile: Profile): Subject {
  const { uscc, succeeded_on } = profile
  if (type === 'verification') return { uscc, name: null }
  return { uscc, name: nameOf(profile), ...(succeeded_on.length === 0 ? {} : { succeeded_on }) }
}

function nameOf(profile: Profile): string | null {
  const name = profile.facts.reg_entity_base?.[0]?.name
  return typeof name === 'string' ? name : null
}

/** The day of an answer, for a report's number. */
export function reportNumber(content: Content, request_id: string): string {
  return `${content.product}-${dayOf(content.as_of).replaceAll('-', '')}-${digestHex('gm', request_id).slice(0, 12).toUpperCase()}`
}
