import type { DatasetDefinition, DatasetField, IntakeRules } from '#sources'
import { ident, literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { same } from '../chain.sql.ts'
import { grainColumns, monthColumn } from '../fresh.sql.ts'
import { factsOf } from '../tables.sql.ts'

type Jump = NonNullable<NonNullable<DatasetDefinition['quality']>['jumps']>[number]

/** Whether values of a dataset can jump: it says how far, and there is something held that they jump from. */
export async function hasJumps(session: Session, { id, quality }: DatasetDefinition): Promise<boolean> {
  if (quality?.jumps === undefined) return false
  const held = await session.rows(sql`SELECT 1 FROM ${factsOf(id)} LIMIT 1`)
  return held.length > 0
}

/**
 * Doubts the staged rows whose value changed from the month before by more than so many deviations of the firm's own
 * months that are held (domain §4a: |Δ| > 5σ). σ is the deviation of the population of those months. A first history is
 * not compared with itself; a quarter is compared with quarters.
 */
export async function holdJumps(
  session: Session,
  dataset: DatasetDefinition,
  { jumps: rules }: IntakeRules,
): Promise<void> {
  for (const jump of dataset.quality?.jumps ?? []) {
    const field = dataset.fields.find(({ id }) => id === jump.field)
    if (field !== undefined) await session.run(doubts(dataset, jump, field, rules))
  }
}

function doubts(
  dataset: DatasetDefinition,
  jump: Jump,
  field: DatasetField,
  rules: IntakeRules['jumps'],
): Sql {
  const month = monthColumn(dataset)
  const ago = (table: string): Sql => sql`${ident(table)}.${month}`
  const change = sql`abs(CAST(said AS DOUBLE) - before)`
  return sql`
    INSERT INTO doubts
    SELECT place, ${literal(`jump_held:${field.id}`)}, CAST(said AS VARCHAR)
    FROM (
      SELECT place, said, count(*) AS n, CAST(sum(x) AS DOUBLE) AS total,
        CAST(sum(x * x) AS DOUBLE) AS squares, CAST(arg_max(x, held_month) AS DOUBLE) AS before
      FROM (
        SELECT CAST(s.rowid AS BIGINT) AS place, ${exact('s', field)} AS said, ${exact('h', field)} AS x, ${ago('h')} AS held_month
        FROM staged s JOIN ${factsOf(dataset.id)} h ON ${same(keysOf(dataset), 's', 'h')}
          AND ${ago('h')} BETWEEN ${ago('s')} - ${literal(rules.months.value)} AND ${ago('s')} - 1
          AND h.superseded_at IS NULL
        WHERE s.is_fresh AND NOT s.is_tombstone)
      WHERE x IS NOT NULL AND said IS NOT NULL
      GROUP BY place, said)
    WHERE n >= ${literal(rules.least_months.value)}
      AND ${change} > ${literal(jump.least.value)}
      AND ${change} > ${literal(rules.least_ratio.value)} * greatest(abs(total) / n, abs(before))
      AND power(${change} * n, 2) > ${literal(jump.sigma.value ** 2)} * (n * squares - total * total)`
}

// Sums of 24 squares of 18 digits are exact in 38, so that no order of rows decides what is held; with 19 digits the
// engine multiplies in wide integers.
function exact(table: string, { id, type }: DatasetField): Sql {
  const value = sql`${ident(table)}.${ident(id)}`
  if (type === 'integer') return sql`CAST(TRY_CAST(${value} AS DECIMAL(18,0)) AS DECIMAL(19,0))`
  return sql`CAST(${value} AS ${type === 'money' ? sql`DECIMAL(19,2)` : sql`DECIMAL(19,6)`})`
}

// What tells one series of months from another.
function keysOf(dataset: DatasetDefinition): readonly string[] {
  const of_month: readonly string[] = Object.values(dataset.month ?? {})
  const keys = grainColumns(dataset).filter((name) => !of_month.includes(name))
  return dataset.month !== undefined && 'from' in dataset.month ? [...keys, 'period_span'] : keys
}
