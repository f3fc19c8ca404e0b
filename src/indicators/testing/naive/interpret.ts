import { type Day, monthsAfter, wholeMonths } from '#kernel'
import type { DatasetDefinition } from '#sources'
import type { Definitions } from '../../check/check.ts'
import type { IndicatorDefinition, SymbolDefinition } from '../../definition.ts'
import type { Expression } from '../../formula/expression.ts'
import { parse } from '../../formula/parse.ts'
import type { Version } from '../world.ts'
import { carry, concluded, type Naive, type Reader, reader } from './reader.ts'
import { counts, type RowValue, rowValue } from './row.ts'
import { type Asked, spanOf } from './view.ts'

type Call = Expression & { readonly kind: 'call' }

/** How a formula is being worked out: by whom, with what names, how many months back. */
interface Scene {
  readonly read: Reader
  readonly definitions: Definitions
  readonly indicator: IndicatorDefinition
  readonly shift: number
  /** Inside a condition of each month, how far back the formula around it stands. */
  readonly latest: number
}

/** What any indicator comes to, by reading its formula as a person would: month by month and row by row. */
export function interpreted(id: string, asked: Asked, definitions: Definitions, shift = 0): Naive {
  const indicator = definitions.indicators.find((each) => each.id === id)
  if (indicator === undefined) throw new Error(`there is no ${id}`)
  const scene: Scene = { read: reader(asked), definitions, indicator, shift, latest: shift }
  const value = Number(valued(parse(indicator.formula, id), scene) ?? Number.NaN)
  for (const { flag, when } of indicator.unless ?? []) if (holds(when, scene)) scene.read.flag(flag)
  for (const { mark, when } of indicator.marks ?? []) if (holds(when, scene)) scene.read.marks.add(mark)
  // A choice that none of its cases meets gives nothing and is not withheld.
  return concluded(scene.read, Number.isNaN(value) ? null : value)
}

const gravely = new Set([
  'DIV0',
  'INSUFFICIENT_HISTORY',
  'SUPPRESSED',
  'NO_RECORD',
  'NO_COVERAGE',
  'NOT_APPLICABLE',
])

/** Whether a condition holds; what cannot be answered does not. */
function holds(when: string, scene: Scene): boolean {
  const read = reader(scene.read.asked)
  const value = valued(parse(when, scene.indicator.id), { ...scene, read })
  return ![...read.flags].some((flag) => gravely.has(flag)) && isTrue(value)
}

function isTrue(value: RowValue): boolean {
  return value === true || (typeof value === 'number' && value !== 0 && !Number.isNaN(value))
}

function valued(formula: Expression, scene: Scene): RowValue {
  const inner = (part: Expression) => valued(part, scene)
  switch (formula.kind) {
    case 'number':
    case 'text':
    case 'truth':
      return formula.value
    case 'name':
      return named(formula.name, scene)
    case 'point':
      return month(formula.name, formula.back + scene.shift, scene)
    case 'shift':
      return valued(formula.of, { ...scene, shift: scene.shift + formula.months })
    case 'not':
      return !isTrue(inner(formula.of))
    case 'binary':
      return operated(formula.operator, inner(formula.left), inner(formula.right), scene.read)
    case 'call':
      return called(formula, scene)
  }
}

function operated(operator: string, left: RowValue, right: RowValue, read: Reader): RowValue {
  if (operator === 'and') return isTrue(left) && isTrue(right)
  if (operator === 'or') return isTrue(left) || isTrue(right)
  if (left === null || right === null) return Number.NaN
  switch (operator) {
    case '+':
      return Number(left) + Number(right)
    case '-':
      return Number(left) - Number(right)
    case '*':
      return Number(left) * Number(right)
    case '/':
      return read.divide(Number(left), Number(right))
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
    default:
      return left >= right
  }
}

