import { open } from 'node:fs/promises'

const chunk_bytes = 1 << 20

/** The bytes of a file in chunks that stand in one buffer after another: what is kept of a chunk is to be copied. */
export async function* chunksOf(path: string): AsyncGenerator<Chunk> {
  const bytes = Buffer.from(new ArrayBuffer(chunk_bytes))
  const words = new Int32Array(bytes.buffer)
  const handle = await open(path)
  try {
    for (;;) {
      const { bytesRead } = await handle.read(bytes, 0, chunk_bytes, null)
      if (bytesRead === 0) return
      yield { bytes: bytes.subarray(0, bytesRead), words: words.subarray(0, bytesRead >> 2) }
    }
  } finally {
    await handle.close()
  }
}

/** A part of a file, and the same bytes four at a time as far as they are whole fours. */
export interface Chunk {
  readonly bytes: Buffer
  readonly words: Int32Array
}
