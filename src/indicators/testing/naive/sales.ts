import type { Version } from '../world.ts'
import { type Reader, reader } from './reader.ts'
import {
  add,
  deviation,
  type Formula,
  headcount,
  list,
  mean,
  sales,
  salesOf,
  smallMean,
  sum,
} from './series.ts'
import { endsIn } from './view.ts'

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

/** What a firm declares that it sells, alone and against its people. */
export const sales_formulas: Readonly<Record<string, Formula>> = {
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
  TX017: zeroPeriods,
  TX018: festivalGrowth,
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
