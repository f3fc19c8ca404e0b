import { type Dice, diceOf, roll, weighted } from './chance.ts'
import { type ColumnPlaces, type Dirt, type Habit, habitsOf, spoiltLines } from './dirt.ts'
import type { PutLine } from './outbox.ts'

/** The desk of a department at which rows pass before they go out, and now and then are spoilt. */
export interface Desk extends ColumnPlaces {
  readonly dice: Dice
  readonly habits: readonly Habit[]
  readonly dirty_ratio: number
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

/** A desk for columns of these types, the code not counted. */
export function deskFor(
  kind: 'month' | 'event' | 'state',
  types: readonly string[],
  dice: readonly number[],
  amended: Desk['amended'],
): Desk {
  const number_at = types.findIndex((type) => ['integer', 'money'].includes(type))
  const date_at = types.findIndex((type) => ['month', 'day'].includes(type))
  const habits = habitsOf(kind, number_at >= 0)
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
  if (desk.amended === null) return
  const amended = desk.amended(cells.split(',')).join(',')
  // A cell that is suppressed cannot be mended.
  if (amended !== cells) hold(desk, `${uscc},${amended}`, 'corrected')
}
