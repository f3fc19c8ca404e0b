import { type Day, type Month, monthAfter } from '#kernel'
import { dayIn } from '../calendar.ts'
import { between, type Dice, happens } from '../chance.ts'
import type { Firm } from '../firm.ts'
import { diceFor } from './draws.ts'
import { publishedAfter, publishedOn, type RowDepartment } from './row-department.ts'

/** Something that begins and, perhaps, ends: a case, a lease, a debt. */
export interface Spell {
  readonly key: string
  readonly began: Month
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

/** Something that happens and is over: how often, by firm and month. */
export function once(matter: number, chance: Habit['chance']): Habit {
  return { matter, chance, longest: 1 }
}

/** What of a habit began in a month, whether it has ended since or not. */
export function begunIn(firm: Firm, habit: Habit, at: Month): readonly Spell[] {
  const drawn = spellFrom(firm, habit, at)
  return drawn === null ? [] : [{ ...drawn.spell, ended_on: null }]
}

/** A row about a spell, with the instant at which it was published. */
type Told = (firm: Firm, spell: Spell, published_at: string) => string

/** Rows about what happens: one each, published two days later. */
export function onceRows(habit: Habit, told: Told): RowDepartment['rows'] {
  return (firm, { at }) =>
    begunIn(firm, habit, at).map((spell) => told(firm, spell, publishedOn(spell.began_on)))
}

/** Rows about what begins and ends: one when it begins, another when it ends. */
export function spellRows(habit: Habit, told: Told): RowDepartment['rows'] {
  return (firm, { at }) =>
    [...begunIn(firm, habit, at), ...endedIn(firm, habit, at)].map((spell) =>
      told(firm, spell, publishedOn(spell.ended_on ?? spell.began_on)),
    )
}

/** Rows about what begins and ends, and about what was open when the city began. */
export function spellsTold(habit: Habit, told: Told): Required<Pick<RowDepartment, 'rows' | 'stock'>> {
  return {
    rows: spellRows(habit, told),
    stock: (firm, eve) => openAt(firm, habit, eve.at).map((spell) => told(firm, spell, publishedAfter(eve))),
  }
}

// Months are counted and not listed: this is asked of every firm and habit in every month.
function endedIn(firm: Firm, habit: Habit, at: Month): readonly Spell[] {
  const ended: Spell[] = []
  for (let back = 1; back <= habit.longest; back += 1) {
    const drawn = spellFrom(firm, habit, monthAfter(at, -back))
    if (drawn?.months === back) ended.push(drawn.spell)
  }
  return ended
}

function openAt(firm: Firm, habit: Habit, at: Month): readonly Spell[] {
  const open: Spell[] = []
  for (let back = 0; back <= habit.longest; back += 1) {
    const drawn = spellFrom(firm, habit, monthAfter(at, -back))
    if (drawn !== null && (drawn.months ?? Infinity) > back) open.push({ ...drawn.spell, ended_on: null })
  }
  return open
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
  const ended_on = months === null ? null : dayIn(monthAfter(began, months), between(dice, 1, 26))
  return { spell: { key: `${matter}-${firm.no}-${began}`, began, began_on, ended_on, dice }, months }
}
