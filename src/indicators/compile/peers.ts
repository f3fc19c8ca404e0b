import { ident, literal, type Sql, sql } from '#sql'
import type { Term } from '../check/term.ts'
import type { Scope } from './scope.ts'

type Peer = Term & { readonly kind: 'peer' }

/** The table of what groups of peers came to: a row for each hundredth of each group, at each instant it was drawn. */
export const benchmarks_table: Sql = ident('indicators', 'benchmarks')

/** The name of the column that holds what is read of the peers. */
export function peerName({ take, id }: Peer): string {
  return `${id} peer ${take}`
}

/**
 * What the peers of the firm's industry and size came to, or in what share of them its own value is reached, by the
 * latest picture of them that was drawn by then; nothing where there are too few. `industry`, `size`, `own` are columns.
 */
export function peerSql({ take, id, least }: Peer, of: readonly Sql[], { mode }: Scope): Sql {
  const [industry, size, own] = of
  const group = sql`drawn_mode = ${literal(mode)} AND indicator_id = ${literal(id)} AND firms_n >= ${literal(least)}
        AND industry_group = ${industry ?? sql`NULL`} AND size_group = CAST(${size ?? sql`NULL`} AS INTEGER)
        AND drawn_at = (SELECT max(drawn_at) FROM ${benchmarks_table} WHERE drawn_mode = ${literal(mode)} AND drawn_at <= as_of)`
  if (take === 'median')
    return sql`(SELECT max(reached) FROM ${benchmarks_table} WHERE ${group} AND hundredth = 50)`
  // Whom nobody is below stands at nought.
  return sql`(SELECT CASE WHEN count(*) > 0 THEN
        COALESCE(max(hundredth) FILTER (WHERE reached <= ${own ?? sql`NULL`}), 0) / CAST(100 AS DOUBLE PRECISION) END
        FROM ${benchmarks_table} WHERE ${group})`
}
