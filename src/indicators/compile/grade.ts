import { join, literal, type Sql, sql } from '#sql'
import { type Flag, flags, type Mark, marks } from '../definition.ts'

/** A flag as a number: the graver the greater, so that the gravest of several is the greatest. */
export function gradeOf(flag: Flag): Sql {
  return literal(flags.indexOf(flag))
}

/** The first grade with which a value is withheld. */
export const withheld: Sql = gradeOf('DIV0')

/** The gravest of the grades; OK of none. */
export function gravest(grades: readonly Sql[]): Sql {
  const [only] = grades
  if (only === undefined) return gradeOf('OK')
  return grades.length === 1 ? only : sql`greatest(${join(grades)})`
}

/** A grade where a condition holds, and OK where it does not or cannot be told. */
export function gradeWhen(condition: Sql, flag: Flag): Sql {
  return sql`CASE WHEN ${condition} THEN ${gradeOf(flag)} ELSE 0 END`
}

/** The marks of several as one set of bits. */
export function marksTogether(sets: readonly Sql[]): Sql {
  return sets.length === 0 ? literal(0) : join(sets, ' | ')
}

/** A mark as a bit where a condition holds. */
export function markWhen(condition: Sql, mark: Mark): Sql {
  return sql`CASE WHEN ${condition} THEN ${literal(2 ** marks.indexOf(mark))} ELSE 0 END`
}

/** The word of a grade. */
export function flagText(grade: Sql): Sql {
  const cases = flags.map((flag, at) => sql`WHEN ${literal(at)} THEN ${literal(flag)}`)
  return sql`CASE ${grade} ${join(cases, ' ')} END`
}
