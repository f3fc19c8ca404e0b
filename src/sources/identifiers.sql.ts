import { ident, join, literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import type { DatasetDefinition } from './definition.ts'

/**
 * The first free-text field of the staged rows that holds a personal identifier (REQ-COL-09): a mobile number, or an
 * 18-digit ID whose check holds (GB 11643-1999) and which is no code of an enterprise. Null where none does.
 */
export async function fieldWithIdentifier(
  session: Session,
  dataset: DatasetDefinition,
): Promise<string | null> {
  for (const { id } of dataset.fields.filter(({ free_text }) => free_text === true)) {
    const text = ident(id)
    const [found] = await session.rows<{ n: number }>(sql`
      SELECT count(*) AS n FROM staged
      WHERE fault IS NULL AND (regexp_matches(${text}, '(^|[^0-9])1[3-9][0-9]{9}([^0-9]|$)') OR ${holdsId(text)})`)
    if ((found?.n ?? 0) > 0) return id
  }
  return null
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

// Only the first candidate of a text is looked at more closely: one is enough to hold the batch, and texts have one.
function holdsId(text: Sql): Sql {
  const candidate = sql`regexp_extract(${text}, '(^|[^0-9A-Z])([1-9][0-9]{5}(19|20)[0-9]{9}[0-9Xx])([^0-9A-Z]|$)', 2)`
  const terms = weights.map(
    (weight, place) =>
      sql`TRY_CAST(substr(${candidate}, ${literal(place + 1)}, 1) AS INTEGER) * ${literal(weight)}`,
  )
  return sql`(regexp_matches(${text}, '[1-9][0-9]{16}[0-9Xx]') AND ${candidate} <> ''
    AND substr('10X98765432', (${join(terms, ' + ')}) % 11 + 1, 1) = upper(substr(${candidate}, 18, 1)))`
}
