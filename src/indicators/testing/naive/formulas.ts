import { type Day, monthsAfter, wholeMonths } from '#kernel'
import type { Version } from '../world.ts'
import { carry, concluded, type Naive, type Reader, reader } from './reader.ts'
import { type Asked, endsIn, spanOf } from './view.ts'

type Formula = (read: Reader) => number | null

const field = (name: string) => (row: Version) => {
  const value = row.fields[name]
  return value === null || value === undefined ? null : Number(value)
}
const headcount = (read: Reader, back: number) =>
  read.number('ss_headcount_monthly', back, field('insured_n'))
const joiners = (read: Reader, back: number) => read.number('ss_movement_monthly', back, field('joiners_n'))
const leavers = (read: Reader, back: number) => read.number('ss_movement_monthly', back, field('leavers_n'))
const ownLeavers = (read: Reader, back: number) =>
  read.number(
    'ss_movement_monthly',
    back,
    (row) => Number(row.fields.leavers_n) - Number(row.fields.transfers_within_group_n ?? 0),
  )
const structure = (name: string) => (read: Reader, back: number) =>
  read.number('ss_structure_monthly', back, field(name))

function salesOf(row: Version): number | null {
  const { sales_taxable, sales_export, sales_exempt } = row.fields
  if (sales_taxable === null || sales_export === null || sales_exempt === null) return null
  return Number(sales_taxable) + Number(sales_export) + Number(sales_exempt)
}
const sales = (read: Reader, back: number) =>
  read.number(
    'tax_declaration_monthly',
    back,
    (row) => {
      const of = salesOf(row)
      return of === null ? null : of / spanOf(row)
    },
    'amount',
  )

type Series = (read: Reader, back: number) => number
const list = (read: Reader, of: Series, months: number, from = 0) =>
  Array.from({ length: months }, (_, at) => of(read, from + at))
const add = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
const sum = (read: Reader, of: Series, months: number, from = 0) => add(list(read, of, months, from))
const mean = (read: Reader, of: Series, months: number, from = 0) => sum(read, of, months, from) / months
const deviation = (values: readonly number[]) => {
  const middle = add(values) / values.length
  return Math.sqrt(add(values.map((value) => (value - middle) ** 2)) / values.length)
}

/** Marks a rate whose base is below five; what is not known is no small base. */
function base(read: Reader, of: number): void {
  if (of < 5) read.marks.add('SMALL_BASE')
}

/** A look that leaves no trace. */
const quietly = (read: Reader, of: (read: Reader) => number) => {
  const other = reader(read.asked)
  const value = of(other)
  return [...other.flags].some((flag) => flag !== 'ESTIMATED') ? Number.NaN : value
}

function switched(read: Reader, months: number, from = 0): void {
  for (let back = from; back < from + months; back += 1) {
    const [h, j, l] = [headcount, joiners, leavers].map((of) => quietly(read, (other) => of(other, back)))
    if (h === undefined || j === undefined || l === undefined) continue
    if (j > 0.8 * h && l > 0.8 * h) read.marks.add('PAYROLL_AGENT_SWITCH')
  }
}

const growth =
  (months: number): Formula =>
  (read) => {
    const [now, then] = [headcount(read, 0), headcount(read, months)]
    base(
      read,
      quietly(read, (other) => headcount(other, months)),
    )
    return read.divide(now - then, then)
  }

const turnover =
  (months: number, shift = 0): Formula =>
  (read) => {
    const left = sum(read, ownLeavers, months, shift)
    const start = headcount(read, shift + months)
    base(
      read,
      quietly(read, (other) => headcount(other, shift + months)),
    )
    switched(read, months, shift)
    return read.divide(left, start + sum(read, joiners, months, shift))
  }

