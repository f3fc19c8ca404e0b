/** What can stand as a parameter of a statement. */
export type SqlValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly string[]
  | readonly number[]
  | Uint8Array

/** A statement, or a part of one: its text in pieces, and between them the values that become parameters. */
export interface Sql {
  readonly pieces: readonly string[]
  readonly values: readonly SqlValue[]
}

/** The statement as an engine takes it: `$1`, `$2` … in the text, the values apart. */
export interface BoundSql {
  readonly text: string
  readonly values: readonly SqlValue[]
}

/** SQL as a value. An interpolated `Sql` becomes part of the text; anything else becomes a parameter. */
export function sql(texts: TemplateStringsArray, ...parts: readonly (Sql | SqlValue)[]): Sql {
  const pieces: string[] = [texts[0] ?? '']
  const values: SqlValue[] = []
  for (const [index, part] of parts.entries()) {
    const after = texts[index + 1] ?? ''
    if (isSql(part)) {
      const [first = '', ...rest] = part.pieces
      pieces[pieces.length - 1] += first
      pieces.push(...rest)
      pieces[pieces.length - 1] += after
      values.push(...part.values)
    } else {
      values.push(part)
      pieces.push(after)
    }
  }
  return { pieces, values }
}

/** A name, or a dotted path of names, quoted. */
export function ident(...path: readonly string[]): Sql {
  return text(path.map((name) => `"${name.replaceAll('"', '""')}"`).join('.'))
}

/** A string constant in the text, for the places where an engine takes no parameter. */
export function literal(value: string | number | boolean): Sql {
  return text(typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value))
}

/** The parts one after another with a separator between; nothing for none. */
export function join(parts: readonly Sql[], separator = ', '): Sql {
  return parts.reduce<Sql>(
    (whole, part, index) => (index === 0 ? part : sql`${whole}${text(separator)}${part}`),
    empty,
  )
}

/** Nothing. */
export const empty: Sql = text('')

/** The statement with numbered parameters, as DuckDB and PostgreSQL take it. */
export function bind(statement: Sql): BoundSql {
  const bound = statement.pieces.reduce((whole, piece, index) => `${whole}$${index}${piece}`)
  return { text: bound, values: statement.values }
}

function text(piece: string): Sql {
  return { pieces: [piece], values: [] }
}

function isSql(part: Sql | SqlValue): part is Sql {
  return typeof part === 'object' && part !== null && 'pieces' in part
}
