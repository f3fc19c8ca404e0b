import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { type Static, Type } from 'typebox'
import { readerOf } from '#kernel'
import { refuse } from './refusals.ts'

const FileName = Type.String({ pattern: '^[^/\\\\]+$' })

/** What a delivery folder says of its files. `notice` and the like are for people and not read. */
const Manifest = Type.Object({
  dataset: Type.String(),
  source: Type.Optional(Type.String()),
  known_at: Type.String(),
  complete: Type.Boolean(),
  backfill: Type.Optional(Type.Boolean()),
  /** Each file holds everything that is true of the dataset, or of its months. */
  snapshot: Type.Optional(Type.Boolean()),
  files: Type.Array(
    Type.Union([
      FileName,
      Type.Object(
        {
          name: FileName,
          sm3: Type.String({ pattern: '^[0-9a-f]{64}$' }),
          rows: Type.Optional(Type.Integer({ minimum: 0 })),
        },
        { additionalProperties: false },
      ),
    ]),
  ),
})

/** A file as its manifest promises it. */
export interface PromisedFile {
  readonly name: string
  readonly sm3?: string | undefined
  readonly rows?: number | undefined
}

export interface Manifest extends Omit<Static<typeof Manifest>, 'files'> {
  readonly files: readonly PromisedFile[]
}

const read = readerOf(Manifest)

/** The manifest that a text holds. Refuses what is no JSON and what does not fit, with its place. */
export function readManifest(text: string, place: string): Manifest {
  const manifest = read(parsed(text, place), place)
  return {
    ...manifest,
    files: manifest.files.map((file) => (typeof file === 'string' ? { name: file } : file)),
  }
}

/** Refuses, under the name `file`, a file that is not there or is not the one that was promised (GB/T 32905). */
export async function requirePromised(file: string, path: string, { sm3 }: PromisedFile): Promise<void> {
  if (!existsSync(path)) throw refuse('file_missing', { file })
  if (sm3 === undefined) return
  const hash = createHash('sm3')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer)
  const found = hash.digest('hex')
  if (found !== sm3) throw refuse('digest_differs', { file, promised: sm3, found })
}

function parsed(text: string, place: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw refuse('manifest_invalid', { file: place, problem: String(cause) })
  }
}
