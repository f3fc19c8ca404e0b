import { refusals } from '#kernel'
import type { DatasetDefinition, DatasetField } from '#sources'
import type { SymbolDefinition } from '../definition.ts'
import { type Expression, placeOf } from '../formula/expression.ts'
import { parse } from '../formula/parse.ts'

/** What a row formula gives. Numbers are exact: whole ones, money in 元 with two places, decimals with six. */
export type RowType = 'integer' | 'money' | 'decimal' | 'truth' | 'day' | 'text'

/** Rows of another dataset that agree with a row in some fields. */
export interface Matching {
  readonly dataset: DatasetDefinition
  readonly on: readonly string[]
  readonly where: Expression | null
}

/** A symbol that has been checked against its dataset. */
export interface CheckedSymbol {
  readonly id: string
  readonly dataset: DatasetDefinition
  readonly row: Expression
  readonly where: Expression | null
  readonly type: RowType
  /** The fields whose emptiness makes the row's value unknown, and those of them that a department suppresses. */
  readonly may_be_empty: readonly string[]
  readonly suppressible: readonly string[]
  /** The rows of another dataset of which one has to agree. */
  readonly matching: Matching | null
  readonly latest_by: string | null
  /** The day that a row counts by; none where the rows have no day. */
  readonly event_on: string | null
  /** Whether a row of several months counts in its last month alone. */
  readonly last_month_only: boolean
}

const refuse = refusals({
  unknown_dataset: ['unprocessable', 'symbol {symbol}: there is no dataset {dataset}'],
  unknown_field: ['unprocessable', '{place}: {dataset} has no field {field}'],
  wrong_type: ['unprocessable', '{place}: {found} where {expected} is expected'],
  inexact_aggregate: [
    'unprocessable',
    '{place}: {name} gives a DOUBLE, whose sum depends on the order of rows; divide in the indicator',
  ],
  unknown_function: ['unprocessable', '{place}: a row formula has no {name}'],
  wrong_arguments: ['unprocessable', '{place}: {name} takes {expected}'],
})

/** A symbol checked against its dataset. Refuses what its row formula cannot mean, with the place. */
export function checkSymbol(
  definition: SymbolDefinition,
  datasets: ReadonlyMap<string, DatasetDefinition>,
): CheckedSymbol {
  const dataset = datasets.get(definition.dataset)
  if (dataset === undefined)
    throw refuse('unknown_dataset', { symbol: definition.id, dataset: definition.dataset })
  const scope = { where: `symbol ${definition.id} row`, dataset }
  const row = withParameters(parse(definition.row, scope.where), definition)
  const where =
    definition.where === undefined
      ? null
      : withParameters(parse(definition.where, `symbol ${definition.id} where`), definition)
  if (where !== null) must(typeOf(where, scope), 'truth', where, scope)
  const { latest_by } = definition
  if (latest_by !== undefined)
    fieldOf(latest_by, row, { where: `symbol ${definition.id} latest_by`, dataset })
  if (definition.on !== undefined)
    fieldOf(definition.on, row, { where: `symbol ${definition.id} on`, dataset })
  const empties = openFields(row, dataset)
  return {
    id: definition.id,
    dataset,
    row,
    where,
    type: typeOf(row, scope),
    may_be_empty: empties.map(({ id }) => id),
    suppressible: empties.filter(({ empty }) => empty === 'suppressed').map(({ id }) => id),
    matching: matchingOf(definition, datasets, scope),
    latest_by: latest_by ?? null,
    event_on: definition.on ?? dataset.event_on ?? null,
    last_month_only: definition.at === 'last_month',
  }
}

/**
 * What a row formula's functions take and give: `share` a part of an amount, to the fen; `part` a part of a number; `times` a number so many
 * times; `prefix` the first so many characters; `day` of a year, a month and a day; `year` of a day; `days` from one
 * day to another.
 */
const row_functions: Readonly<Record<string, { readonly of: readonly RowType[]; readonly gives: RowType }>> =
  {
    share: { of: ['decimal', 'money'], gives: 'money' },
    part: { of: ['decimal', 'decimal'], gives: 'decimal' },
    times: { of: ['decimal', 'integer'], gives: 'decimal' },
    prefix: { of: ['text', 'integer'], gives: 'text' },
    day: { of: ['integer', 'integer', 'integer'], gives: 'day' },
    year: { of: ['day'], gives: 'integer' },
    days: { of: ['day', 'day'], gives: 'integer' },
  }

