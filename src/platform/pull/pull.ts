import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Clock, dayOf } from '#kernel'
import type { Pull, Pulled, PullQuestion } from '#products'
import { isInForce, type SourceDefinition } from '#sources'
import type { Definitions } from '../definitions.ts'
import { askOver } from '../line.ts'
import { scratchOf } from '../office.ts'
import type { Settings } from '../settings.ts'
import { deskSocket } from '../socket.ts'
import { askSource, type PulledRow } from './ask-source.ts'

/**
 * Asks the sources that answer at the moment of a query, all at once, and has the worker load what they say. A source
 * that is late, or whose rows cannot be loaded, costs its own datasets alone.
 */
export function pullOf(settings: Settings, { sources }: Definitions, clock: Clock): Pull | null {
  const able = sources.filter(({ pull }) => pull !== undefined)
  if (able.length === 0) return null
  return (question) => {
    const today = dayOf(clock())
    const asks = able
      .filter((source) => isInForce(source, today))
      .flatMap((source) =>
        question.datasets
          .filter((dataset) => source.datasets.includes(dataset))
          .map((dataset) => pullOne(settings, source, dataset, question)),
      )
    return Promise.all(asks)
  }
}

async function pullOne(
  settings: Settings,
  source: SourceDefinition,
  dataset: string,
  question: PullQuestion,
): Promise<Pulled> {
  const late = new AbortController()
  try {
    const outcome = await Promise.race([
      taken(settings, source, dataset, question),
      sleep(source.pull?.timeout_ms.value, 'timed_out' as const, { signal: late.signal }),
    ])
    return { dataset, source: source.id, outcome }
  } catch (error) {
    const outcome = error instanceof DOMException && error.name === 'TimeoutError' ? 'timed_out' : 'failed'
    return { dataset, source: source.id, outcome }
  } finally {
    late.abort()
  }
}

// What comes after the time is loaded all the same: it is known from then on, and the next question finds it.
async function taken(
  settings: Settings,
  source: SourceDefinition,
  dataset: string,
  question: PullQuestion,
): Promise<Pulled['outcome']> {
  const rows = await askSource(source, dataset, question)
  if (rows.length === 0) return 'nothing'
  const file = fileOf(settings, `${dataset}-pull-${crypto.randomUUID()}.jsonl`, rows)
  try {
    const paths = [file]
    const answer = await askOver(
      deskSocket(settings.data_dir),
      'ingest',
      { paths, dataset, source: source.id },
      () => {},
    )
    const [batch] =
      (answer?.result as { readonly batches?: readonly { readonly quarantined: number }[] })?.batches ?? []
    return batch?.quarantined === 0 ? 'pulled' : 'failed'
  } finally {
    rmSync(file, { force: true })
  }
}

function fileOf(settings: Settings, name: string, rows: readonly PulledRow[]): string {
  const folder = scratchOf(settings)
  mkdirSync(folder, { recursive: true })
  const file = join(folder, name)
  writeFileSync(file, `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`)
  return file
}
