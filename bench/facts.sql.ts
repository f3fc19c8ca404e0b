import type { DatasetDefinition } from '#sources'
import { ident, join, literal, type Sql, sql } from '#sql'
import { factsOf } from '#themes'

/** The newest month of the made-up facts, as year × 12 + month − 1, and how many months there are. */
export const newest_month = 2026 * 12 + 4
export const history_months = 25

/** How many facts a firm has: a row a month of every dataset of months, and one of every other or every tenth firm. */
export function factsPerFirm(datasets: readonly DatasetDefinition[]): number {
  return datasets.reduce(
    (total, { id, kind }) => total + (kind === 'month' ? history_months : 1 / everyOf(id)),
    0,
  )
}

/** So many enterprises; their codes look like codes and are none. */
export function enterprises(firms: number): Sql {
  return sql`INSERT INTO identity.enterprises
    SELECT i, '91440300QX' || lpad(CAST(i AS VARCHAR), 8, '0'), 0, 1 FROM ${everyFirm(firms)}`
}

/** When each month of a dataset opened and was complete, and from when there was any, by both clocks. */
export function clocksOf(dataset_id: string): readonly Sql[] {
  const months = sql`SELECT ${literal(dataset_id)}, mode, m, ${publishedAt} FROM ${everyMonth}, ${modes}`
  return [
    sql`INSERT INTO themes.openings SELECT *, NULL FROM (${months})`,
    sql`INSERT INTO themes.completions ${months}`,
    sql`INSERT INTO themes.coverage SELECT ${literal(dataset_id)}, mode, TIMESTAMP '2020-01-01' FROM ${modes}`,
  ]
}

/** The facts of one dataset of months, in the order in which months are delivered. */
export function monthFacts(dataset: DatasetDefinition, firms: number): Sql {
  const fields = Object.entries(month_fields[dataset.id] ?? drawnFields(dataset))
  return sql`INSERT INTO ${factsOf(dataset.id)} BY NAME
    SELECT i AS enterprise_id${columns(fields)}, ${envelope(publishedAt)}
    FROM ${everyMonth}, ${everyFirm(firms)} ORDER BY m, i`
}

/** The facts of one dataset that has no months: one of a firm in every so many. */
export function otherFacts(dataset: DatasetDefinition, firms: number): Sql {
  const fields = Object.entries(other_fields[dataset.id] ?? drawnFields(dataset))
  const every = everyOf(dataset.id)
  return sql`INSERT INTO ${factsOf(dataset.id)} BY NAME
    SELECT i AS enterprise_id${columns(fields)}, ${envelope(sql`TIMESTAMP '2024-01-01'`)}
    FROM ${everyFirm(firms)} WHERE i % ${literal(every)} = 0`
}

// What a firm is it has; what befalls it befalls one in ten.
function everyOf(dataset_id: string): number {
  return /^(reg_|tax_|id_)/.test(dataset_id) ? 1 : 10
}

/** Cells of a dataset that nobody has thought out, by their types. */
function drawnFields({ month, fields }: DatasetDefinition): Readonly<Record<string, Sql>> {
  const at = month === undefined ? sql`0` : sql`m`
  const drawn = (below: number, salt: number) =>
    sql`CAST(hash(i * 1000 + ${at} + ${literal(salt * 1_000_003)}) % ${literal(below)} AS BIGINT)`
  const cell = ({ id, type, values }: DatasetDefinition['fields'][number], salt: number): Sql => {
    switch (type) {
      case 'month':
        return at
      case 'day':
        return month === undefined ? sql`DATE '2025-05-05'` : dayOfMonth(14)
      case 'integer':
        return id === 'year' ? sql`2025` : drawn(100, salt)
      case 'money':
        return drawn(100_000, salt)
      case 'decimal':
        return sql`CAST(${drawn(100, salt)} AS DECIMAL(18,6)) / 100`
      case 'boolean':
        return sql`${drawn(10, salt)} = 0`
      case 'enum':
        return literal(values?.[0] ?? '')
      case 'json':
        return sql`'{}'`
      default:
        // Nobody is another's holder, and each meter is its firm's own.
        return /^account/.test(id) ? sql`'a' || i` : sql`${literal(id)} || i`
    }
  }
  return Object.fromEntries(fields.map((field, salt) => [field.id, cell(field, salt)]))
}