function named(name: string, scene: Scene): RowValue {
  const { read, definitions, indicator, shift } = scene
  const parameter = indicator.parameters?.[name]
  if (parameter !== undefined) return parameter.value
  if (definitions.indicators.some(({ id }) => id === name)) {
    const other = interpretedInto(name, scene, shift)
    return other.value ?? Number.NaN
  }
  return stateOf(name, 0, read, definitions)
}

function interpretedInto(id: string, { read, definitions }: Scene, shift: number): Naive {
  const indicator = definitions.indicators.find((each) => each.id === id)
  if (indicator === undefined) throw new Error(`there is no ${id}`)
  const own: Scene = { read: reader(read.asked), definitions, indicator, shift, latest: shift }
  const value = Number(valued(parse(indicator.formula, id), own) ?? Number.NaN)
  for (const { flag, when } of indicator.unless ?? []) if (holds(when, own)) own.read.flag(flag)
  for (const { mark, when } of indicator.marks ?? []) if (holds(when, own)) own.read.marks.add(mark)
  carry(read, own.read)
  return concluded(own.read, Number.isNaN(value) ? null : value)
}

function called(formula: Call, scene: Scene): RowValue {
  const { name, of } = formula
  const [first, second] = of
  if (first === undefined) throw new Error(`${name} of nothing`)
  const numbers = (parts: readonly Expression[]) =>
    parts.map((part) => Number(valued(part, scene) ?? Number.NaN))
  switch (name) {
    case 'min':
      return Math.min(...numbers(of))
    case 'max':
      return Math.max(...numbers(of))
    case 'choose':
      return chosen(of, scene)
    case 'latest':
      return valued(first, { ...scene, shift: scene.latest })
    case 'least_known':
      return leastKnown(of, scene)
    case 'size':
      return sizeOf(of, scene)
    case 'peer_median':
    case 'peer_percentile':
      return ofPeers(first, scene)
  }
  if (first.kind !== 'name') return eachMonth(formula, scene)
  const symbol = symbolOf(first.name, scene.definitions)
  const months = second === undefined ? null : Number(valued(second, scene))
  if (name === 'previous') return stateOf(symbol.id, 1, scene.read, scene.definitions)
  if (name === 'age') {
    const on = stateOf(symbol.id, 0, scene.read, scene.definitions)
    return on === null ? Number.NaN : wholeMonths(on as Day, scene.read.asked.today)
  }
  if (name === 'mean_until') return meanUntil(symbol, months ?? 0, of[2], scene)
  const kind = datasetOf(symbol, scene.definitions).kind
  return kind === 'month' ? ofMonths(name, symbol, months ?? 0, scene) : ofRows(name, symbol, months, scene)
}

function chosen([subject, ...rest]: readonly Expression[], scene: Scene): RowValue {
  if (subject === undefined) return null
  const key = valued(subject, scene)
  for (let at = 0; at + 1 < rest.length; at += 2) {
    const [candidate, branch] = [rest[at], rest[at + 1]]
    if (candidate !== undefined && branch !== undefined && valued(candidate, scene) === key)
      return valued(branch, scene)
  }
  const otherwise = rest.length % 2 === 1 ? rest.at(-1) : undefined
  return otherwise === undefined ? Number.NaN : valued(otherwise, scene)
}

function leastKnown(of: readonly Expression[], scene: Scene): number {
  const known = of.flatMap((part) => {
    const read = reader(scene.read.asked)
    const value = Number(valued(part, { ...scene, read }) ?? Number.NaN)
    read.flags.delete('NO_RECORD')
    carry(scene.read, read)
    return Number.isNaN(value) ? [] : [value]
  })
  return known.length === 0 ? scene.read.flag('NO_RECORD') : Math.min(...known)
}