function abnormality(read: Reader): number {
  const now = Number(turnover(3)(read))
  const past = [3, 6, 9, 12, 15, 18, 21].map((shift) => {
    const other = reader(read.asked)
    return { ...concluded(other, turnover(3, shift)(other)), other }
  })
  for (const { other } of past) for (const mark of other.marks) read.marks.add(mark)
  const told = past.flatMap(({ value }) => (value === null ? [] : [value]))
  if (told.length < 6) {
    for (const { other } of past) carry(read, other)
    return read.flag('INSUFFICIENT_HISTORY')
  }
  return (now - add(told) / told.length) / Math.max(deviation(told), 0.02)
}

function drawdown(read: Reader): number {
  const newest_first = list(read, headcount, 24)
  base(
    read,
    quietly(read, (other) => Math.max(...list(other, headcount, 24))),
  )
  if (newest_first.every((value) => value === 0)) return read.flag('DIV0')
  const falls = newest_first.flatMap((later, at) =>
    newest_first.slice(at).flatMap((earlier) => (earlier > 0 ? [(earlier - later) / earlier] : [])),
  )
  return Math.max(...falls)
}

function slope(read: Reader): number {
  const oldest_first = list(read, headcount, 24).reverse()
  const middle = add(oldest_first) / 24
  const over = add(oldest_first.map((value, t) => (t - 11.5) * (value - middle)))
  const under = add(oldest_first.map((_, t) => (t - 11.5) ** 2))
  smallMean(read, 24)
  return read.divide((over / under) * 12, middle)
}

const smallMean = (read: Reader, months: number, from = 0) =>
  base(
    read,
    quietly(read, (other) => mean(other, headcount, months, from)),
  )

function outflow(read: Reader): number {
  const view = read.open('ss_movement_monthly')
  if (view.m0 === null) return Number.NaN
  for (let back = 0; back < 24; back += 1) {
    const other = reader(read.asked)
    const rows = other.rows('ss_movement_monthly', back)
    for (const mark of other.marks) read.marks.add(mark)
    if (rows.length === 0 && back === 0) return read.flag('INSUFFICIENT_HISTORY')
    if (!rows.some((row) => Number(row.fields.joiners_n) < Number(row.fields.leavers_n))) return back
  }
  return 24
}

const staff =
  (name: string, young_months: number): Formula =>
  (read) => {
    const kept = structure(name)(read, 0)
    const all = headcount(read, 0)
    base(
      read,
      quietly(read, (other) => headcount(other, 0)),
    )
    if (quietly(read, (other) => Number(age(other))) < young_months) read.flag('INSUFFICIENT_HISTORY')
    return read.divide(kept, all)
  }

function gaps(read: Reader): number {
  const status = state(read, 'reg_entity_base', (row) => row.fields.status ?? null)
  const view = read.open('ss_headcount_monthly')
  let counted = 0
  for (let back = 0; back < 24 && view.m0 !== null; back += 1) {
    if (view.silent(view.m0 - back)) {
      read.marks.add('SILENT')
      counted += 1
    } else if (headcount(read, back) === 0) counted += 1
  }
  return status === 'active' ? counted : 0
}

function silence(read: Reader): number {
  const view = read.open('ss_headcount_monthly')
  const { m0 } = view
  if (m0 === null) return Number.NaN
  let counted = 0
  for (let back = 0; back < 24 && view.rowsOf(m0 - back).length === 0; back += 1) {
    if (view.silent(m0 - back)) counted += 1
  }
  if (counted > 0) read.marks.add('SILENT')
  return counted
}

function paidLate({ fields }: Version, today: Day): boolean {
  if (fields.late_days !== null && Number(fields.late_days) > 0) return true
  return fields.paid_on === null && String(fields.due_on) < today
}

function zeroPeriods(read: Reader): number {
  const view = read.open('tax_declaration_monthly')
  const { m0 } = view
  if (m0 === null) return Number.NaN
  let periods = 0
  for (let back = 0; back < 24; back += 1) {
    const other = reader(read.asked)
    const rows = other.rows('tax_declaration_monthly', back)
    for (const mark of other.marks) read.marks.add(mark)
    if (rows.length === 0 && back === 0) return read.flag('INSUFFICIENT_HISTORY')
    if (!rows.some((row) => row.fields.zero_declared === true)) break
    if (rows.some((row) => endsIn(row, m0 - back))) periods += 1
  }
  return periods
}

