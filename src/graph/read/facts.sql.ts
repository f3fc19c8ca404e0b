import { membershipsAt } from '#identity'
import type { Day, Instant } from '#kernel'
import type { DatasetDefinition } from '#sources'
import { ident, join, literal, type Sql, sql } from '#sql'
import { type ClockMode, factsOf, type Law, lawfulFacts, visibleAt } from '#themes'

/** When a graph is drawn: what was known at an instant by whose clock, of which day. */
export interface Moment {
  readonly mode: ClockMode
  readonly as_of: Instant
  readonly on: Day
  /** What may still be read at the moment of asking; without it all that was known. */
  readonly lawful?: Lawful | undefined
}

/** The law at the moment of asking, and what it has to know of the datasets. */
export interface Lawful {
  readonly law: Law
  readonly datasets: readonly DatasetDefinition[]
}

/** The facts of a dataset, without those that have left every answer. */
export function factsAt(dataset_id: string, lawful: Lawful | undefined): Sql {
  const dataset = lawful?.datasets.find(({ id }) => id === dataset_id)
  return dataset === undefined ? factsOf(dataset_id) : lawfulFacts(dataset, lawful?.law ?? null)
}

/** The rows of a dataset that were known and have not ended on the day. */
export function activeRows(dataset_id: string, ends_on: string, moment: Moment): Sql {
  return sql`(
    SELECT * FROM ${factsAt(dataset_id, moment.lawful)} AS fact
    WHERE ${known(moment)} AND (${column(ends_on)} IS NULL OR ${column(ends_on)} > ${dayOf(moment)}))`
}

/** Of each key the version that had begun last by the day, where it has not ended. */
export function currentRows(dataset_id: string, key: readonly string[], moment: Moment): Sql {
  return sql`(
    SELECT * FROM (
      SELECT *, row_number() OVER (
        PARTITION BY enterprise_id, ${join(key.map(column))} ORDER BY from_on DESC, batch_id DESC, row_no DESC) AS version
      FROM ${factsAt(dataset_id, moment.lawful)} AS fact
      WHERE ${known(moment)} AND from_on <= ${dayOf(moment)}
    ) AS begun
    WHERE version = 1 AND (to_on IS NULL OR to_on > ${dayOf(moment)}))`
}

/** The registry's row of each enterprise. */
export function registered(moment: Moment): Sql {
  return sql`(SELECT * FROM ${factsAt('reg_entity_base', moment.lawful)} AS fact WHERE ${known(moment)})`
}

/** Which enterprise answers for another at the instant: `member_id` and whose it is, `enterprise_id`. */
export function memberships({ as_of }: Moment): Sql {
  return membershipsAt(at(as_of))
}

/** Whether a value is one of some words. */
export function isOneOf(value: Sql, words: readonly string[]): Sql {
  return sql`${value} IN (${join(words.map(literal))})`
}

/** Whether a version of a fact was known at the instant. */
export function known({ mode, as_of }: Moment): Sql {
  return visibleAt(mode, at(as_of))
}

/** An instant as a constant. */
export function at(as_of: Instant): Sql {
  return sql`CAST(${literal(as_of)} AS TIMESTAMP)`
}

function dayOf({ on }: Moment): Sql {
  return sql`CAST(${literal(on)} AS DATE)`
}

function column(name: string): Sql {
  return ident('fact', name)
}
