import { day, month, startOf } from '#kernel'
import type { DatasetDefinition } from '#sources'
import { codeOf } from './random-world.ts'
import type { Cell, World } from './world.ts'

/** Facts as a sample writes them: months as YYYY-MM, everything known and open since long ago. */
export interface SampleFacts {
  readonly firms: number
  readonly latest: Readonly<Record<string, string>>
  readonly facts: Readonly<
    Record<string, readonly (Readonly<Record<string, Cell>> & { readonly enterprise_id: number })[]>
  >
}

const long_ago = startOf(day('2020-01-01'))

/** The world of a sample; only the datasets that it names have been loaded. */
export function sampleWorld(
  { firms, latest, facts }: SampleFacts,
  datasets: readonly DatasetDefinition[],
): World {
  const clocks = { known_at: long_ago, superseded_at: null, intake_at: long_ago, closed_at: null }
  return {
    enterprises: Array.from({ length: firms }, (_, at) => codeOf(at + 1)),
    facts: Object.fromEntries(
      datasets.map(({ id }) => [
        id,
        (facts[id] ?? []).map(({ enterprise_id, ...fields }) => ({
          ...clocks,
          ...{ enterprise_id, fields: withMonths(fields), is_tombstone: false, assumed: false },
        })),
      ]),
    ),
    openings: Object.entries(latest).map(([dataset_id, of]) => ({
      ...{ dataset_id, mode: 'strict' as const, month: month(of), from: long_ago, until: null },
    })),
    completions: [],
    coverage: Object.keys(facts).map((dataset_id) => ({ dataset_id, mode: 'strict', from: long_ago })),
  }
}

function withMonths(fields: Readonly<Record<string, Cell>>): Readonly<Record<string, Cell>> {
  const entries = Object.entries(fields).map(([name, cell]) => [
    name,
    name.endsWith('_month') && typeof cell === 'string' ? month(cell) : cell,
  ])
  return Object.fromEntries(entries)
}
