import { type Flag, flags, type Mark } from '../../definition.ts'
import type { Version } from '../world.ts'
import { type Asked, spanOf, type View } from './view.ts'

/** A value with its flag and its sorted marks, as `compute` gives it. */
export interface Naive {
  readonly value: number | null
  readonly flag: Flag
  readonly marks: readonly Mark[]
}

/** Reads facts one by one and remembers what was wrong with them; what is not there is NaN. */
export interface Reader {
  readonly asked: Asked
  readonly flags: Set<Flag>
  readonly marks: Set<Mark>
  /** A number of a row so many months back; `amount` where a third of a quarter would be an estimate. */
  number(
    dataset_id: string,
    back: number,
    of: (row: Version) => number | null,
    kind?: 'amount',
    empty?: Flag,
  ): number
  /** The rows of a month so many months back, after telling what is wrong if there is none. */
  rows(dataset_id: string, back: number): readonly Version[]
  /** The view of a dataset, after telling what is wrong with all of it. */
  open(dataset_id: string): View
  divide(dividend: number, divisor: number): number
  flag(flag: Flag): number
}

export function reader(asked: Asked): Reader {
  const raised = new Set<Flag>()
  const marks = new Set<Mark>()
  const self: Reader = {
    asked,
    flags: raised,
    marks,
    flag(flag) {
      raised.add(flag)
      return Number.NaN
    },
    open(dataset_id) {
      const view = asked.view(dataset_id)
      if (!view.covered) self.flag('NO_COVERAGE')
      else if (view.dataset.kind !== 'event' && view.dataset.absence !== 'zero' && view.rows.length === 0)
        self.flag('NO_RECORD')
      else if (view.dataset.kind === 'month' && view.m0 === null) self.flag('NO_RECORD')
      if (view.applies === false) self.flag('NOT_APPLICABLE')
      return view
    },
    rows(dataset_id, back) {
      const view = self.open(dataset_id)
      if (view.m0 === null) return []
      const rows = view.rowsOf(view.m0 - back)
      if (rows.length === 0 && !view.nothing(view.m0 - back)) self.flag('INSUFFICIENT_HISTORY')
      if (view.silent(view.m0 - back)) marks.add('SILENT')
      if (rows.some(({ assumed }) => assumed)) marks.add('ASSUMED_DATE')
      return rows
    },
    number(dataset_id, back, of, kind, empty = emptyFlag(dataset_id)) {
      const rows = self.rows(dataset_id, back)
      if (kind === 'amount' && rows.some((row) => spanOf(row) === 3)) self.flag('ESTIMATED')
      const { m0, nothing } = asked.view(dataset_id)
      if (rows.length === 0) return m0 !== null && nothing(m0 - back) ? 0 : Number.NaN
      const values = rows.map(of)
      return values.reduce<number>((sum, value) => sum + (value ?? self.flag(empty)), 0)
    },
    divide(dividend, divisor) {
      return divisor === 0 ? self.flag('DIV0') : dividend / divisor
    },
  }
  return self
}

// The structure of staff is the one dataset whose cells a department leaves empty because the number is small.
function emptyFlag(dataset_id: string): Flag {
  return dataset_id === 'ss_structure_monthly' ? 'SUPPRESSED' : 'INSUFFICIENT_HISTORY'
}

/** What a reader and the number it came to make of a value. */
export function concluded(reader: Reader, value: number | null): Naive {
  const flag = [...flags].reverse().find((each) => reader.flags.has(each)) ?? 'OK'
  const withheld = flags.indexOf(flag) >= flags.indexOf('DIV0')
  return { value: withheld ? null : value, flag, marks: [...reader.marks].sort() }
}

/** Takes over what another reader found. */
export function carry(reader: Reader, from: Reader): void {
  for (const flag of from.flags) reader.flags.add(flag)
  for (const mark of from.marks) reader.marks.add(mark)
}
