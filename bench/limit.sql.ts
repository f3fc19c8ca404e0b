import type { IndicatorPlan } from '#indicators'
import { ident, join, literal, type Sql, sql } from '#sql'
import { factsOf } from '#themes'
import { newest_month } from './facts.sql.ts'

type Planned = IndicatorPlan['datasets'][number]

/** What one would write by hand for each number that the plan adds up. */
const by_hand: Readonly<Record<string, Sql>> = {
  H: sql`insured_n`,
  J: sql`joiners_n`,
  L: sql`leavers_n`,
  L_own: sql`leavers_n`,
  both_moved: sql`least(joiners_n, leavers_n)`,
  B: sql`avg_pay_base`,
  stable_staff: sql`tenure_continuous_ge12_n`,
  core_staff: sql`tenure_ge36_n`,
  R: sql`sales_taxable + sales_export + sales_exempt`,
}

/** What one would count by hand for each thing of whose months the plan keeps bits. */
const counted_by_hand: Readonly<Record<string, Sql>> = {
  nobody: sql`insured_n = 0`,
  outflow: sql`joiners_n < leavers_n`,
  paid_late: sql`late_days > 0`,
  no_sales: sql`zero_declared`,
  zero_declared: sql`zero_declared`,
  declared_late: sql`declared_on > due_on`,
}

/**
 * The same dataset by one GROUP BY written by hand, with as many FILTER aggregates as the plan has: no clocks, no
 * flags, no marks, no quarters.
 */
export function limitOf(planned: Planned): Sql {
  const { dataset, numbers, truths, uncertain, has_periods } = planned
  const of = dataset.month !== undefined && 'of' in dataset.month ? dataset.month.of : 'stat_month'
  const month = has_periods ? ident('period_month') : ident(of)
  const sums = numbers.flatMap(({ symbol, atoms }) =>
    atoms.map(({ from, months }) => {
      const last = newest_month - from
      const first = last - months + 1
      return sql`sum(${by_hand[symbol.id] ?? firstNumber(dataset)}) FILTER (WHERE ${month} BETWEEN ${literal(first)} AND ${literal(last)})`
    }),
  )
  const counts = truths.map(({ id }) => sql`count(*) FILTER (WHERE ${counted_by_hand[id] ?? sql`TRUE`})`)
  // The plan's bits of presence, assumed dates and unknown cells, as plain counts of months.
  const masks = [month, ...uncertain.map(({ may_be_empty }) => ident(may_be_empty[0] ?? ''))].map(
    (column) => sql`count(${column}) FILTER (WHERE ${month} > ${literal(newest_month - 24)})`,
  )
  const aggregates = dataset.kind === 'month' ? [...sums, ...counts, ...masks] : [sql`count(*)`]
  return sql`SELECT enterprise_id, ${join(aggregates)} FROM ${factsOf(dataset.id)} GROUP BY enterprise_id`
}

/** A number of a row, for a sum that nobody has written by hand. */
function firstNumber({ fields }: Planned['dataset']): Sql {
  const field = fields.find(({ type }) => type === 'integer' || type === 'money' || type === 'decimal')
  return field === undefined ? literal(1) : ident(field.id)
}