function salesGrowth(read: Reader, months: number, shift = 0): number {
  return read.divide(sum(read, sales, months, shift), sum(read, sales, months, shift + 12)) - 1
}

function festivalGrowth(read: Reader): number {
  const { m0, rows } = read.open('tax_declaration_monthly')
  if (m0 === null || rows.length === 0) return Number.NaN
  const month = (m0 % 12) + 1
  if (month === 1) {
    read.marks.add('CNY_HOLD')
    return salesGrowth(read, 3, 1)
  }
  return salesGrowth(read, month === 2 ? 2 : month === 4 ? 4 : 3)
}

/** One cell of a state; what is empty is too little to go by. */
function state<Value>(read: Reader, dataset_id: string, of: (row: Version) => Value | null): Value | null {
  const { rows } = read.open(dataset_id)
  const [row] = [...rows].sort((a, b) => Number(b.fields.year ?? 0) - Number(a.fields.year ?? 0))
  if (row === undefined) return null
  if (row.assumed) read.marks.add('ASSUMED_DATE')
  const value = of(row)
  if (value === null) read.flag('INSUFFICIENT_HISTORY')
  return value
}

function age(read: Reader): number {
  const on = state(read, 'reg_entity_base', (row) => row.fields.established_on as Day | null)
  return on === null ? Number.NaN : wholeMonths(on, read.asked.today)
}

function events(read: Reader, dataset_id: string, counts: (row: Version, today: Day) => boolean) {
  const rows = read.open(dataset_id).rows.filter((row) => counts(row, read.asked.today))
  if (rows.some(({ assumed }) => assumed)) read.marks.add('ASSUMED_DATE')
  return rows
}

const stands = (on: string) => (row: Version, today: Day) => {
  const until = row.fields[on]
  return until === null || until === undefined || String(until) > today
}
const within = (on: string, months: number) => (row: Version, today: Day) =>
  String(row.fields[on]) > monthsAfter(today, -months) && String(row.fields[on]) <= today
const listed = (list: string, when: (row: Version, today: Day) => boolean) => (row: Version, today: Day) =>
  row.fields.list === list && when(row, today)

const levels: Readonly<Record<string, number>> = { A: 4, B: 3, M: 2, C: 1, D: 0 }

