import type { Day } from '#kernel'
import {
  type Agreement,
  compareBrands,
  comparePlaces,
  compareWords,
  placesOf,
  type Verdict,
} from './compare.ts'
import type { Lexicon } from './lexicon.ts'
import { type NameParts, parseFolded } from './name.ts'
import type { NameRow } from './name-columns.ts'
import type { ResolveRules } from './rules.ts'
import { type Caution, type PartAsked, reasonText, type Text } from './score-words.ts'

/** Who is asked for: a name, and what else is known of the firm. */
export interface Sought {
  readonly parts: NameParts
  readonly region_code: string | null
  readonly established_on: Day | null
}

/** One thing that was compared, with its weight of all weights and the points that it brought, for a person to read. */
export interface Reason {
  readonly part: PartAsked
  readonly verdict: Verdict
  readonly weight: number
  readonly points: number
  readonly asked: string
  readonly found: string
  readonly text: Text
}

/** A name of the registry, scored of 100. */
export interface Scored {
  readonly row: NameRow
  readonly parts: NameParts
  readonly score: number
  readonly compared: readonly Compared[]
}

/** What was compared, with the two texts and how far they agree. */
export interface Compared {
  readonly part: PartAsked
  readonly asked: string
  readonly found: string
  readonly agreement: Agreement
}

/** Scores one name of an index against who is sought. What one of the two does not say is not compared. */
export function scoreName(sought: Sought, row: NameRow, lexicon: Lexicon, rules: ResolveRules): Scored {
  const parts = parseFolded(row.name, lexicon)
  const compared = [...comparedNames(sought.parts, parts, lexicon, rules), ...comparedFacts(sought, row)]
  let [points, all] = [0, 0]
  for (const { part, agreement } of compared) {
    const weight = rules.weights[part].value
    points += weight * agreement.ratio
    all += weight
  }
  return { row, parts, score: all === 0 ? 0 : rounded((100 * points) / all), compared }
}

/** Why a name has its score: what agreed and what did not, each with its weight of 100. */
export function reasonsOf({ compared }: Scored, { weights }: ResolveRules): readonly Reason[] {
  const all = compared.reduce((sum, { part }) => sum + weights[part].value, 0)
  return compared.map(({ part, asked, found, agreement: { verdict, ratio } }) => {
    const weight = (100 * weights[part].value) / (all || 1)
    const text = reasonText(part, verdict, asked, found)
    return { part, verdict, weight: rounded(weight), points: rounded(weight * ratio), asked, found, text }
  })
}

/** What a reviewer must mind about a name that was found. */
export function cautionsOf(sought: Sought, { parts, row, compared }: Scored): readonly Caution[] {
  const [asked, found] = [sought.parts, parts]
  const verdictOf = (part: PartAsked) => compared.find((each) => each.part === part)?.agreement.verdict
  const brand = verdictOf('brand')
  const elsewhere = [verdictOf('place'), verdictOf('region_code')].includes('different')
  const cautions: readonly (Caution | false)[] = [
    (asked.branch === '') !== (found.branch === '') && 'branch_and_firm',
    asked.branch !== '' && found.branch !== '' && asked.branch !== found.branch && 'other_branch',
    (brand === 'sounds' || brand === 'one_character') && 'look_alike',
    brand === 'same' && elsewhere && 'elsewhere',
    row.is_former && 'former_name',
  ]
  return cautions.filter((caution) => caution !== false)
}

function comparedNames(
  asked: NameParts,
  found: NameParts,
  lexicon: Lexicon,
  { agreements }: ResolveRules,
): readonly Compared[] {
  const place = comparePlaces(asked, found, lexicon)
  const told = (parts: NameParts): string => [...placesOf(parts, lexicon).values()].join('')
  const compared: readonly (Compared | null)[] = [
    compare('brand', asked.brand, found.brand, compareBrands(asked.brand, found.brand, agreements)),
    asked.trade === ''
      ? null
      : compare(
          'trade',
          asked.trade,
          found.trade,
          compareWords(asked.trade, found.trade, lexicon, agreements),
        ),
    asked.form === ''
      ? null
      : compare('form', asked.form, found.form, compareWords(asked.form, found.form, lexicon, agreements)),
    place === null ? null : compare('place', told(asked), told(found), place),
    asked.branch === '' && found.branch === ''
      ? null
      : compare('branch', asked.branch, found.branch, compareBranches(asked.branch, found.branch)),
  ]
  return compared.filter((each) => each !== null)
}

function comparedFacts(sought: Sought, row: NameRow): readonly Compared[] {
  return (['region_code', 'established_on'] as const).flatMap((part) => {
    const [asked, found] = [sought[part], row[part]]
    if (asked === null || found === null) return []
    return [compare(part, asked, found, exact(agrees(part, asked, found)))]
  })
}

// 440300 stands for all of its districts.
function agrees(part: PartAsked, asked: string, found: string): boolean {
  if (asked === found || part !== 'region_code') return asked === found
  return [asked, found].some((code) => code.endsWith('00')) && asked.slice(0, 4) === found.slice(0, 4)
}

function compareBranches(asked: string, found: string): Agreement {
  return exact(asked === found)
}

function exact(is_same: boolean): Agreement {
  return is_same ? { verdict: 'same', ratio: 1 } : { verdict: 'different', ratio: 0 }
}

function compare(part: PartAsked, asked: string, found: string, agreement: Agreement): Compared {
  return { part, asked, found, agreement }
}

function rounded(points: number): number {
  return Math.round(points * 10) / 10
}
