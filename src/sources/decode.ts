import { Worker } from 'node:worker_threads'

/**
 * Writes a GB18030 file anew as UTF-8, line for line, damage kept as U+FFFD, in a thread of its own: DuckDB reads
 * no GB18030, and this is the one place where the bytes of a delivery pass through JavaScript.
 */
export async function decodeGb18030(from: string, to: string): Promise<void> {
  const worker = new Worker(thread, { eval: true, workerData: { from, to } })
  await new Promise<void>((done, failed) => {
    worker.once('error', failed)
    worker.once('exit', (code) => (code === 0 ? done() : failed(new Error(`decoding ended with ${code}`))))
  })
}

// Plain JavaScript as text: a thread does not know how to run TypeScript before Node 24.
const thread = `
const { createReadStream, createWriteStream } = require('node:fs')
const { Transform } = require('node:stream')
const { pipeline } = require('node:stream/promises')
const { workerData } = require('node:worker_threads')
const decoder = new TextDecoder('gb18030')
const decode = new Transform({
  transform: (chunk, _, done) => done(null, Buffer.from(decoder.decode(chunk, { stream: true }))),
  flush: (done) => done(null, Buffer.from(decoder.decode())),
})
pipeline(createReadStream(workerData.from, { highWaterMark: 1 << 20 }), decode, createWriteStream(workerData.to))
`
