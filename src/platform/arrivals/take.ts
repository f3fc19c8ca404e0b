import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Clock, type Json, Refusal, type RefusalKind, refusals } from '#kernel'
import { linkIn } from './inbox.ts'

/** How a delivery is loaded: at the desk, wherever its holder runs. */
export interface Taking {
  readonly ask: (
    name: 'ingest',
    args: { readonly paths: readonly string[]; readonly [key: string]: Json },
  ) => Promise<Json>
  readonly clock: Clock
}

/** What became of a delivery in a watched folder. */
export type Taken = 'done' | 'refused' | 'gone'

const passing: readonly RefusalKind[] = ['unavailable', 'busy']

/** Whether another try may not meet a refusal again. */
export function isPassing({ kind }: Refusal): boolean {
  return passing.includes(kind)
}

/** A refusal as it is kept beside what was refused. */
export function outcomeOf({ code, message, details }: Refusal): Json {
  return { code, message, details: { ...details } }
}

const refuse = refusals({
  delivery_linked: ['unprocessable', '{path} is a link; put the file itself into the folder'],
})

/**
 * Loads one delivery of a watched folder and moves it to `done` or `refused`, its report or refusal as JSON beside it.
 * Lets a refusal pass that another try may not meet; after a crash in between the delivery is taken once more, which
 * changes nothing that was loaded.
 */
export async function takeDelivery(dir: string, name: string, taking: Taking): Promise<Taken> {
  const path = join(dir, name)
  if (!existsSync(path)) return 'gone'
  const at = taking.clock()
  try {
    requireNoLink(path)
    const report = await taking.ask('ingest', { paths: [path] })
    return settle(dir, name, 'done', { taken_at: at, report })
  } catch (error) {
    if (!(error instanceof Refusal) || isPassing(error)) throw error
    return settle(dir, name, 'refused', { refused_at: at, ...Object(outcomeOf(error)) })
  }
}

function requireNoLink(path: string): void {
  const link = linkIn(path)
  if (link !== null) throw refuse('delivery_linked', { path: link.replace(/^link /, '') })
}

// The report stands before the delivery moves: whoever finds a delivery in `done` finds what became of it.
function settle(dir: string, name: string, folder: 'done' | 'refused', report: Json): Taken {
  const into = join(dir, folder)
  mkdirSync(into, { recursive: true })
  const free = freeName(into, name)
  writeFileSync(
    join(into, `${free}.json`),
    `${JSON.stringify({ delivery: name, ...Object(report) }, null, 2)}\n`,
  )
  renameSync(join(dir, name), join(into, free))
  return folder
}

function freeName(into: string, name: string): string {
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? name : `${name}~${number}`
    if (!existsSync(join(into, free))) return free
  }
}
