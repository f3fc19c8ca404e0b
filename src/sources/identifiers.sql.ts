import { ident, join, literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import type { DatasetDefinition } from './definition.ts'
import { usccCheckFails } from './uscc.sql.ts'

/** A condition on the cells of a row, and what is wrong with the row where it holds. */
export interface RowFault {
  readonly when: Sql
  readonly fault: string
}

/**
 * What holds a whole batch back (REQ-COL-09): nothing, or, where a free-text field of any staged row holds a personal
 * identifier, a fault for each such field and one for every other row.
 */
export async function identifierFaults(
  session: Session,
  dataset: DatasetDefinition,
): Promise<readonly RowFault[]> {
  const faults = dataset.fields
    .filter(({ free_text }) => free_text === true)
    .map(({ id }) => ({ when: holdsIdentifier(ident(id)), fault: `personal_identifier:${id}` }))
  for (const { when } of faults) {
    const found = await session.rows(sql`SELECT 1 FROM staged WHERE ${when} LIMIT 1`)
    if (found.length > 0) return [...faults, { when: sql`true`, fault: 'personal_identifier:' }]
  }
  return []
}

// A mobile number, with its country's number, blanks and hyphens or without, or an ID; digits may be full-width.
function holdsIdentifier(text: Sql): Sql {
  const plain = sql`translate(${text}, '０１２３４５６７８９Ｘｘ－', '0123456789Xx-')`
  const mobile = '(^|[^0-9])(0{0,2}86[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}([^0-9]|$)'
  return sql`(regexp_matches(${plain}, ${literal(mobile)})
    OR len(list_filter(regexp_extract_all(${plain}, '[0-9]+[Xx]?'), lambda run: ${isId(sql`run`)})) > 0)`
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

// GB 11643-1999: region, day of birth, order, and a check by ISO 7064 mod 11-2. Some codes of enterprises look alike.
function isId(run: Sql): Sql {
  const shape = '[1-9][0-9]{5}(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]'
  const terms = weights.map(
    (weight, place) =>
      sql`TRY_CAST(substr(${run}, ${literal(place + 1)}, 1) AS INTEGER) * ${literal(weight)}`,
  )
  return sql`CASE WHEN regexp_full_match(${run}, ${literal(shape)})
    THEN substr('10X98765432', (${join(terms, ' + ')}) % 11 + 1, 1) = upper(substr(${run}, 18, 1)) AND ${usccCheckFails(run)}
    ELSE false END`
}
