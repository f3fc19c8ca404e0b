import { monthAfter } from '#kernel'
import { dayIn, type Period } from '../../calendar.ts'
import { pick } from '../../chance.ts'
import type { Firm } from '../../firm.ts'
import { publishedAfter, type RowDepartment, row } from '../row-department.ts'
import { type Habit, type Spell, spellsTold } from '../spells.ts'
import { researches } from './researches.ts'

const inventions: Habit = {
  matter: 381,
  chance: (firm) => (researches(firm) ? 0.08 : 0.001),
  ...{ longest: 20, endless_ratio: 0.35 },
}

const told = spellsTold(inventions, applied)

/** Patents applied for and granted; who does research has some from before. */
export const patents: RowDepartment = {
  dataset: 'ip_patent',
  columns: [
    ...['patent_no', 'kind', 'status', 'applied_on', 'granted_on', 'lapsed_on', 'ipc', 'inventors_n'],
    ...['cited_n', 'family_n', 'is_acquired', 'published_at'],
  ],
  ...{ day: 8, hour: '01:00', yearly: true },
  rows: told.rows,
  stock: (firm, eve, firms) => [...heldBefore(firm, eve), ...told.stock(firm, eve, firms)],
}

function heldBefore(firm: Firm, eve: Period): readonly string[] {
  const { at } = eve
  const { inventions_n } = firm.script?.research ?? {}
  const held_n = researches(firm) && firm.born < at ? (inventions_n ?? 2 + (firm.no % 5)) : 0
  const [kind, apart] = inventions_n === undefined ? ['utility', 7] : ['invention', 3]
  return Array.from({ length: held_n }, (_, number) => number).flatMap((number) => {
    const since = monthAfter(at, -12 - apart * number)
    const granted_on = dayIn(monthAfter(since, 8), 9)
    return since <= firm.born
      ? []
      : [
          patent(
            `${firm.no}-0${number}`,
            [kind, 'granted'],
            [dayIn(since, 9), granted_on],
            publishedAfter(eve),
          ),
        ]
  })
}

function applied(_: Firm, { key, began_on, ended_on, dice }: Spell, published_at: string): string {
  const kind = pick(dice, ['invention', 'utility', 'utility', 'design'] as const)
  const status = ended_on === null ? 'applied' : 'granted'
  return patent(key, [kind, status], [began_on, ended_on ?? ''], published_at)
}

function patent(
  key: string,
  [kind, status]: readonly [string, string],
  [applied_on, granted_on]: readonly [string, string],
  published_at: string,
): string {
  return row(`CN示${key}`, kind, status, applied_on, granted_on, '', 'G06F', 3, 1, 1, false, published_at)
}
