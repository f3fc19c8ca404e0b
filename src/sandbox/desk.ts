import { type Dice, diceOf, roll, weighted } from './chance.ts'
import { withWrongCheck } from './code.ts'
import type { PutLine } from './outbox.ts'

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

/** The desk of a department at which rows pass before they go out, and now and then are spoilt. */
export interface Desk {
  readonly dice: Dice
  /** Which dirt may happen here, each with its weight in 100,000 rows. */
  readonly habits: readonly (readonly [number, Dirt])[]
  readonly dirty_ratio: number
  readonly date_at: number
  readonly number_at: number
  readonly amended: ((cells: readonly string[]) => readonly string[]) | null
  /** Lines that only go out with the next delivery. */
  held: Held[]
  readonly tally: Partial<Record<Dirt, number>>
}

/** A line that waits for the next delivery, and why. */
interface Held {
  readonly line: string
  readonly dirt: Dirt
}

const code_habits = [
  [50, 'duplicate'],
  [50, 'lower_case'],
  [20, 'wrong_check_digit'],
] as const

const line_habits = [
  [10, 'too_few_columns'],
  [10, 'bad_date'],
  [10, 'text_in_number'],
  [10, 'negative_count'],
] as const

const month_habits = [
  [100, 'late'],
  [100, 'corrected'],
] as const

/** A desk for columns of these types, the code not counted; a register keeps its lines whole, a monthly desk also mends and is late. */
export function deskFor(
  kind: 'month' | 'event' | 'state',
  types: readonly string[],
  dice: readonly number[],
  amended: Desk['amended'],
): Desk {
  const number_at = types.findIndex((type) => ['integer', 'money'].includes(type))
  const date_at = types.findIndex((type) => ['month', 'day'].includes(type))
  const habits = [
    ...code_habits,
    ...(kind !== 'state' && number_at >= 0 ? line_habits : []),
    ...(kind === 'month' ? month_habits : []),
  ]
  const dirty_ratio = habits.reduce((total, [weight]) => total + weight, 0) / 100_000
  return { dice: diceOf(...dice), habits, dirty_ratio, date_at, number_at, amended, held: [], tally: {} }
}

/** Passes a row over the desk: nearly always it goes out as it is. */
export function pass(desk: Desk, put: PutLine, uscc: string, cells: string): void {
  if (roll(desk.dice) >= desk.dirty_ratio) put(`${uscc},${cells}`)
  else spoil(desk, put, uscc, cells)
}

/** Puts out what was held back from the delivery before. */
export function putHeld(desk: Desk, put: PutLine): void {
  const held = desk.held
  desk.held = []
  for (const { line, dirt } of held) {
    tally(desk, dirt)
    put(line)
  }
}

/** Keeps a line for the next delivery. */
export function hold(desk: Desk, line: string, dirt: Dirt): void {
  desk.held.push({ line, dirt })
}

/** Counts something that was done to a row. */
export function tally(desk: Desk, dirt: Dirt): void {
  desk.tally[dirt] = (desk.tally[dirt] ?? 0) + 1
}

function spoil(desk: Desk, put: PutLine, uscc: string, cells: string): void {
  const [, dirt] = weighted(desk.dice, desk.habits)
  if (dirt === 'late') hold(desk, `${uscc},${cells}`, dirt)
  else if (dirt === 'corrected') correct(desk, put, uscc, cells)
  else {
    tally(desk, dirt)
    for (const spoilt of spoiltLines(desk, uscc, cells, dirt)) put(spoilt)
  }
}

function correct(desk: Desk, put: PutLine, uscc: string, cells: string): void {
  put(`${uscc},${cells}`)
  const amended = (desk.amended?.(cells.split(',')) ?? []).join(',')
  // A cell that is suppressed cannot be mended.
  if (amended !== cells) hold(desk, `${uscc},${amended}`, 'corrected')
}

function spoiltLines(desk: Desk, uscc: string, cells: string, dirt: Dirt): readonly string[] {
  if (dirt === 'lower_case') return [`${uscc.toLowerCase()},${cells}`]
  if (dirt === 'wrong_check_digit') return [`${withWrongCheck(uscc)},${cells}`]
  if (dirt === 'duplicate') return [`${uscc},${cells}`, `${uscc},${cells}`]
  return [`${uscc},${damaged(desk, cells.split(','), dirt).join(',')}`]
}

function damaged(desk: Desk, cells: readonly string[], dirt: Dirt): readonly string[] {
  if (dirt === 'too_few_columns') return cells.slice(0, 2)
  if (dirt === 'bad_date') return cells.with(desk.date_at, '2025-13-32')
  return cells.with(desk.number_at, dirt === 'negative_count' ? '-3' : '不详')
}
