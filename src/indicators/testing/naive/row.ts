import type { Day } from '#kernel'
import type { SymbolDefinition } from '../../definition.ts'
import type { Expression } from '../../formula/expression.ts'
import { parse } from '../../formula/parse.ts'
import type { Version } from '../world.ts'

/** What a row formula comes to; null where something of it is not known. */
export type RowValue = number | string | boolean | null

const parsed = new Map<string, Expression>()

/** What a row says by a formula of its symbol, on a day. */
export function rowValue(text: string, symbol: SymbolDefinition, row: Version, today: Day): RowValue {
  const formula = parsed.get(text) ?? parse(text, symbol.id)
  parsed.set(text, formula)
  return valued(formula, symbol, row, today)
}

/** Whether a row counts for a symbol. */
export function counts(symbol: SymbolDefinition, row: Version, today: Day): boolean {
  return symbol.where === undefined || rowValue(symbol.where, symbol, row, today) === true
}

function valued(formula: Expression, symbol: SymbolDefinition, row: Version, today: Day): RowValue {
  const inner = (part: Expression) => valued(part, symbol, row, today)
  switch (formula.kind) {
    case 'number':
    case 'text':
    case 'truth':
      return formula.value
    case 'name':
      return formula.name === 'today' ? today : named(formula.name, symbol, row)
    case 'not': {
      const of = inner(formula.of)
      return of === null ? null : of !== true
    }
    case 'call':
      return called(formula.name, formula.of.map(inner))
    case 'binary':
      return operated(formula.operator, inner(formula.left), inner(formula.right))
    default:
      throw new Error(`${symbol.id}: a row has no ${formula.kind}`)
  }
}

function named(name: string, symbol: SymbolDefinition, row: Version): RowValue {
  const parameter = symbol.parameters?.[name]
  return parameter === undefined ? (row.fields[name] ?? null) : parameter.value
}

function operated(operator: string, left: RowValue, right: RowValue): RowValue {
  if (operator === 'and') return left === false || right === false ? false : left === null ? null : right
  if (operator === 'or') return left === true || right === true ? true : left === null ? null : right
  if (left === null || right === null) return null
  switch (operator) {
    case '=':
      return left === right
    case '<>':
      return left !== right
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '>':
      return left > right
    case '>=':
      return left >= right
    case '+':
      return Number(left) + Number(right)
    case '-':
      return Number(left) - Number(right)
    default:
      return Number(left) * Number(right)
  }
}

function called(name: string, of: readonly RowValue[]): RowValue {
  const [first = null, second = null, third = null] = of
  if (name === 'empty') return first === null
  if (name === 'known') return first ?? second
  if (of.includes(null)) return null
  switch (name) {
    case 'min':
      return Math.min(Number(first), Number(second))
    case 'max':
      return Math.max(Number(first), Number(second))
    case 'share':
      return Math.round(Number((Number(first) * Number(second) * 100).toFixed(6))) / 100
    case 'part':
    case 'times':
      return Math.round(Number((Number(first) * Number(second) * 1e6).toFixed(3))) / 1e6
    case 'prefix':
      return String(first).slice(0, Number(second))
    case 'day':
      return [
        String(first).padStart(4, '0'),
        ...[second, third].map((part) => String(part).padStart(2, '0')),
      ].join('-')
    case 'year':
      return Number(String(first).slice(0, 4))
    case 'days':
      return (Date.parse(String(second)) - Date.parse(String(first))) / 86_400_000
    default:
      throw new Error(`a row has no ${name}`)
  }
}