/** How large by the first trade whose codes begin so, the longest beginning first; only its own measures are read. */
function sizeOf([industry, ...measures]: readonly Expression[], scene: Scene): number {
  const code = industry === undefined ? null : valued(industry, scene)
  if (code === null) return Number.NaN
  const begins = (scene.definitions.sizes?.trades ?? [])
    .flatMap((trade) => trade.industry.map((begin) => ({ begin, trade })))
    .filter(({ begin }) => String(code).startsWith(begin))
    .sort((one, other) => other.begin.length - one.begin.length)
  const trade = begins[0]?.trade
  if (trade === undefined) return scene.read.flag('NOT_APPLICABLE')
  const values = trade.measures.map((measure) => {
    const part = measures[['employees', 'revenue', 'assets'].indexOf(measure)]
    return part === undefined ? Number.NaN : Number(valued(part, scene) ?? Number.NaN)
  })
  const reaches = (bounds: readonly number[]) => values.every((value, at) => value >= (bounds[at] ?? 0))
  if (reaches(trade.sme_below)) return 3
  if (reaches(trade.medium)) return 2
  return Number(reaches(trade.small))
}

/** Nobody draws pictures of peers in these worlds: what is compared has nothing to be compared with. */
function ofPeers(of: Expression, scene: Scene): number {
  const { peers } = scene.definitions
  valued({ kind: 'name', name: peers?.industry ?? '', at: of.at }, scene)
  valued({ kind: 'name', name: peers?.size ?? '', at: of.at }, scene)
  valued(of, scene)
  return scene.read.flag('NO_COVERAGE')
}

function eachMonth({ name, of }: Call, scene: Scene): number {
  const [condition, months] = of
  if (condition === undefined || months === undefined) throw new Error(`${name} has a condition and months`)
  const held = Array.from({ length: Number(valued(months, scene)) }, (_, back) =>
    isTrue(valued(pointed(condition, scene), { ...scene, latest: scene.shift, shift: scene.shift + back })),
  ).filter(Boolean).length
  return name === 'any' ? Number(held > 0) : held
}

/** A condition in which every symbol stands for one month's value. */
function pointed(of: Expression, { definitions, indicator }: Scene): Expression {
  switch (of.kind) {
    case 'name': {
      const is_symbol =
        indicator.parameters?.[of.name] === undefined && definitions.symbols.some(({ id }) => id === of.name)
      return is_symbol ? { kind: 'point', name: of.name, back: 0, at: of.at } : of
    }
    case 'binary':
      return {
        ...of,
        left: pointed(of.left, { definitions, indicator } as Scene),
        right: pointed(of.right, { definitions, indicator } as Scene),
      }
    default:
      return of
  }
}

/** A symbol's number in one month. */
function month(name: string, back: number, { read, definitions }: Scene): number {
  const symbol = symbolOf(name, definitions)
  const spreads = datasetOf(symbol, definitions).month
  const has_periods = spreads !== undefined && 'from' in spreads
  return read.number(
    symbol.dataset,
    back,
    (row) => {
      if (!counts(symbol, row, read.asked.today)) return 0
      const value = rowValue(symbol.row, symbol, row, read.asked.today)
      return value === null ? null : Number(value) / (has_periods ? spanOf(row) : 1)
    },
    has_periods ? 'amount' : undefined,
    emptyOf(symbol, definitions),
  )
}

function ofMonths(name: string, symbol: SymbolDefinition, months: number, scene: Scene): number {
  const { read, shift } = scene
  const each = () => Array.from({ length: months }, (_, at) => month(symbol.id, shift + at, scene))
  const total = (of: readonly number[]) => of.reduce((sum, one) => sum + one, 0)
  switch (name) {
    case 'sum':
      return total(each())
    case 'mean':
      return total(each()) / months
    case 'sd': {
      const of = each()
      const middle = total(of) / months
      return Math.sqrt(total(of.map((one) => (one - middle) ** 2)) / months)
    }
    case 'highest':
      return Math.max(...each())
    case 'median': {
      const of = each().sort((one, other) => one - other)
      return (
        ((of[Math.floor((months - 1) / 2)] ?? Number.NaN) + (of[Math.ceil((months - 1) / 2)] ?? Number.NaN)) /
        2
      )
    }
    case 'count':
      return Array.from({ length: months }, (_, at) => inMonth(symbol, shift + at, read, true)).filter(
        Boolean,
      ).length
    case 'run':
      return runOf(symbol, months, scene)
    case 'last':
      return lastOf(symbol, months, scene)
    case 'told':
      return toldIn(symbol, shift, read)
    case 'calendar': {
      const { m0 } = read.open(symbol.dataset)
      return m0 === null ? Number.NaN : ((((m0 - shift) % 12) + 12) % 12) + 1
    }
    default:
      throw new Error(`nobody has said how ${name} is worked out by hand`)
  }
}