function matchingOf(
  definition: SymbolDefinition,
  datasets: ReadonlyMap<string, DatasetDefinition>,
  own: Scope,
): Matching | null {
  const { matching } = definition
  if (matching === undefined) return null
  const dataset = datasets.get(matching.dataset)
  if (dataset === undefined)
    throw refuse('unknown_dataset', { symbol: definition.id, dataset: matching.dataset })
  const scope = { where: `symbol ${definition.id} matching`, dataset }
  const where =
    matching.where === undefined ? null : withParameters(parse(matching.where, scope.where), definition)
  const at: Expression = { kind: 'truth', value: true, at: 0 }
  for (const field of matching.on) {
    must(typeOfField(fieldOf(field, at, scope)), typeOfField(fieldOf(field, at, own)), at, scope)
  }
  if (where !== null) must(typeOf(where, scope), 'truth', where, scope)
  return { dataset, on: matching.on, where }
}

/** A row formula whose parameters stand as their numbers. */
function withParameters(row: Expression, definition: SymbolDefinition): Expression {
  const inner = (part: Expression) => withParameters(part, definition)
  switch (row.kind) {
    case 'name': {
      const parameter = definition.parameters?.[row.name]
      return parameter === undefined ? row : { kind: 'number', value: parameter.value, at: row.at }
    }
    case 'not':
      return { ...row, of: inner(row.of) }
    case 'binary':
      return { ...row, left: inner(row.left), right: inner(row.right) }
    case 'call':
      return { ...row, of: row.of.map(inner) }
    default:
      return row
  }
}

interface Scope {
  readonly where: string
  readonly dataset: DatasetDefinition
}

function typeOf(row: Expression, scope: Scope): RowType {
  switch (row.kind) {
    case 'number':
      return 'integer'
    case 'text':
      return 'text'
    case 'truth':
      return 'truth'
    case 'name':
      return row.name === 'today' ? 'day' : typeOfField(fieldOf(row.name, row, scope))
    case 'not':
      return must(typeOf(row.of, scope), 'truth', row, scope)
    case 'call':
      return typeOfCall(row, scope)
    case 'binary':
      return typeOfBinary(row, scope)
    case 'point':
    case 'shift':
      throw refuse('wrong_type', { place: placeOf(scope.where, row), found: row.kind, expected: 'a field' })
  }
}

function typeOfCall(row: Expression & { kind: 'call' }, scope: Scope): RowType {
  const types = row.of.map((part) => typeOf(part, scope))
  const first = types[0] ?? 'integer'
  if (row.name === 'empty') return 'truth'
  if (row.name === 'known' || row.name === 'min' || row.name === 'max') return first
  const shape = row_functions[row.name]
  if (shape !== undefined) {
    if (types.length !== shape.of.length)
      throw refuse('wrong_arguments', {
        place: placeOf(scope.where, row),
        name: row.name,
        expected: shape.of.join(', '),
      })
    for (const [at, expected] of shape.of.entries())
      must(types[at] ?? first, expected, row.of[at] ?? row, scope)
    return shape.gives
  }
  throw refuse('unknown_function', { place: placeOf(scope.where, row), name: row.name })
}

function typeOfBinary(row: Expression & { kind: 'binary' }, scope: Scope): RowType {
  const left = typeOf(row.left, scope)
  const right = typeOf(row.right, scope)
  if (row.operator === '/')
    throw refuse('inexact_aggregate', { place: placeOf(scope.where, row), name: 'a quotient' })
  if (row.operator === 'and' || row.operator === 'or') {
    must(left, 'truth', row.left, scope)
    return must(right, 'truth', row.right, scope)
  }
  const zero = row.right.kind === 'number' && left !== 'day' && left !== 'text'
  if (!zero) must(right, left, row.right, scope)
  return row.operator === '+' || row.operator === '-' || row.operator === '*' ? left : 'truth'
}

/** The fields that a row formula reads and that may be empty, but for those whose emptiness it answers itself. */
function openFields(row: Expression, dataset: DatasetDefinition): readonly DatasetField[] {
  switch (row.kind) {
    case 'name':
      return dataset.fields.filter(({ id, required }) => id === row.name && !required)
    case 'not':
      return openFields(row.of, dataset)
    case 'binary':
      return [...openFields(row.left, dataset), ...openFields(row.right, dataset)]
    case 'call':
      return row.name === 'empty' || row.name === 'known'
        ? []
        : row.of.flatMap((part) => openFields(part, dataset))
    default:
      return []
  }
}

function fieldOf(name: string, at: Expression, { where, dataset }: Scope): DatasetField {
  const field = dataset.fields.find(({ id }) => id === name)
  if (field !== undefined) return field
  throw refuse('unknown_field', { place: placeOf(where, at), dataset: dataset.id, field: name })
}

function typeOfField({ type }: DatasetField): RowType {
  switch (type) {
    case 'integer':
    case 'money':
    case 'decimal':
    case 'day':
      return type
    case 'boolean':
      return 'truth'
    case 'month':
      return 'integer'
    default:
      return 'text'
  }
}

function must(found: RowType, expected: RowType, at: Expression, { where }: Scope): RowType {
  if (found !== expected) throw refuse('wrong_type', { place: placeOf(where, at), found, expected })
  return found
}
