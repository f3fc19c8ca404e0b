import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Clock, dayOf } from '#kernel'
import type { Pull, Pulled, PullQuestion } from '#products'
import { type DatasetDefinition, isAskedFor, isInForce, type SourceDefinition } from '#sources'
import type { Definitions } from '../definitions.ts'
import { askOver } from '../line.ts'
import { scratchOf } from '../office.ts'
import type { Settings } from '../settings.ts'
import { deskSocket } from '../socket.ts'
import { askSource } from './ask-source.ts'
import { writeRows } from './write-rows.ts'

/**
 * Asks the sources that answer at the moment of a query, all at once, and has the worker load what they say. A source
 * that is late, or whose rows cannot be loaded, costs its own datasets alone.
 */
export function pullOf(settings: Settings, { sources, datasets }: Definitions, clock: Clock): Pull | null {
  const able = sources.filter(({ pull }) => pull !== undefined)
  if (able.length === 0) return null
  return (question) => {
    const today = dayOf(clock())
    const asks = able
      .filter((source) => isInForce(source, today))
      .flatMap((source) =>
        datasets
          .filter(({ id }) => question.datasets.includes(id) && isAskedFor(source, id))
          .map((dataset) => pullOne(settings, source, dataset, question)),
      )
    return Promise.all(asks)
  }
}

async function pullOne(
  settings: Settings,
  source: SourceDefinition,
  dataset: DatasetDefinition,
  question: PullQuestion,
): Promise<Pulled> {
  const late = new AbortController()
  try {
    const outcome = await Promise.race([
      taken(settings, source, dataset, question),
      sleep(source.pull?.timeout_ms.value, 'timed_out' as const, { signal: late.signal }),
    ])
    return { dataset: dataset.id, source: source.id, outcome }
  } catch (error) {
    const outcome = error instanceof DOMException && error.name === 'TimeoutError' ? 'timed_out' : 'failed'
    return { dataset: dataset.id, source: source.id, outcome }
  } finally {
    late.abort()
  }
}

// What comes after the time is loaded all the same: it is known from then on, and the next question finds it. That there
// is nothing is known too: the firm is covered from then on.
async function taken(
  settings: Settings,
  source: SourceDefinition,
  dataset: DatasetDefinition,
  question: PullQuestion,
): Promise<Pulled['outcome']> {
  const rows = await askSource(source, dataset.id, question)
  const file = writeRows(scratchOf(settings), dataset, rows)
  try {
    const delivery = { paths: [file], dataset: dataset.id, source: source.id, of_firm: question.uscc }
    const answer = await askOver(deskSocket(settings.data_dir), 'ingest', delivery, () => {})
    const [batch] =
      (answer?.result as { readonly batches?: readonly { readonly quarantined: number }[] })?.batches ?? []
    if (batch?.quarantined !== 0) return 'failed'
    return rows.length === 0 ? 'nothing' : 'pulled'
  } finally {
    rmSync(file, { force: true })
  }
}
