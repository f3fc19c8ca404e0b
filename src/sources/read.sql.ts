import { ident, join, literal, type Sql, sql } from '#sql'
import type { DatasetDefinition } from './definition.ts'
import { refuse } from './refusals.ts'
import type { SourceColumns, SourceReading } from './source.ts'
import { line_bytes_most } from './wide.ts'

/** The columns that a canonical delivery of the dataset may have beside its fields. */
function envelopeOf(dataset: DatasetDefinition): readonly string[] {
  return dataset.subject === 'none' ? ['published_at', 'op'] : ['uscc', 'published_at', 'op']
}

/** What the file looks like from SQL: all its cells as text, one column a column of the file, `c0`, `c1` … */
export interface FileShape {
  readonly columns: readonly string[]
  readonly relation: Sql
  /** Whether an empty cell is null already; to ask it of ten cells of each row took an eighth of their reading. */
  readonly empty_is_null: boolean
  /** What is wrong with a record as a whole, as `reason:`, null for nothing. */
  readonly fault?: Sql
  /** The record as a JSON object of file column to text, and under `""` the text of one that has no columns. */
  readonly record: Sql
}

/** A CSV file as text cells, broken lines going to `reject_errors`. */
export function csvShape(path: string, columns: readonly string[]): FileShape {
  const types = join(columns.map((_, index) => sql`${literal(`c${index}`)}: 'VARCHAR'`))
  return {
    columns,
    empty_is_null: true, // quoted or not
    record: recordOf(columns),
    relation: sql`read_csv(${literal(path)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
      columns = {${types}}, store_rejects = true, rejects_limit = 0, max_line_size = ${literal(line_bytes_most)})`,
  }
}

/** A file of JSON lines as text cells; a line that is no object is at fault and keeps its text. */
export function jsonShape(path: string, columns: readonly string[]): FileShape {
  const cells = columns.map(
    (column, index) => sql`json_line ->> ${literal(`$."${column}"`)} AS ${ident(`c${index}`)}`,
  )
  const nothing = columns.map((column) => sql`, ${literal(column)}, NULL`)
  return {
    columns,
    empty_is_null: false,
    relation: sql`(SELECT json_text, json_line, ${join(cells)} FROM ${jsonLines(path)})`,
    fault: sql`CASE WHEN json_line IS NULL THEN 'json_invalid:' END`,
    record: sql`CASE WHEN json_line IS NULL THEN CAST(json_object('', json_text${join(nothing, '')}) AS VARCHAR)
      ELSE ${recordOf(columns)} END`,
  }
}

/**
 * The lines of a file that are not empty: `json_text` as it stands and `json_line`, null where it is no object. Read as
 * a CSV of one column, for the reader of JSON drops the text of a line that it cannot read.
 */
export function jsonLines(path: string): Sql {
  return sql`(
    SELECT json_text, CASE WHEN json_valid(json_text) AND json_type(json_text) = 'OBJECT' THEN json_text END AS json_line
    FROM read_csv(${literal(path)}, auto_detect = false, header = false, delim = '\u001f', quote = '', escape = '',
      new_line = '\\n', strict_mode = false, columns = {'json_text': 'VARCHAR'}, store_rejects = true, rejects_limit = 0,
      max_line_size = ${literal(line_bytes_most)})
    WHERE json_text IS NOT NULL)`
}

/** A Parquet file as text cells. */
export function parquetShape(path: string, columns: readonly string[]): FileShape {
  const cells = join(
    columns.map((column, index) => sql`CAST(${ident(column)} AS VARCHAR) AS ${ident(`c${index}`)}`),
  )
  const relation = sql`(SELECT ${cells} FROM read_parquet(${literal(path)}))`
  return { columns, relation, empty_is_null: false, record: recordOf(columns) }
}

/**
 * Each canonical column as a text cell of the file: `cell_uscc`, `cell_<field>` …, by the source's mapping where there
 * is one. Refuses columns that nobody knows and required ones that are not there.
 */