/** Whether a condition holds in a month of some row. */
function inMonth(symbol: SymbolDefinition, back: number, read: Reader, must: boolean): boolean {
  const rows = must ? read.rows(symbol.dataset, back) : rowsAt(symbol, back, read)
  return rows.some(
    (row) =>
      counts(symbol, row, read.asked.today) &&
      rowValue(symbol.row, symbol, row, read.asked.today) === true &&
      (symbol.at !== 'last_month' || read.asked.view(symbol.dataset).endsAt(row, back)),
  )
}

function rowsAt(symbol: SymbolDefinition, back: number, read: Reader): readonly Version[] {
  const view = read.asked.view(symbol.dataset)
  return view.m0 === null ? [] : view.rowsOf(view.m0 - back)
}

/** The mean of so many months up to the one that a term names; at most three years before the latest are kept. */
function meanUntil(
  symbol: SymbolDefinition,
  months: number,
  until: Expression | undefined,
  scene: Scene,
): number {
  const last = until === undefined ? null : valued(until, scene)
  const { m0 } = scene.read.open(symbol.dataset)
  if (last === null || m0 === null) return Number.NaN
  const back = m0 - Number(last)
  if (back < 0 || back + months > 36) return scene.read.flag('INSUFFICIENT_HISTORY')
  const quiet = reader(scene.read.asked)
  const each = Array.from({ length: months }, (_, at) =>
    month(symbol.id, back + at, { ...scene, read: quiet }),
  )
  // What marks those months is not told: which ones they are differs by firm.
  for (const flag of quiet.flags) scene.read.flag(flag)
  return each.reduce((sum, one) => sum + one, 0) / months
}

function runOf(symbol: SymbolDefinition, months: number, { read, shift }: Scene): number {
  const first = read.rows(symbol.dataset, shift)
  const { today } = read.asked
  if (first.some((row) => counts(symbol, row, today) && rowValue(symbol.row, symbol, row, today) === null))
    read.flag('INSUFFICIENT_HISTORY')
  for (let at = 0; at < months; at += 1) {
    const rows = rowsAt(symbol, shift + at, read)
    if (rows.some(({ assumed }) => assumed)) read.marks.add('ASSUMED_DATE')
    const { m0, silent } = read.asked.view(symbol.dataset)
    if (m0 !== null && silent(m0 - shift - at)) read.marks.add('SILENT')
    if (!inMonth(symbol, shift + at, read, false)) return at
  }
  return months
}

function lastOf(symbol: SymbolDefinition, months: number, { read, shift }: Scene): number {
  read.open(symbol.dataset)
  for (let at = 0; at < months; at += 1) if (inMonth(symbol, shift + at, read, false)) return at
  return read.flag('NO_RECORD')
}

function toldIn(symbol: SymbolDefinition, back: number, read: Reader): number {
  read.open(symbol.dataset)
  const rows = rowsAt(symbol, back, read)
  const { today } = read.asked
  return Number(rows.length > 0 && rows.every((row) => rowValue(symbol.row, symbol, row, today) !== null))
}

