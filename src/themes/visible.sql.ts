import { ident, type Sql, sql } from '#sql'

/**
 * Which clock a question goes by: `strict` is ours (when we knew), `published` the source's (when it made it known).
 * Queries, replays and audits are strict; a backtest is published unless told (domain §3.8).
 */
export type ClockMode = 'strict' | 'published'

/** The pair of columns of a mode: a version is visible from the first until the second. */
export function clockColumns(mode: ClockMode): { readonly from: Sql; readonly until: Sql } {
  return mode === 'strict'
    ? { from: ident('intake_at'), until: ident('closed_at') }
    : { from: ident('known_at'), until: ident('superseded_at') }
}

/** Whether a version of a fact is what was known at an instant. */
export function visibleAt(mode: ClockMode, as_of: Sql): Sql {
  const { from, until } = clockColumns(mode)
  return sql`${from} <= ${as_of} AND (${until} IS NULL OR ${until} > ${as_of})`
}