export function cellsOf(
  file: string,
  shape: FileShape,
  dataset: DatasetDefinition,
  source: SourceColumns | undefined,
): Sql {
  const unnamed = shape.columns.indexOf('')
  if (unnamed >= 0) throw refuse('column_unnamed', { file, place: unnamed + 1 })
  const twice = shape.columns.find((column, index) => shape.columns.indexOf(column) !== index)
  if (twice !== undefined) throw refuse('column_twice', { file, column: twice })
  refuseUnknown(file, shape, dataset, source)
  const names = [...envelopeOf(dataset), ...dataset.fields.map((field) => field.id)]
  return join(
    names.map((name) => sql`${cell(file, shape, dataset, source, name)} AS ${ident(`cell_${name}`)}`),
  )
}

function refuseUnknown(
  file: string,
  shape: FileShape,
  dataset: DatasetDefinition,
  source: SourceColumns | undefined,
): void {
  const known = new Set<string>([
    ...(source === undefined ? dataset.fields.map((field) => field.id) : []),
    ...(source === undefined
      ? []
      : [...Object.values(source.fields).map(({ from }) => from), ...source.unread]),
    ...envelopeOf(dataset),
  ])
  const column = shape.columns.find((name) => !known.has(name))
  if (column !== undefined) throw refuse('column_unknown', { file, column, dataset: dataset.id })
}

function cell(
  file: string,
  shape: FileShape,
  dataset: DatasetDefinition,
  source: SourceColumns | undefined,
  name: string,
): Sql {
  const reading = source?.fields[name] ?? { from: name, as: 'text' as const }
  const index = shape.columns.indexOf(reading.from)
  if (index < 0) {
    const wanted =
      name === 'uscc' ||
      dataset.grain.includes(name) ||
      dataset.fields.some(({ id, required }) => id === name && required)
    if (wanted) throw refuse('column_missing', { file, column: reading.from, dataset: dataset.id })
    return sql`CAST(NULL AS VARCHAR)`
  }
  const empty_words = [...(shape.empty_is_null ? [] : ['']), ...(source?.empty_words ?? [])]
  return readAs(reading, withoutWords(ident(`c${index}`), empty_words))
}

function withoutWords(text: Sql, words: readonly string[]): Sql {
  return words.reduce((inner, word) => sql`nullif(${inner}, ${literal(word)})`, text)
}

function readAs({ as, table = {} }: SourceReading, text: Sql): Sql {
  switch (as) {
    case 'text':
      return text
    case 'lookup': {
      const cases = Object.entries(table).map(
        ([word, value]) => sql`WHEN ${literal(word)} THEN ${literal(value)}`,
      )
      // A word that the table does not know is unknown to us too; damage is kept, so that the row is found by it.
      return sql`CASE ${text} ${join(cases, ' ')} ELSE CASE WHEN contains(${text}, ${literal('\uFFFD')}) THEN ${text} END END`
    }
    case 'capital_amount':
      return capitalAmount(text)
    case 'capital_currency':
      return capitalCurrency(text)
  }
}

const capital = '^([0-9][0-9,]*(\\.[0-9]+)?)\\(?(万)?'

// The unit is 万 or 元: a number without either is a slip of 10,000 waiting to happen, so it is unknown.
function capitalAmount(text: Sql): Sql {
  const number = sql`TRY_CAST(replace(regexp_extract(${text}, ${literal(capital)}, 1), ',', '') AS DECIMAL(28,10))`
  return sql`CASE WHEN contains(${text}, ${literal('\uFFFD')}) THEN ${text}
    WHEN regexp_extract(${text}, ${literal(capital)}, 3) <> '' THEN CAST(CAST(${number} AS DECIMAL(18,6)) AS VARCHAR)
    WHEN regexp_matches(${text}, '^[0-9.,]+\\(?(元|美元|港元|日元|欧元)') THEN CAST(CAST(${number} / 10000 AS DECIMAL(18,6)) AS VARCHAR)
    END`
}

function capitalCurrency(text: Sql): Sql {
  return sql`CASE WHEN NOT regexp_matches(${text}, '^[0-9]') THEN NULL
    WHEN contains(${text}, '美元') THEN 'USD' WHEN contains(${text}, '港') THEN 'HKD'
    WHEN contains(${text}, '日元') THEN 'JPY' WHEN contains(${text}, '欧元') THEN 'EUR'
    WHEN contains(${text}, '人民币') THEN 'CNY' END`
}

function recordOf(columns: readonly string[]): Sql {
  const members = columns.map((column, index) => sql`${literal(column)}: ${ident(`c${index}`)}`)
  return sql`CAST(to_json({${join(members)}}) AS VARCHAR)`
}
