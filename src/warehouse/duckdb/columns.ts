import { DOUBLE, type DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api'
import { bind, type Sql } from '#sql'
import { parameterOf, parameterTypeOf } from './values.ts'

const rows_at_first = 1 << 16
// DuckDB's own size of a chunk: none may be larger.
const rows_a_chunk = 2048

/** The columns of a query of INTEGERs, chunk by chunk, so that rows never stand as objects. */
export async function integersOf(connection: DuckDBConnection, query: Sql): Promise<readonly Int32Array[]> {
  const { text, values } = bind(query)
  const result = await connection.stream(
    text,
    values.map(parameterOf),
    values.map(parameterTypeOf) as never, // the driver takes undefined for its own guess, which its types do not say
  )
  let columns = result.columnNames().map(() => new Int32Array(rows_at_first))
  let rows = 0
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; ) {
    columns = columns.map((column) => roomFor(column, rows + (chunk?.rowCount ?? 0)))
    for (const [at, column] of columns.entries()) copy(chunk, at, column, rows)
    rows += chunk.rowCount
    chunk = await result.fetchChunk()
  }
  return columns.map((column) => column.slice(0, rows))
}

/** Adds rows to a temporary table of DOUBLEs, column by column; NaN becomes null. */
export async function appendTo(
  connection: DuckDBConnection,
  temporary_table: string,
  columns: readonly Float64Array[],
): Promise<void> {
  const appender = await connection.createAppender(temporary_table, 'main', 'temp')
  const rows = columns[0]?.length ?? 0
  const types = columns.map(() => DOUBLE)
  for (let from = 0; from < rows; from += rows_a_chunk) {
    const chunk = DuckDBDataChunk.create(types, Math.min(rows_a_chunk, rows - from))
    for (const [at, column] of columns.entries())
      chunk.setColumnValues(at, Array.from(column.subarray(from, from + rows_a_chunk), numberOrNull))
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

function roomFor(column: Int32Array<ArrayBuffer>, rows: number): Int32Array<ArrayBuffer> {
  if (rows <= column.length) return column
  const larger = new Int32Array(Math.max(rows, column.length * 2))
  larger.set(column)
  return larger
}

function copy(chunk: DuckDBDataChunk, at: number, column: Int32Array, from: number): void {
  chunk.visitColumnValues(at, (value, row) => {
    if (typeof value !== 'number') throw new Error(`${String(value)} is no INTEGER: cast it in the query`)
    column[from + row] = value
  })
}
