import { type Day, daysAfter, type Month } from '#kernel'
import { dayIn, type Period } from '../calendar.ts'
import { between, type Dice, diceOf, happens } from '../chance.ts'
import type { Firm } from '../firm.ts'
import type { Department } from './department.ts'

/** A department whose rows follow from how a firm stands: it keeps no memory of its own. */
export interface RowDepartment extends Department {
  /** How many months one delivery tells of: what happens rarely is told once a year. */
  readonly every_months: 1 | 12
  /** The months of the year, January 0, of which there is anything to tell; all unless told. */
  readonly of_months?: readonly number[]
  /** What happened to a firm in a month, a row each, all but the code. */
  readonly rows: (firm: Firm, period: Period, firms: readonly Firm[]) => readonly string[]
  /** What stood when the city began, told once before its first month. */
  readonly stock?: (firm: Firm, eve: Period, firms: readonly Firm[]) => readonly string[]
}

/** A cell: nothing where there is nothing to tell. */
export type Cell = string | number | boolean | null

/** A row of cells in the order of a department's columns. */
export function row(...cells: readonly Cell[]): string {
  return cells.map((cell) => (cell === null ? '' : String(cell))).join(',')
}

/** A cell of JSON, quoted as CSV wants it. */
export function jsonCell(value: unknown): string {
  return `"${JSON.stringify(value).replaceAll('"', '""')}"`
}

/** A ratio with four decimals. */
export function ratio(value: number): string {
  return Math.max(0, Math.min(1, value)).toFixed(4)
}

/** Dice of a firm for one matter and month: the same whenever and in whatever order they are asked for. */
export function diceFor(firm: Firm, matter: number, at: Month | 0 = 0): Dice {
  return diceOf(matter, firm.no, Math.floor(firm.vigour_ratio * 1e9), at)
}

/** A made-up digest that stands for a number, an account or a person. */
export function hashOf(matter: number, ...parts: readonly number[]): string {
  const words = [0, 1, 2, 3].map((at) => (diceOf(matter, at, ...parts).state >>> 0).toString(16))
  return words.map((word) => word.padStart(8, '0')).join('')
}

/** Something that begins and, perhaps, ends: a case, a lease, a debt. */
export interface Spell {
  readonly key: string
  readonly began_on: Day
  /** Where it has ended by the month told of. */
  readonly ended_on: Day | null
  /** What else there is to be drawn of it: the same each time. */
  readonly dice: Dice
}

/** How often something begins, by firm and month, and how many months it may last; it has no end where `null`. */
export interface Habit {
  readonly matter: number
  readonly chance: (firm: Firm, at: Month) => number
  readonly longest: number
  readonly endless_ratio?: number
}

/** What of a habit began or ended in a month. */
export function spellsIn(firm: Firm, habit: Habit, at: Month): readonly Spell[] {
  const spells: Spell[] = []
  for (let back = 0; back <= habit.longest; back += 1) {
    const drawn = spellFrom(firm, habit, (at - back) as Month)
    if (drawn === null) continue
    if (back === 0) spells.push({ ...drawn.spell, ended_on: null })
    else if (drawn.months === back) spells.push(drawn.spell)
  }
  return spells
}

/** What of a habit was open at the end of a month. */
export function spellsOpen(firm: Firm, habit: Habit, at: Month): readonly Spell[] {
  const spells: Spell[] = []
  for (let back = 0; back <= habit.longest; back += 1) {
    const drawn = spellFrom(firm, habit, (at - back) as Month)
    if (drawn !== null && (drawn.months === null || drawn.months > back))
      spells.push({ ...drawn.spell, ended_on: null })
  }
  return spells
}

function spellFrom(
  firm: Firm,
  { matter, chance, longest, endless_ratio = 0 }: Habit,
  began: Month,
): { readonly spell: Spell; readonly months: number | null } | null {
  if (began < firm.born || (firm.closed_month !== null && began > firm.closed_month)) return null
  const dice = diceFor(firm, matter, began)
  if (!happens(dice, chance(firm, began))) return null
  const began_on = dayIn(began, between(dice, 2, 26))
  const months = happens(dice, endless_ratio) ? null : between(dice, 1, longest)
  const ended_on = months === null ? null : dayIn((began + months) as Month, between(dice, 1, 26))
  return { spell: { key: `${matter}-${firm.no}-${began}`, began_on, ended_on, dice }, months }
}

/** When what happened on a day was published: two days later. */
export function publishedOn(on: Day): string {
  return `${daysAfter(on, 2)}T09:00:00+08:00`
}

/** How ill a firm is disposed, by month: 0 for the demonstration's sound firms, high for who has defaulted. */
export function woe(firm: Firm, at: Month): number {
  const defaulted = firm.default_month !== null && firm.default_month <= at ? 1 : 0
  if (firm.script !== null) return defaulted
  return defaulted + (firm.archetype === 'fragile' ? 0.25 : firm.archetype === 'fading' ? 0.15 : 0.04)
}
