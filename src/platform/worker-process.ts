import { type ChildProcess, fork } from 'node:child_process'
import { refusals } from '#kernel'
import type { WorkerWord } from './worker.ts'

const refuse = refusals({
  worker_failed: ['unavailable', 'the worker ended with {how}'],
})

/** A worker as whoever started it sees it: a process of its own. */
export interface Worker {
  /** Waits until it holds the lock of the data folder. Refuses with `worker_failed` where it ends before. */
  locked(): Promise<void>
  /** Tells it where PostgreSQL is, and waits until it is ready. Refuses with `worker_failed` where it ends before. */
  begin(database_url: string): Promise<void>
  /** How it ended, in words, once it has: the code or signal, and the last of what it said. */
  readonly gone: Promise<string>
  end(): Promise<void>
}

// What a worker has in hand is given up by then: the engine rolls it back.
const patience_ms = 10_000

/** Starts a program as a worker; `tell` hears how far it is. */
export function launchWorker(program: string, args: readonly string[], tell: (text: string) => void): Worker {
  const child = fork(program, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  const gone = endOf(child, lastWordsOf(child))
  child.on('message', (word: WorkerWord) => word.kind === 'progress' && tell(word.text))
  const locked = heard(child, 'locked', gone)
  return {
    gone,
    locked: () => locked,
    async begin(database_url) {
      await locked
      const ready = heard(child, 'ready', gone)
      child.send({ kind: 'store', database_url } satisfies WorkerWord, () => {}) // its end is heard by `gone`
      await ready
    },
    async end() {
      if (child.connected) child.disconnect()
      const late = setTimeout(() => child.kill('SIGKILL'), patience_ms)
      await gone
      clearTimeout(late)
    },
  }
}

function heard(child: ChildProcess, wanted: WorkerWord['kind'], gone: Promise<string>): Promise<void> {
  const said = new Promise<void>((done, failed) => {
    child.on('message', (word: WorkerWord) => word.kind === wanted && done())
    void gone.then((how) => failed(refuse('worker_failed', { how })))
  })
  said.catch(() => {}) // whoever waits for it hears of it; nobody may be waiting yet
  return said
}

// Not the child's own `close`: after a `disconnect` from our side Node never emits it.
async function endOf(child: ChildProcess, lastWords: () => string): Promise<string> {
  const read = new Promise((done) => child.stderr?.once('close', done))
  const how = await new Promise<string>((done) => {
    child.once('error', (error) => done(String(error)))
    child.once('exit', (code, signal) => done(signal ?? `code ${code}`))
  })
  await read
  return `${how}: ${lastWords()}`
}

function lastWordsOf(child: ChildProcess): () => string {
  let text = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-2_000)
  })
  return () => text.trim()
}
