import type { Version } from '../world.ts'
import { type Reader, reader } from './reader.ts'
import { spanOf } from './view.ts'

export type Formula = (read: Reader) => number | null

export const field = (name: string) => (row: Version) => {
  const value = row.fields[name]
  return value === null || value === undefined ? null : Number(value)
}
export const headcount = (read: Reader, back: number) =>
  read.number('ss_headcount_monthly', back, field('insured_n'))
export const joiners = (read: Reader, back: number) =>
  read.number('ss_movement_monthly', back, field('joiners_n'))
export const leavers = (read: Reader, back: number) =>
  read.number('ss_movement_monthly', back, field('leavers_n'))
export const ownLeavers = (read: Reader, back: number) =>
  read.number(
    'ss_movement_monthly',
    back,
    (row) => Number(row.fields.leavers_n) - Number(row.fields.transfers_within_group_n ?? 0),
  )
export const structure = (name: string) => (read: Reader, back: number) =>
  read.number('ss_structure_monthly', back, field(name))

export function salesOf(row: Version): number | null {
  const { sales_taxable, sales_export, sales_exempt } = row.fields
  if (sales_taxable === null || sales_export === null || sales_exempt === null) return null
  return Number(sales_taxable) + Number(sales_export) + Number(sales_exempt)
}
export const sales = (read: Reader, back: number) =>
  read.number(
    'tax_declaration_monthly',
    back,
    (row) => {
      const of = salesOf(row)
      return of === null ? null : of / spanOf(row)
    },
    'amount',
  )

export type Series = (read: Reader, back: number) => number
export const list = (read: Reader, of: Series, months: number, from = 0) =>
  Array.from({ length: months }, (_, at) => of(read, from + at))
export const add = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
export const sum = (read: Reader, of: Series, months: number, from = 0) => add(list(read, of, months, from))
export const mean = (read: Reader, of: Series, months: number, from = 0) =>
  sum(read, of, months, from) / months
export const deviation = (values: readonly number[]) => {
  const middle = add(values) / values.length
  return Math.sqrt(add(values.map((value) => (value - middle) ** 2)) / values.length)
}

/** Marks a rate whose base is below five; what is not known is no small base. */
export function base(read: Reader, of: number): void {
  if (of < 5) read.marks.add('SMALL_BASE')
}

/** A look that leaves no trace. */
export const quietly = (read: Reader, of: (read: Reader) => number) => {
  const other = reader(read.asked)
  const value = of(other)
  return [...other.flags].some((flag) => flag !== 'ESTIMATED') ? Number.NaN : value
}

export function switched(read: Reader, months: number, from = 0): void {
  for (let back = from; back < from + months; back += 1) {
    const [h, j, l] = [headcount, joiners, leavers].map((of) => quietly(read, (other) => of(other, back)))
    if (h === undefined || j === undefined || l === undefined) continue
    if (j > 0.8 * h && l > 0.8 * h) read.marks.add('PAYROLL_AGENT_SWITCH')
  }
}

export const smallMean = (read: Reader, months: number, from = 0) =>
  base(
    read,
    quietly(read, (other) => mean(other, headcount, months, from)),
  )