const modes = sql`(VALUES ('strict'), ('published')) AS modes(mode)`
const everyMonth = sql`range(${literal(newest_month - history_months + 1)}, ${literal(newest_month + 1)}) AS months(m)`
const publishedAt = sql`CAST(make_date((m + 1) // 12, (m + 1) % 12 + 1, 20) AS TIMESTAMP)`
const dayOfMonth = (day: number) => sql`make_date(m // 12, m % 12 + 1, ${literal(day)})`
const any = (below: number, salt: number) =>
  sql`CAST(hash(i * 1000 + m + ${literal(salt * 1_000_003)}) % ${literal(below)} AS BIGINT)`

export const month_fields: Readonly<Record<string, Readonly<Record<string, Sql>>>> = {
  ss_headcount_monthly: { stat_month: sql`m`, insured_n: sql`CAST(hash(i) % 100 AS BIGINT) + ${any(10, 1)}` },
  ss_movement_monthly: { stat_month: sql`m`, joiners_n: any(6, 2), leavers_n: any(6, 3) },
  ss_structure_monthly: {
    stat_month: sql`m`,
    avg_pay_base: sql`5000 + ${any(5000, 4)}`,
    tenure_continuous_ge12_n: any(50, 5),
    tenure_ge36_n: any(30, 6),
  },
  ss_payment_monthly: {
    stat_month: sql`m`,
    due_amt: sql`1000`,
    due_on: dayOfMonth(15),
    paid_on: dayOfMonth(14),
    late_days: sql`0`,
  },
  tax_declaration_monthly: {
    period_from: dayOfMonth(1),
    period_to: dayOfMonth(28),
    period_month: sql`m`,
    period_span: sql`1`,
    sales_taxable: any(1_000_000, 7),
    sales_export: sql`0`,
    sales_exempt: sql`0`,
    declared_on: dayOfMonth(14),
    due_on: dayOfMonth(15),
    zero_declared: sql`FALSE`,
  },
}

const some_day = sql`DATE '2025-05-05'`
const other_fields: Readonly<Record<string, Readonly<Record<string, Sql>>>> = {
  reg_entity_base: {
    name: sql`'示例'`,
    status: sql`'active'`,
    established_on: sql`DATE '2015-01-01' + CAST(hash(i) % 3000 AS INTEGER)`,
    registered_capital: sql`100`,
    paid_in_capital: sql`50`,
  },
  id_crosswalk: {
    kind: sql`'elec'`,
    account_hash: sql`'a' || i`,
    relation: sql`'own'`,
    from_on: sql`DATE '2015-01-01'`,
  },
  tax_credit_rating: { year: sql`2025`, level: sql`'B'` },
  jud_execution: { case_no: sql`'x'`, filed_on: some_day, amount: sql`1000` },
  adm_list: { list: sql`'abnormal_operation'`, listed_on: some_day, authority: sql`'x'` },
}

function everyFirm(firms: number): Sql {
  return sql`range(1, ${literal(firms + 1)}) AS firms(i)`
}

function columns(fields: readonly (readonly [string, Sql])[]): Sql {
  return join(
    fields.map(([name, value]) => sql`, ${value} AS ${ident(name)}`),
    '',
  )
}

function envelope(known_at: Sql): Sql {
  return sql`${known_at} AS known_at, CAST(NULL AS TIMESTAMP) AS superseded_at, ${known_at} AS intake_at,
      CAST(NULL AS TIMESTAMP) AS closed_at, FALSE AS is_tombstone, 0 AS marks, 1 AS batch_id, i AS row_no`
}
