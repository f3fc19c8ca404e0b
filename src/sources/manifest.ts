import { type Static, Type } from 'typebox'
import { readerOf } from '#kernel'
import { refuse } from './refusals.ts'

/** What a delivery folder says of its files. `notice` and the like are for people and not read. */
const Manifest = Type.Object({
  dataset: Type.String(),
  source: Type.Optional(Type.String()),
  known_at: Type.String(),
  complete: Type.Boolean(),
  backfill: Type.Optional(Type.Boolean()),
  files: Type.Array(Type.String({ pattern: '^[^/\\\\]+$' })),
})

export type Manifest = Static<typeof Manifest>

const read = readerOf(Manifest)

/** The manifest that a text holds. Refuses what is no JSON and what does not fit, with its place. */
export function readManifest(text: string, place: string): Manifest {
  return read(parsed(text, place), place)
}

function parsed(text: string, place: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw refuse('manifest_invalid', { file: place, problem: String(cause) })
  }
}
