import { withWrongCheck } from './code.ts'

/**
 * What departments really do to rows, each counted when it goes out. `late`, `corrected` and `followed_up` come with the
 * next month's delivery; what is followed up was paid or declared too late for its own.
 */
export type Dirt =
  | 'late'
  | 'corrected'
  | 'followed_up'
  | 'duplicate'
  | 'lower_case'
  | 'wrong_check_digit'
  | 'too_few_columns'
  | 'bad_date'
  | 'text_in_number'
  | 'negative_count'
  | 'month_not_ended'
  | 'revoked'

/** Dirt that may happen, with its weight in 100,000 rows. */
export type Habit = readonly [number, Dirt]

/** Where a row can be damaged: its first date and its first number, counted without the code. */
export interface ColumnPlaces {
  readonly date_at: number
  readonly number_at: number
}

const code_habits = [
  [50, 'duplicate'],
  [50, 'lower_case'],
  [20, 'wrong_check_digit'],
] as const satisfies readonly Habit[]

const line_habits = [
  [10, 'too_few_columns'],
  [10, 'bad_date'],
  [10, 'text_in_number'],
  [10, 'negative_count'],
] as const satisfies readonly Habit[]

const month_habits = [
  [100, 'late'],
  [100, 'corrected'],
] as const satisfies readonly Habit[]

/** The habits of a department: a register keeps its lines whole, and only who tells every month is late or mends. */
export function habitsOf(kind: 'month' | 'event' | 'state', has_numbers: boolean): readonly Habit[] {
  return [
    ...code_habits,
    ...(kind !== 'state' && has_numbers ? line_habits : []),
    ...(kind === 'month' ? month_habits : []),
  ]
}

/** A row as the dirt leaves it; a duplicate is two. */
export function spoiltLines(
  columns: ColumnPlaces,
  uscc: string,
  cells: string,
  dirt: Dirt,
): readonly string[] {
  if (dirt === 'lower_case') return [`${uscc.toLowerCase()},${cells}`]
  if (dirt === 'wrong_check_digit') return [`${withWrongCheck(uscc)},${cells}`]
  if (dirt === 'duplicate') return [`${uscc},${cells}`, `${uscc},${cells}`]
  return [`${uscc},${damaged(columns, cells.split(','), dirt).join(',')}`]
}

function damaged(columns: ColumnPlaces, cells: readonly string[], dirt: Dirt): readonly string[] {
  if (dirt === 'too_few_columns') return cells.slice(0, 2)
  if (dirt === 'bad_date') return cells.with(columns.date_at, '2025-13-32')
  return cells.with(columns.number_at, dirt === 'negative_count' ? '-3' : '不详')
}
