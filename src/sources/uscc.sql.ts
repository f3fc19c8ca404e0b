import { uscc_alphabet, uscc_weights } from '#kernel'
import { join, literal, type Sql, sql } from '#sql'

/** Whether the last of a code's 18 characters does not check the first 17 (GB 32100-2015: weights 3^i mod 31). */
export function usccCheckFails(code: Sql): Sql {
  const value = (place: number): Sql =>
    sql`(strpos(${literal(uscc_alphabet)}, substr(${code}, ${literal(place + 1)}, 1)) - 1)`
  const terms = uscc_weights.map((weight, place) => sql`${value(place)} * ${literal(weight)}`)
  return sql`(31 - (${join(terms, ' + ')}) % 31) % 31 <> ${value(17)}`
}
