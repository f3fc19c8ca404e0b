import { day, month, monthAfter, startOf, usccCheckCharacter } from '#kernel'
import type { DatasetDefinition } from '#sources'
import { type Chance, chanceOf } from './chance.ts'
import { asked_at, first_month, last_month, microseconds, opened_months, openingOf } from './edges.ts'
import { firmFacts } from './random-firm.ts'
import type { Opening, Version, World } from './world.ts'

const month_datasets = [
  'ss_headcount_monthly',
  'ss_movement_monthly',
  'ss_structure_monthly',
  'ss_payment_monthly',
  'tax_declaration_monthly',
]
const other_datasets = [
  'id_crosswalk',
  'reg_entity_base',
  'tax_credit_rating',
  'jud_execution',
  'jud_dishonest',
  'adm_list',
]

/** A code that could have been issued to the n-th made-up firm. */
export function codeOf(n: number): string {
  const body = `91440300QX${String(n).padStart(6, '0')}0`
  return `${body}${usccCheckCharacter(body)}`
}

/** A world of so many firms whose facts lie at the edges of what the indicators read. */
export function randomWorld(seed: number, firms: number, datasets: readonly DatasetDefinition[] = []): World {
  const chance = chanceOf(seed)
  const known = [...month_datasets, ...other_datasets]
  const others = datasets.filter(
    ({ id, subject }) => !known.includes(id) && id !== 'id_crosswalk' && subject !== 'none',
  )
  const monthly = [...month_datasets, ...others.filter(({ kind }) => kind === 'month').map(({ id }) => id)]
  const facts: Record<string, Version[]> = {}
  for (let enterprise_id = 1; enterprise_id <= firms; enterprise_id += 1) {
    for (const [dataset_id, versions] of Object.entries(firmFacts(chance, enterprise_id, others))) {
      const held = facts[dataset_id] ?? []
      held.push(...versions)
      facts[dataset_id] = held
    }
  }
  const modes = ['strict', 'published'] as const
  const pulls = pullsOf(chanceOf(seed + 1), firms)
  return {
    enterprises: Array.from({ length: firms }, (_, at) => codeOf(at + 1)),
    facts,
    pulls: modes.flatMap((mode) => pulls.map((pull) => ({ ...pull, mode }))),
    openings: modes.flatMap((mode) => monthly.flatMap((dataset_id) => openings(chance, dataset_id, mode))),
    completions: modes.flatMap((mode) =>
      monthly.flatMap((dataset_id) => openings(chance, dataset_id, mode).filter(() => !chance.percent(10))),
    ),
    coverage: modes.flatMap((mode) =>
      [...known, ...others.map(({ id }) => id)].map((dataset_id) => ({
        dataset_id,
        mode,
        // One dataset is not there yet at the first instants.
        from: dataset_id === 'jud_dishonest' ? openingOf(month('2025-12')) : startOf(day('2020-01-01')),
      })),
    ),
  }
}

/** Some firms were asked about, one by one, before the one dataset was there for all. */
function pullsOf(chance: Chance, firms: number) {
  const ids = Array.from({ length: firms }, (_, at) => at + 1).filter(() => chance.percent(50))
  return ids.map((enterprise_id) => {
    const from = microseconds(chance.one(asked_at), chance.one([-1, 0, 1]))
    return { dataset_id: 'jud_dishonest', enterprise_id, from }
  })
}

/** A month of a dataset may open late, or be closed and opened again. */
function openings(chance: Chance, dataset_id: string, mode: Opening['mode']): readonly Opening[] {
  const months = Array.from({ length: last_month - first_month + 1 }, (_, at) => monthAfter(first_month, at))
  return months.flatMap((of): readonly Opening[] => {
    const from = openingOf(of)
    const later = openingOf(monthAfter(of, 1))
    const opening = { dataset_id, mode, month: of, from, until: null }
    if (of < Math.min(...opened_months) || chance.percent(70)) return [opening]
    // Too early: a month does not count before it has ended, whatever was opened.
    if (chance.percent(20)) return [{ ...opening, from: openingOf(monthAfter(of, -1)) }]
    if (chance.percent(50)) return [{ ...opening, from: later }]
    return [
      { ...opening, until: microseconds(later, -1) },
      { ...opening, from: openingOf(monthAfter(of, 2)) },
    ]
  })
}
