import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { startSealer } from '#audit'
import { refusals } from '#kernel'
import type { Store } from '#store'
import { openBureau } from './counter.ts'
import { readDefinitions } from './definitions.ts'
import { type DemoClient, demoClients } from './demo.ts'
import { trySteps } from './demo-try.ts'
import { type Front, frontOf } from './front.ts'
import type { FrontState } from './front-state.ts'
import { openOwnStore } from './office.ts'
import type { Settings } from './settings.ts'
import type { WorkerWord } from './worker.ts'
import { clockOf, type World } from './world.ts'

const refuse = refusals({
  worker_failed: ['unavailable', 'the worker ended with {code}: {problem}'],
})

/** A bureau that serves: its front, and what ends it. */
export interface Serving extends AsyncDisposable {
  readonly state: FrontState
  /** The demo's clients with their keys; none where this is no demo. */
  readonly clients: readonly DemoClient[]
  /** The front, once it is known under which address it is reached. */
  frontAt(url: string): Front
}

/**
 * Starts a bureau: the worker takes the lock of the data folder, PostgreSQL starts after it, and the sealer with it.
 * Refuses with `data_dir_busy` where another process holds the folder.
 */
export async function startBureau(
  settings: Settings,
  world: World,
  { demo, tell }: { readonly demo: boolean; readonly tell: (text: string) => void },
): Promise<Serving> {
  const worker = await startWorker(settings, { demo, tell })
  const store = await openOwnStore(settings)
  const state = await openState(settings, world, store)
  const clients = demo ? await demoClients(state) : []
  const sealer = startSealer(store, {
    log: state.bureau.counter.log,
    signer: state.bureau.keys.tree_head.signer,
    clock: state.clock,
    on_failure: (error) => tell(`sealing failed: ${error}`),
  })
  await worker.begin(store.database_url)
  return {
    state,
    clients,
    frontAt(url) {
      const [bank] = clients
      return frontOf(state, bank === undefined ? null : () => trySteps(state, bank, url))
    },
    async [Symbol.asyncDispose]() {
      await worker.end()
      await sealer[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
    },
  }
}

async function openState(settings: Settings, world: World, store: Store): Promise<FrontState> {
  const definitions = readDefinitions(settings.region_dir)
  const clock = clockOf(world)
  const bureau = await openBureau({ settings, definitions, store, clock, random: world.random, past: null })
  return { settings, definitions, bureau, store, clock }
}

interface Worker {
  /** Tells the worker where PostgreSQL is, and waits until it is ready. */
  begin(database_url: string): Promise<void>
  end(): Promise<void>
}

const program = fileURLToPath(new URL('../../bin/xinqiao.js', import.meta.url))

async function startWorker(
  settings: Settings,
  { demo, tell }: { readonly demo: boolean; readonly tell: (text: string) => void },
): Promise<Worker> {
  const args = ['worker', '--data', settings.data_dir, ...(demo ? ['--demo'] : [])]
  const child = fork(program, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  const problem = textOf(child)
  await heardFrom(child, 'locked', tell, problem)
  return {
    async begin(database_url) {
      child.send({ kind: 'store', database_url } satisfies WorkerWord)
      await heardFrom(child, 'ready', tell, problem)
    },
    async end() {
      const gone = new Promise((done) => child.once('exit', done))
      if (child.exitCode !== null) return
      child.disconnect()
      await gone
    },
  }
}

function heardFrom(
  child: ChildProcess,
  wanted: WorkerWord['kind'],
  tell: (text: string) => void,
  problem: () => string,
): Promise<void> {
  return new Promise((done, failed) => {
    const hear = (word: WorkerWord): void => {
      if (word.kind === 'progress') tell(word.text)
      if (word.kind === wanted) finish(done)
    }
    const lose = (code: number | null): void =>
      finish(() => failed(refuse('worker_failed', { code: code ?? 'a signal', problem: problem() })))
    const finish = (then: () => void): void => {
      child.off('message', hear).off('exit', lose)
      then()
    }
    child.on('message', hear).on('exit', lose)
  })
}

function textOf(child: ChildProcess): () => string {
  let text = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-2_000)
  })
  return () => text.trim()
}
