import { type Day, type Instant, lastDayOf, type Month, monthAfter, monthText } from '#kernel'
import type { DatasetDefinition } from '#sources'
import type { Chance } from './chance.ts'
import { asked_at, edgeDay, first_month, last_month, microseconds, near, openingOf } from './edges.ts'
import { randomGrain, randomRow, years } from './random-rows.ts'
import type { Cell, Version } from './world.ts'

type Fields = Readonly<Record<string, Cell>>

/** How one firm's facts reach us. */
interface Firm {
  readonly enterprise_id: number
  readonly chance: Chance
  /** What was known before we took it in. */
  readonly intake_at: Instant | null
  readonly assumed_percent: number
}

const ends_of_months = new Map<Month, Day>()

function endOfMonth(of: Month): Day {
  const end = ends_of_months.get(of) ?? lastDayOf(of)
  ends_of_months.set(of, end)
  return end
}

const heads = [0, 1, 4, 5, 6, 10, 20, 100] as const

/** The facts of one firm in every dataset, some of them late, corrected, revoked, missing or ahead of their time. */
export function firmFacts(
  chance: Chance,
  enterprise_id: number,
  others: readonly DatasetDefinition[],
): Readonly<Record<string, readonly Version[]>> {
  const firm: Firm = {
    enterprise_id,
    chance,
    intake_at: chance.percent(15) ? chance.one(asked_at) : null,
    assumed_percent: chance.percent(10) ? 10 : 0,
  }
  const size = chance.one(heads)
  const steady = chance.percent(50)
  const head = () => (steady ? size : chance.percent(10) ? 0 : size + chance.below(4))
  return {
    ss_headcount_monthly: monthly(firm, (of) => ({ stat_month: of, insured_n: head() })),
    ss_movement_monthly: monthly(firm, (of) => movement(chance, of, size)),
    ss_structure_monthly: monthly(firm, (of) => structure(chance, of, size)),
    ss_payment_monthly: monthly(firm, (of) => payment(chance, of)),
    tax_declaration_monthly: declarations(firm),
    tax_credit_rating: [2023, 2024, 2025].flatMap((year) =>
      chance.percent(25) ? [] : versions(firm, chance.one(asked_at), () => rating(chance, year)),
    ),
    reg_entity_base: chance.percent(10)
      ? []
      : versions(firm, openingOf(first_month), () => registration(chance)),
    ...eventFacts(firm),
    id_crosswalk: accounts(firm),
    ...Object.fromEntries(others.map((dataset) => [dataset.id, factsOfAny(firm, dataset)])),
  }
}

/** The facts of a dataset that nothing is known of but its definition. */
function factsOfAny(firm: Firm, dataset: DatasetDefinition): readonly Version[] {
  const { chance } = firm
  const { month } = dataset
  if (month !== undefined && 'of' in month) {
    return randomGrain(chance, dataset).flatMap((grain) =>
      monthly(firm, (of) => randomRow(chance, dataset, { ...grain, [month.of]: of })),
    )
  }
  if (dataset.grain.includes('year'))
    return years.flatMap((year) =>
      chance.percent(30)
        ? []
        : versions(firm, chance.one(asked_at), () => randomRow(chance, dataset, { year })),
    )
  const several = chance.percent(30) ? 0 : chance.below(dataset.kind === 'event' ? chance.one([5, 5, 16]) : 3)
  return Array.from({ length: several }, (_, at) =>
    // A register by day has one row a day, so that there is one latest.
    versions(firm, knownAt(chance, openingOf(first_month)), () =>
      randomRow(chance, dataset, distinct(dataset, at)),
    ),
  ).flat()
}

/** Whose meters: most of them the firm's own since long ago, some a landlord's, some begun or ended at an edge. */
function accounts(firm: Firm): readonly Version[] {
  const { chance } = firm
  return ['elec', 'water', 'gas'].flatMap((kind) =>
    ['a', 'b'].flatMap((account_hash) =>
      chance.percent(30)
        ? []
        : versions(firm, openingOf(first_month), () => ({
            kind,
            account_hash,
            relation: chance.percent(70) ? 'own' : chance.one(['landlord', 'shared', 'former']),
            from_on: chance.percent(70) ? '2020-01-01' : edgeDay(chance, chance.one([0, 12, 24])),
            to_on: chance.percent(80) ? null : edgeDay(chance, chance.one([0, 12])),
          })),
    ),
  )
}

function distinct(dataset: DatasetDefinition, at: number): Fields {
  const only = dataset.grain.length === 1 ? dataset.grain[0] : undefined
  const field = dataset.fields.find(({ id }) => id === only)
  if (field === undefined) return {}
  return { [field.id]: field.type === 'day' ? `202${at}-06-30` : `${field.id}${at}` }
}

function movement(chance: Chance, stat_month: Month, size: number): Fields {
  const edge = Math.ceil(size * 0.8)
  const any = () => (chance.percent(8) ? edge + chance.below(3) - 1 : chance.below(4))
  const [joiners_n, leavers_n] = [Math.max(0, any()), Math.max(0, any())]
  const transfers = chance.percent(70) ? null : chance.below(leavers_n + 1)
  return { stat_month, joiners_n, leavers_n, transfers_within_group_n: transfers }
}

function structure(chance: Chance, stat_month: Month, size: number): Fields {
  const cell = () => (chance.percent(8) ? null : chance.below(size + 1))
  return {
    stat_month,
    avg_pay_base: chance.percent(8) ? null : chance.one([0, 5000, 5000.01, 6123.45]),
    tenure_continuous_ge12_n: cell(),
    tenure_ge36_n: cell(),
    education_higher_n: cell(),
  }
}

