import { type Day, monthsAfter, wholeMonths } from '#kernel'
import type { Version } from '../world.ts'
import type { Reader } from './reader.ts'
import { add, type Formula, field } from './series.ts'

/** One cell of a state; what is empty is too little to go by. */
export function state<Value>(
  read: Reader,
  dataset_id: string,
  of: (row: Version) => Value | null,
): Value | null {
  const { rows } = read.open(dataset_id)
  const [row] = [...rows].sort((a, b) => Number(b.fields.year ?? 0) - Number(a.fields.year ?? 0))
  if (row === undefined) return null
  if (row.assumed) read.marks.add('ASSUMED_DATE')
  const value = of(row)
  if (value === null) read.flag('INSUFFICIENT_HISTORY')
  return value
}

export function age(read: Reader): number {
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

/** What a firm is and what has happened to it. */
export const state_formulas: Readonly<Record<string, Formula>> = {
  TX013: (read) => {
    const level = state(read, 'tax_credit_rating', (row) => row.fields.level ?? null)
    if (level === 'unrated') read.marks.add('UNRATED')
    return levels[String(level)] ?? null
  },
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
}
