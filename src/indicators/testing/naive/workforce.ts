import type { Day } from '#kernel'
import type { Version } from '../world.ts'
import { carry, concluded, type Reader, reader } from './reader.ts'
import {
  add,
  base,
  deviation,
  type Formula,
  headcount,
  joiners,
  leavers,
  list,
  mean,
  ownLeavers,
  quietly,
  smallMean,
  structure,
  sum,
  switched,
} from './series.ts'
import { age, state } from './states.ts'

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

/** The people of a firm. */
export const workforce_formulas: Readonly<Record<string, Formula>> = {
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
}
