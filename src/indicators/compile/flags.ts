import { join, literal, type Sql, sql } from '#sql'
import { type Flag, flags, type Mark, marks } from '../definition.ts'

/**
 * A flag as a bit, the graver the higher, so that what hinders a value is one set of bits, several sets are put
 * together by `|`, and the gravest is the highest bit set. OK is none.
 */
export function flagBit(flag: Flag): Sql {
  return literal(bitOf(flag))
}

/** The first bit with which a value is withheld. */
export const withheld: Sql = flagBit('DIV0')

/** Several sets of bits as one; none of none. */
export function together(sets: readonly Sql[]): Sql {
  return sets.length === 0 ? literal(0) : join(sets, ' | ')
}

/** A flag where a condition holds, and none where it does not or cannot be told. */
export function flagWhen(condition: Sql, flag: Flag): Sql {
  return sql`CASE WHEN ${condition} THEN ${flagBit(flag)} ELSE 0 END`
}

/** The same for a condition that is never null: without a CASE, at a fifth of its time. */
export function flagIf(condition: Sql, flag: Flag): Sql {
  return sql`CAST(${condition} AS INTEGER) * ${flagBit(flag)}`
}

/** The same for a mark. */
export function markIf(condition: Sql, mark: Mark): Sql {
  return sql`CAST(${condition} AS INTEGER) * ${literal(2 ** marks.indexOf(mark))}`
}

/** A mark as a bit where a condition holds. */
export function markWhen(condition: Sql, mark: Mark): Sql {
  return sql`CASE WHEN ${condition} THEN ${literal(2 ** marks.indexOf(mark))} ELSE 0 END`
}

/** The word of the gravest flag of a set. */
export function flagText(set: Sql): Sql {
  const gravest_first = flags.filter((flag) => flag !== 'OK').reverse()
  const cases = gravest_first.map((flag) => sql`WHEN ${set} >= ${flagBit(flag)} THEN ${literal(flag)}`)
  return sql`CASE WHEN ${set} = 0 THEN 'OK' ${join(cases, ' ')} END`
}

function bitOf(flag: Flag): number {
  return flag === 'OK' ? 0 : 2 ** (flags.indexOf(flag) - 1)
}
