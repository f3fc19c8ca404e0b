import { createConnection, createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { type Detail, type Json, Refusal, type RefusalKind, refusals } from '#kernel'

/** Hears how far a piece of work is. */
export type Tell = (progress: Json) => void

/** Does what is asked by name, and says how far it is. */
export type Answerer = (name: string, args: unknown, tell: Tell) => Promise<Json>

/** What goes over the line: one JSON document a line, asked once and answered by progress and then one end. */
type Word =
  | { readonly kind: 'ask'; readonly name: string; readonly args: unknown }
  | { readonly kind: 'progress'; readonly progress: Json }
  | { readonly kind: 'result'; readonly result: Json }
  | { readonly kind: 'refusal'; readonly refusal: SentRefusal }
  | { readonly kind: 'bug'; readonly message: string }

interface SentRefusal {
  readonly code: string
  readonly kind: RefusalKind
  readonly message: string
  readonly details: Readonly<Record<string, Detail>>
}

const refuse = refusals({
  worker_gone: [
    'unavailable',
    'the process that holds {socket} went away in the middle of {name}; ask again',
  ],
})

/** Listens on a unix socket until closed; each connection asks once. */
export async function listenOn(socket: string, answer: Answerer): Promise<AsyncDisposable> {
  const open = new Set<Socket>()
  const server = createServer((connection) => {
    open.add(connection)
    connection.on('close', () => open.delete(connection)).on('error', () => connection.destroy())
    createInterface(connection).once('line', (line) => void reply(connection, line, answer))
  })
  await new Promise<void>((done, failed) => server.once('error', failed).listen(socket, done))
  return {
    async [Symbol.asyncDispose]() {
      for (const connection of open) connection.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** Asks whoever listens on a socket and waits for the end. Null where nobody listens. */
export async function askOver(
  socket: string,
  name: string,
  args: unknown,
  tell: Tell,
): Promise<{ result: Json } | null> {
  const connection = await connected(socket)
  if (connection === null) return null
  const broken = new Promise<void>((done) => connection.once('error', () => done()))
  connection.write(`${JSON.stringify({ kind: 'ask', name, args } satisfies Word)}\n`)
  try {
    const end = await Promise.race([endOf(connection, tell), broken])
    if (end !== undefined) return end
  } finally {
    connection.destroy()
  }
  throw refuse('worker_gone', { socket, name })
}

// What comes before the end is progress; a line that just closes has no end.
async function endOf(connection: Socket, tell: Tell): Promise<{ result: Json } | undefined> {
  for await (const line of createInterface(connection)) {
    const word = JSON.parse(line) as Word // written by the other end of this file
    if (word.kind === 'progress') tell(word.progress)
    if (word.kind === 'result') return { result: word.result }
    if (word.kind === 'refusal') throw refusalOf(word.refusal)
    if (word.kind === 'bug') throw new Error(word.message)
  }
  return undefined
}

async function reply(connection: Socket, line: string, answer: Answerer): Promise<void> {
  const say = (word: Word): void => {
    if (!connection.destroyed) connection.write(`${JSON.stringify(word)}\n`)
  }
  try {
    const asked = JSON.parse(line) as Word // the socket's folder lets nobody but our own processes in
    if (asked.kind !== 'ask') return
    say({
      kind: 'result',
      result: await answer(asked.name, asked.args, (progress) => say({ kind: 'progress', progress })),
    })
  } catch (error) {
    say(
      error instanceof Refusal
        ? { kind: 'refusal', refusal: sentOf(error) }
        : { kind: 'bug', message: bugText(error) },
    )
  } finally {
    connection.end()
  }
}

function connected(socket: string): Promise<Socket | null> {
  return new Promise((done, failed) => {
    const connection = createConnection(socket)
    connection.once('connect', () => done(connection))
    connection.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') done(null)
      else failed(error)
    })
  })
}

function sentOf({ code, kind, message, details }: Refusal): SentRefusal {
  return { code, kind, message, details }
}

function refusalOf({ code, kind, message, details }: SentRefusal): Refusal {
  return new Refusal(code, kind, message, details)
}

function bugText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
