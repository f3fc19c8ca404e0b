import {
  BIGINT,
  type DuckDBResultReader,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
  listValue,
} from '@duckdb/node-api'
import type { SqlValue } from '#sql'

/** The rows that a reader holds, as the warehouse's interface promises them. */
export function rowsOf<Row>(reader: DuckDBResultReader): readonly Row[] {
  const names = reader.deduplicatedColumnNames()
  const converters = names.map((_, column) => converterOf(reader.columnTypeId(column)))
  return reader.getRows().map((values) => {
    const row: Record<string, unknown> = {}
    for (const [column, name] of names.entries()) {
      const value = values[column] ?? null
      row[name] = value === null ? null : converters[column]?.(value)
    }
    // The query's author names the row's shape; DuckDB's driver cannot know it.
    return row as Row
  })
}

/** A parameter as DuckDB's driver takes it. */
export function parameterOf(value: SqlValue): DuckDBValue {
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) > 2_147_483_647)
    return BigInt(value)
  if (Array.isArray(value)) return listValue([...value])
  // What is left is a string, a number, a boolean, null or bytes: each of them is a DuckDBValue.
  return value as DuckDBValue
}

/** The type of a parameter where the driver's own guess would be wrong: a whole number is never a HUGEINT. */
export function parameterTypeOf(value: SqlValue): DuckDBType | undefined {
  return typeof value === 'bigint' || (typeof value === 'number' && typeof parameterOf(value) === 'bigint')
    ? BIGINT
    : undefined
}

type Converter = (value: DuckDBValue) => unknown

function converterOf(type: DuckDBTypeId): Converter {
  switch (type) {
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UBIGINT:
      return safeInteger
    case DuckDBTypeId.TIMESTAMP:
      return instantText
    case DuckDBTypeId.DECIMAL:
    case DuckDBTypeId.DATE:
    case DuckDBTypeId.BIT:
      return String
    case DuckDBTypeId.LIST:
      return listOf
    default:
      return (value) => value
  }
}

function safeInteger(value: DuckDBValue): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new Error(`${value} is no safe integer: cast it in the query`)
  return number
}

// DuckDB writes 2026-06-30 15:59:59.999999 and leaves a fraction of zero out.
function instantText(value: DuckDBValue): string {
  const [seconds = '', fraction = ''] = String(value).split('.')
  return `${seconds.replace(' ', 'T')}.${fraction.padEnd(6, '0')}Z`
}

function listOf(value: DuckDBValue): unknown {
  if (typeof value !== 'object' || value === null || !('items' in value)) throw new Error('not a list')
  return [...(value.items as Iterable<DuckDBValue>)].map((item) =>
    typeof item === 'bigint' ? safeInteger(item) : item,
  )
}
