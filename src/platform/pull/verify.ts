import { datasetsRead, planIndicators } from '#indicators'
import { type Clock, dayOf, type Instant } from '#kernel'
import type { Pulled, PullQuestion, Verified, Verify } from '#products'
import { type Layout, layoutOf, naming, profileAt } from '#profiles'
import { isAskedFor, isInForce, type SourceDefinition } from '#sources'
import type { Warehouse } from '#warehouse'
import { profileLayout } from '../counter.ts'
import type { Definitions } from '../definitions.ts'
import { scratchOf } from '../office.ts'
import type { Settings } from '../settings.ts'
import { askSource, type PulledRow } from './ask-source.ts'
import { openPassing, type Taking, takeRows } from './passing.ts'

/** What one source said of one dataset; no rows where it did not answer. */
interface Said {
  readonly source: SourceDefinition
  readonly dataset: string
  readonly rows: readonly PulledRow[] | null
  readonly outcome: Pulled['outcome']
}

/**
 * Asks the sources whose answers nobody may keep, all at once, and works out what follows from their rows in a
 * warehouse of one question's life. A source that is late, or whose rows cannot be taken, costs its own datasets alone.
 */
export function verifyOf(settings: Settings, definitions: Definitions, clock: Clock): Verify | null {
  const passing = definitions.datasets
    .filter(({ delivery }) => delivery === 'verify_only')
    .map(({ id }) => id)
  const able = definitions.sources.filter((source) => passing.some((dataset) => isAskedFor(source, dataset)))
  if (able.length === 0) return null
  const layout = verifiedLayout(definitions)
  const taking = { rules: definitions.intake, scratch_dir: scratchOf(settings), clock }
  return async (question, at) => {
    const asks = able
      .filter((source) => isInForce(source, dayOf(clock())))
      .flatMap((source) =>
        question.datasets
          .filter((dataset) => isAskedFor(source, dataset))
          .map((dataset) => askOne(source, dataset, question)),
      )
    if (asks.length === 0) return null
    const said = await Promise.all(asks)
    await using warehouse = await openPassing(layout.datasets)
    return await workOut(warehouse, layout, taking, { said, uscc: question.uscc, at })
  }
}

/** What can be told from what is verified alone, with the register, which says of whom. */
function verifiedLayout(definitions: Definitions): Layout {
  const { plan, datasets } = profileLayout(definitions)
  const verified = datasets.filter(({ delivery }) => delivery === 'verify_only')
  const alone = plan.ids.filter((id) => {
    const read = datasetsRead(plan, id)
    return read.length > 0 && read.every((each) => verified.some((dataset) => dataset.id === each))
  })
  const register = definitions.datasets.filter(({ id }) => id === naming.dataset)
  const told = { plan: planIndicators(definitions, alone), datasets: [...register, ...verified] }
  return layoutOf({ ...told, series: [], months: 0 })
}

async function askOne(source: SourceDefinition, dataset: string, question: PullQuestion): Promise<Said> {
  try {
    const rows = await askSource(source, dataset, question)
    return { source, dataset, rows, outcome: rows.length === 0 ? 'nothing' : 'verified' }
  } catch (error) {
    const is_late = error instanceof DOMException && error.name === 'TimeoutError'
    return { source, dataset, rows: null, outcome: is_late ? 'timed_out' : 'failed' }
  }
}

interface Answers {
  readonly said: readonly Said[]
  readonly uscc: string
  readonly at: Instant
}

async function workOut(
  warehouse: Warehouse,
  layout: Layout,
  taking: Taking,
  { said, uscc, at }: Answers,
): Promise<Verified> {
  const take = async (id: string, rows: readonly PulledRow[], source?: SourceDefinition) => {
    const dataset = layout.datasets.find((each) => each.id === id)
    const of_source = source === undefined ? {} : { source }
    return dataset !== undefined && takeRows(warehouse, taking, { dataset, rows, known_at: at, ...of_source })
  }
  const is_known = await take(naming.dataset, [{ uscc, [naming.field]: uscc }])
  const pulls: Pulled[] = []
  for (const { source, dataset, rows, outcome } of said) {
    const is_taken = rows === null || (is_known && (await take(dataset, rows, source)))
    pulls.push({ dataset, source: source.id, outcome: is_taken ? outcome : 'failed' })
  }
  const profile = await profileAt(warehouse, layout, uscc, at)
  const asked = said.map(({ dataset }) => dataset)
  return { at, pulls, told: toldOf(profile, asked) }
}

// The register here says nothing but who is asked about.
function toldOf(profile: Awaited<ReturnType<typeof profileAt>>, asked: readonly string[]): Verified['told'] {
  const only = <Value>(of: Readonly<Record<string, Value>> = {}): Readonly<Record<string, Value>> =>
    Object.fromEntries(Object.entries(of).filter(([dataset]) => asked.includes(dataset)))
  return {
    indicators: profile?.indicators ?? {},
    facts: only(profile?.facts),
    ages: only(profile?.ages),
  }
}
