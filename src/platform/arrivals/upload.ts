import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, statSync } from 'node:fs'
import { open, truncate } from 'node:fs/promises'
import { dirname } from 'node:path'
import { refusals } from '#kernel'

const refuse = refusals({
  upload_offset_differs: [
    'conflict',
    '{received} bytes are here and {offset} were said; go on from {received}',
  ],
  upload_too_long: [
    'unprocessable',
    'more bytes came than the {bytes} that were promised; nothing of them was kept',
  ],
  upload_busy: ['conflict', 'another request sends bytes of {path} right now'],
  upload_cut: ['bad_request', 'the line broke; {received} bytes are here, go on from there'],
})

/** How many bytes of an upload are here. */
export function receivedBytes(path: string): number {
  return existsSync(path) ? statSync(path).size : 0
}

// One process receives; two requests that write one file at once would mix their bytes.
const writing = new Set<string>()

/**
 * Writes bytes behind those that are here and gives back how many there are then. Refuses another offset than that,
 * and more bytes than were promised; what came before a line broke stays.
 */
export async function appendBytes(
  path: string,
  { offset, bytes }: { readonly offset: number; readonly bytes: number },
  chunks: AsyncIterable<Uint8Array>,
): Promise<number> {
  if (writing.has(path)) throw refuse('upload_busy', { path: path.split('/').at(-1) ?? '' })
  writing.add(path)
  try {
    const received = receivedBytes(path)
    if (offset !== received) throw refuse('upload_offset_differs', { offset, received })
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const came = await written(path, offset, bytes, chunks)
    if (came <= bytes) return came
    await truncate(path, offset)
    throw refuse('upload_too_long', { bytes })
  } finally {
    writing.delete(path)
  }
}

/** The SM3 digest of a file, in hexadecimal (GB/T 32905). */
export async function sm3Of(path: string): Promise<string> {
  const hash = createHash('sm3')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

async function written(
  path: string,
  offset: number,
  most: number,
  chunks: AsyncIterable<Uint8Array>,
): Promise<number> {
  const file = await open(path, 'a', 0o600)
  let at = offset
  try {
    for await (const chunk of chunks) {
      at += chunk.byteLength
      if (at > most) break
      await file.write(chunk)
    }
    return at
  } catch (cause) {
    if (isCut(cause)) throw refuse('upload_cut', { received: receivedBytes(path) })
    throw cause
  } finally {
    await file.close()
  }
}

function isCut(cause: unknown): boolean {
  const { code } = cause as { readonly code?: string } // what a stream throws
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ABORT_ERR'
}