function ofRows(name: string, symbol: SymbolDefinition, months: number | null, scene: Scene): number {
  const { read, definitions } = scene
  const { today } = read.asked
  const dataset = datasetOf(symbol, definitions)
  const on = (row: Version) => String(row.fields[symbol.on ?? dataset.event_on ?? ''] ?? '')
  const rows = read.open(symbol.dataset).rows.filter((row) => {
    const within = months === null || (on(row) > monthsAfter(today, -months) && on(row) <= today)
    const has_been = name !== 'since' || (on(row) !== '' && on(row) <= today)
    const holds = rowValue(symbol.row, symbol, row, today)
    return within && has_been && counts(symbol, row, today) && agrees(symbol, row, read) && holds !== false
  })
  if (rows.some(({ assumed }) => assumed)) read.marks.add('ASSUMED_DATE')
  const values = () =>
    rows.map((row) => Number(rowValue(symbol.row, symbol, row, today) ?? read.flag('INSUFFICIENT_HISTORY')))
  const last = rows.map(on).sort().at(-1)
  switch (name) {
    case 'count':
      return rows.length
    case 'any':
      return Number(rows.length > 0)
    case 'sum':
      return values().reduce((sum, one) => sum + one, 0)
    case 'highest':
      return rows.length === 0 ? read.flag('NO_RECORD') : Math.max(...values())
    case 'lowest':
      return rows.length === 0 ? read.flag('NO_RECORD') : Math.min(...values())
    case 'since':
      return last === undefined ? read.flag('NO_RECORD') : wholeMonths(last as Day, today)
    case 'until':
      return last === undefined ? read.flag('NO_RECORD') : wholeMonths(today, last as Day)
    default:
      throw new Error(`rows have no ${name}`)
  }
}

/** Whether a row of the other dataset agrees with it, where the symbol asks for one. */
function agrees(symbol: SymbolDefinition, row: Version, { asked }: Reader): boolean {
  const { matching } = symbol
  if (matching === undefined) return true
  return asked
    .view(matching.dataset)
    .rows.some(
      (other) =>
        matching.on.every(
          (field) => other.fields[field] === row.fields[field] && row.fields[field] !== null,
        ) &&
        (matching.where === undefined || rowValue(matching.where, symbol, other, asked.today) === true),
    )
}

/** What a state says by its latest row that counts, or by the one so many steps before. */
function stateOf(name: string, before: number, read: Reader, definitions: Definitions): RowValue {
  const symbol = symbolOf(name, definitions)
  const by = symbol.latest_by
  const rows = read.open(symbol.dataset).rows.filter((row) => counts(symbol, row, read.asked.today))
  const key = (row: Version) => row.fields[by ?? ''] ?? null
  const latest = [...rows].sort((one, other) => (String(key(one)) < String(key(other)) ? 1 : -1))[0]
  const row =
    before === 0 ? latest : rows.find((each) => Number(key(each)) === Number(key(latest ?? each)) - before)
  if (row?.assumed === true) read.marks.add('ASSUMED_DATE')
  const value = row === undefined ? null : rowValue(symbol.row, symbol, row, read.asked.today)
  if (value !== null) return typeof value === 'boolean' ? Number(value) : value
  const is_event = datasetOf(symbol, definitions).kind === 'event'
  read.flag(is_event && before === 0 ? 'NO_RECORD' : 'INSUFFICIENT_HISTORY')
  return null
}

function symbolOf(name: string, { symbols }: Definitions): SymbolDefinition {
  const symbol = symbols.find(({ id }) => id === name)
  if (symbol === undefined) throw new Error(`there is no ${name}`)
  return symbol
}

function datasetOf({ dataset }: SymbolDefinition, { datasets }: Definitions): DatasetDefinition {
  const found = datasets.find(({ id }) => id === dataset)
  if (found === undefined) throw new Error(`there is no ${dataset}`)
  return found
}

function emptyOf(symbol: SymbolDefinition, definitions: Definitions): 'SUPPRESSED' | 'INSUFFICIENT_HISTORY' {
  const hides = datasetOf(symbol, definitions).fields.some(
    ({ id, empty }) => empty === 'suppressed' && new RegExp(`\\b${id}\\b`).test(symbol.row),
  )
  return hides ? 'SUPPRESSED' : 'INSUFFICIENT_HISTORY'
}