/** Each indicator of domain §4d as one would work it out by hand. */
export const formulas: Readonly<Record<string, Formula>> = {
  WF001: (read) => headcount(read, 0),
  WF002: (read) => mean(read, headcount, 12),
  WF003: (read) => mean(read, headcount, 24),
  WF004: (read) => headcount(read, 0) - headcount(read, 3),
  WF005: growth(6),
  WF006: growth(12),
  WF007: growth(23),
  WF008: slope,
  WF009: (read) => {
    smallMean(read, 24)
    const values = list(read, headcount, 24)
    return read.divide(deviation(values), add(values) / 24)
  },
  WF010: drawdown,
  WF011: (read) => leavers(read, 0),
  WF012: (read) => sum(read, leavers, 3),
  WF013: (read) => sum(read, leavers, 12),
  WF014: turnover(1),
  WF015: turnover(3),
  WF016: turnover(12),
  WF017: (read) => Number(turnover(3)(read)) / Math.max(Number(turnover(3, 12)(read)), 0.01),
  WF018: (read) => {
    for (const from of [0, 12]) {
      switched(read, 3, from)
      base(
        read,
        quietly(read, (other) => headcount(other, from + 3)),
      )
    }
    return sum(read, ownLeavers, 3) - sum(read, ownLeavers, 3, 12)
  },
  WF019: abnormality,
  WF020: (read) => sum(read, joiners, 3),
  WF021: (read) => sum(read, joiners, 12),
  WF022: (read) => {
    smallMean(read, 12)
    return read.divide(sum(read, joiners, 12), mean(read, headcount, 12))
  },
  WF023: (read) => sum(read, joiners, 6) - sum(read, leavers, 6),
  WF024: outflow,
  WF025: staff('tenure_continuous_ge12_n', 12),
  WF026: staff('tenure_ge36_n', 36),
  WF027: gaps,
  WF028: (read) =>
    sum(
      read,
      (inner, back) => {
        const rows = inner.rows('ss_payment_monthly', back)
        return rows.some((row) => paidLate(row, inner.asked.today)) ? 1 : 0
      },
      12,
    ),
  WF030: (read) => read.divide(structure('avg_pay_base')(read, 0), structure('avg_pay_base')(read, 12)) - 1,
  WF031: silence,
  TX001: (read) => sum(read, sales, 12),
  TX002: (read) => salesGrowth(read, 3),
  TX003: (read) => read.divide(sum(read, sales, 6), sum(read, sales, 6, 6)) - 1,
  TX004: (read) => {
    const values = list(read, sales, 12)
    return read.divide(deviation(values), add(values) / 12)
  },
  TX005: (read) =>
    sum(
      read,
      (inner, back) =>
        inner.number('tax_declaration_monthly', back, (row) => {
          if (row.fields.zero_declared === true) return 1
          const of = salesOf(row)
          return of === null ? null : Number(of === 0)
        }),
      12,
    ),
  TX010: (read) =>
    sum(
      read,
      (inner, back) => {
        const { m0 } = inner.asked.view('tax_declaration_monthly')
        const rows = inner.rows('tax_declaration_monthly', back)
        const late = ({ fields }: Version) =>
          fields.declared_on !== null && String(fields.declared_on) > String(fields.due_on)
        return rows.some((row) => m0 !== null && endsIn(row, m0 - back) && late(row)) ? 1 : 0
      },
      12,
    ),
  TX013: (read) => {
    const level = state(read, 'tax_credit_rating', (row) => row.fields.level ?? null)
    if (level === 'unrated') read.marks.add('UNRATED')
    return levels[String(level)] ?? null
  },
  TX017: zeroPeriods,
  TX018: festivalGrowth,
  JD007: (read) =>
    add(
      events(read, 'jud_execution', stands('closed_on')).map(({ fields }) =>
        fields.amount === null ? read.flag('INSUFFICIENT_HISTORY') : Number(fields.amount),
      ),
    ),
  JD008: (read) => events(read, 'jud_execution', within('filed_on', 24)).length,
  JD009: (read) => Number(events(read, 'jud_dishonest', stands('removed_on')).length > 0),
  AP005: (read) =>
    Number(events(read, 'adm_list', listed('abnormal_operation', stands('removed_on'))).length > 0),
  AP006: (read) => events(read, 'adm_list', listed('abnormal_operation', within('listed_on', 36))).length,
  AP007: (read) =>
    Number(events(read, 'adm_list', listed('serious_illegal', stands('removed_on'))).length > 0),
  RG001: age,
  RG007: (read) => {
    const paid_in = state(read, 'reg_entity_base', field('paid_in_capital'))
    const registered = state(read, 'reg_entity_base', field('registered_capital'))
    if (registered === null) return null
    return Math.min(1, read.divide(paid_in ?? Number.NaN, registered))
  },
  CC001: (read) => {
    smallMean(read, 12)
    return read.divide(sum(read, sales, 12), mean(read, headcount, 12))
  },
  CC003: (read) => {
    smallMean(read, 3, 12)
    const staff_growth = read.divide(mean(read, headcount, 3), mean(read, headcount, 3, 12)) - 1
    return festivalGrowth(read) - staff_growth
  },
}

/** What an indicator comes to for one firm at one instant. */
export function naive(id: string, asked: Asked): Naive {
  const read = reader(asked)
  const formula = formulas[id]
  if (formula === undefined) throw new Error(`${id} has no naive formula`)
  return concluded(read, formula(read))
}
