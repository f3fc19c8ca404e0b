import { createReadStream, createWriteStream, statSync } from 'node:fs'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Refusal } from '#kernel'
import { refuse } from './refusals.ts'
import type { IntakeRules } from './rules.ts'

/** Counts what an archive has become so far, and refuses what is too much. */
export interface Scale {
  add(bytes: number): void
}

/** A scale for the archive at `path`, called `file` in its refusals. */
export function scaleOf(file: string, path: string, rules: IntakeRules): Scale {
  const packed = statSync(path).size
  const { unpacked_bytes, unpacked_ratio, ratio_from_bytes } = rules
  let bytes = 0
  return {
    add(more) {
      bytes += more
      if (bytes > unpacked_bytes.value)
        throw refuse('archive_too_large', { file, bytes: unpacked_bytes.value })
      if (bytes > ratio_from_bytes.value && bytes > packed * unpacked_ratio.value)
        throw refuse('archive_ratio', { file, ratio: unpacked_ratio.value })
    },
  }
}

/** Unpacks a .gz file. Refuses one that is damaged, and one that becomes too much. */
export async function gunzip(file: string, path: string, to: string, rules: IntakeRules): Promise<void> {
  const scale = scaleOf(file, path, rules)
  const source = createReadStream(path, { highWaterMark: 1 << 20 }).pipe(createGunzip({ chunkSize: 1 << 18 }))
  await writeWithin(file, source, to, scale)
}

/** Writes a stream out of an archive to a file, as far as the scale lets it. */
export async function writeWithin(file: string, source: Readable, to: string, scale: Scale): Promise<void> {
  const weighed = new Transform({
    transform(chunk: Buffer, _, done) {
      try {
        scale.add(chunk.length)
        done(null, chunk)
      } catch (cause) {
        done(cause as Error) // the scale throws refusals alone
      }
    },
  })
  try {
    await pipeline(source, weighed, createWriteStream(to))
  } catch (cause) {
    if (cause instanceof Refusal) throw cause
    throw refuse('file_unreadable', { file, problem: cause instanceof Error ? cause.message : String(cause) })
  }
}