function payment(chance: Chance, stat_month: Month): Fields {
  return {
    stat_month,
    due_amt: 100,
    due_on: chance.percent(20) ? edgeDay(chance, 0) : endOfMonth(stat_month),
    paid_on: chance.percent(15) ? null : endOfMonth(stat_month),
    late_days: chance.percent(10) ? null : chance.one([0, 0, 0, 1]),
  }
}

function declarations(firm: Firm): readonly Version[] {
  const { chance } = firm
  const span = chance.percent(35) ? 3 : 1
  const zero_percent = chance.one([0, 0, 50, 100])
  const unknown_percent = chance.percent(15) ? 5 : 0
  return monthly(
    firm,
    (of) => {
      const due_on = endOfMonth(monthAfter(of, 1))
      const zero = chance.percent(zero_percent)
      const amount = () => (zero && chance.percent(80) ? 0 : chance.one([0, 99.99, 100, 33333.33, 250000]))
      return {
        period_from: `${monthText(monthAfter(of, 1 - span))}-01`,
        period_to: endOfMonth(of),
        period_month: of,
        period_span: span,
        sales_taxable: amount(),
        sales_export: chance.percent(unknown_percent) ? null : amount(),
        sales_exempt: amount(),
        declared_on: chance.percent(10) ? null : chance.one(near(due_on)),
        due_on,
        zero_declared: zero,
      }
    },
    span === 3 ? (of) => of % 3 === 2 : () => true,
  )
}

function rating(chance: Chance, year: number): Fields {
  return { year, level: chance.one(['A', 'B', 'M', 'C', 'D', 'unrated']) }
}

function registration(chance: Chance): Fields {
  return {
    name: '示例',
    industry_class: chance.percent(10) ? null : chance.one(['C3911', 'F5211', 'H6210', 'I6513', 'J6610']),
    status: chance.percent(10) ? null : chance.one(['active', 'active', 'cancelled']),
    established_on: chance.percent(10) ? null : edgeDay(chance, chance.one([0, 1, 12, 36, 100])),
    registered_capital: chance.percent(10) ? null : chance.one([0, 100, 33.333333]),
    paid_in_capital: chance.percent(10) ? null : chance.one([0, 50, 100.5, 33.333333]),
  }
}

function eventFacts(firm: Firm): Readonly<Record<string, readonly Version[]>> {
  const { chance } = firm
  const some = (fields: () => Fields) =>
    Array.from({ length: chance.percent(50) ? 0 : chance.below(4) }, () =>
      versions(firm, knownAt(chance, openingOf(first_month)), fields),
    ).flat()
  const until = () => (chance.percent(40) ? null : edgeDay(chance, 0))
  return {
    jud_execution: some(() => ({
      case_no: 'x',
      filed_on: edgeDay(chance, chance.one([0, 24])),
      amount: chance.percent(10) ? null : chance.one([0, 1000.01]),
      closed_on: until(),
    })),
    jud_dishonest: some(() => ({ case_no: 'x', published_on: edgeDay(chance, 1), removed_on: until() })),
    adm_list: some(() => ({
      list: chance.one(['abnormal_operation', 'serious_illegal', 'wage_arrears']),
      listed_on: edgeDay(chance, chance.one([0, 36])),
      removed_on: until(),
      authority: 'x',
    })),
  }
}

/** The rows of the months that a firm has: most have all of them, some lack one or all, begin late or fall silent. */
function monthly(
  firm: Firm,
  fields: (of: Month) => Fields,
  due: (of: Month) => boolean = () => true,
): readonly Version[] {
  const { chance } = firm
  if (chance.percent(6)) return []
  const begins = chance.percent(15) ? chance.below(last_month - first_month) : 0
  const ends = chance.percent(15) ? last_month - first_month - chance.below(26) : last_month - first_month
  const gap_percent = chance.one([0, 0, 0, 2, 5, 40])
  const months = Array.from({ length: last_month - first_month + 1 }, (_, at) => at)
  return months.flatMap((at) => {
    const of = monthAfter(first_month, at)
    if (at < begins || at > ends || !due(of) || chance.percent(gap_percent)) return []
    return versions(firm, knownAt(chance, openingOf(of)), () => fields(of))
  })
}

/** Mostly in time; else late, early, or at one of the instants at which the world is asked. */
function knownAt(chance: Chance, in_time: Instant): Instant {
  if (chance.percent(90)) return in_time
  const asked = chance.one(asked_at)
  return asked < in_time && chance.percent(80) ? in_time : microseconds(asked, chance.one([-1, 0, 1]))
}

/** A fact with its corrections and, sometimes, its revocation; each version closes the one before. */
function versions(firm: Firm, known_at: Instant, fields: () => Fields): readonly Version[] {
  const { chance, enterprise_id, intake_at } = firm
  const later = chance.percent(5)
    ? [microseconds(chance.one(asked_at), chance.one([-1, 0, 1]))].filter((at) => at >= known_at)
    : []
  const revoked = chance.percent(2)
  const clocks = [known_at, ...later]
  return clocks.map((at, index) => {
    const next = clocks[index + 1] ?? null
    const is_tombstone = revoked && index > 0
    const intake = (clock: Instant | null) =>
      clock !== null && intake_at !== null && clock < intake_at ? intake_at : clock
    return {
      enterprise_id,
      fields: fields(),
      known_at: at,
      superseded_at: is_tombstone ? at : next,
      intake_at: intake(at) ?? at,
      closed_at: is_tombstone ? (intake(at) ?? at) : intake(next),
      is_tombstone,
      assumed: chance.percent(firm.assumed_percent),
    }
  })
}
