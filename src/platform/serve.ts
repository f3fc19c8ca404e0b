import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startSealer } from '#audit'
import type { Store } from '#store'
import { openBureau } from './counter.ts'
import { readDefinitions } from './definitions.ts'
import { type DemoClient, demoClients } from './demo.ts'
import { type DemoLogin, demoLogins } from './demo-people.ts'
import { trySteps } from './demo-try.ts'
import { type Front, frontOf } from './front.ts'
import type { FrontState } from './front-state.ts'
import { startJobs } from './jobs.ts'
import { keepWorker } from './keeper.ts'
import { openOwnStore } from './office.ts'
import { withPulls } from './pull/addresses.ts'
import { pullOf } from './pull/pull.ts'
import { verifyOf } from './pull/verify.ts'
import type { Settings } from './settings.ts'
import { launchWorker, type Worker } from './worker-process.ts'
import { clockOf, type World } from './world.ts'

/** A bureau that serves: its front, and what ends it. */
export interface Serving extends AsyncDisposable {
  readonly state: FrontState
  /** The demo's clients with their keys; none where this is no demo. */
  readonly clients: readonly DemoClient[]
  /** The demo's staff, with what signs them in; nobody where this is no demo. */
  readonly logins: readonly DemoLogin[]
  /** The front, once it is known under which address it is reached. */
  frontAt(url: string): Front
}

/** How a bureau serves: as the demo or not, and who hears how far it is and what goes wrong. */
export interface Serves {
  readonly demo: boolean
  readonly tell: (text: string) => void
  readonly warn: (text: string) => void
}

/**
 * Starts a bureau: the worker takes the lock of the data folder, PostgreSQL starts after it, and the sealer with it.
 * Refuses with `worker_failed` where another process holds the folder.
 */
export async function startBureau(settings: Settings, world: World, serves: Serves): Promise<Serving> {
  const worker = workerOf(settings, serves)
  try {
    await worker.locked()
    return await serveWith(worker, settings, world, serves)
  } catch (error) {
    await worker.end() // its line would keep us alive
    throw error
  }
}

async function serveWith(worker: Worker, settings: Settings, world: World, serves: Serves): Promise<Serving> {
  const { demo, warn } = serves
  const store = await openOwnStore(settings)
  const state = await openState(settings, world, store)
  const clients = demo ? await demoClients(state) : []
  const logins = demo ? await demoLogins(state) : []
  const sealer = startSealer(store, {
    log: state.bureau.counter.log,
    signer: state.bureau.keys.tree_head.signer,
    clock: state.clock,
    on_failure: (error) => warn(`sealing failed: ${error}`),
  })
  const { database_url } = store
  await worker.begin(database_url)
  const jobs = await startJobs(state, warn)
  const start = () => workerOf(settings, serves)
  const kept = keepWorker(worker, { start, database_url, now_ms: world.now, pause, warn })
  return {
    state,
    clients,
    logins,
    frontAt(url) {
      const [bank] = clients
      return frontOf(state, url, bank === undefined ? null : () => trySteps(state, bank, url))
    },
    async [Symbol.asyncDispose]() {
      await jobs[Symbol.asyncDispose]()
      await kept.end()
      await sealer[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
    },
  }
}

async function openState(settings: Settings, world: World, store: Store): Promise<FrontState> {
  const definitions = withPulls(readDefinitions(settings.region_dir), settings)
  const clock = clockOf(world)
  const pull = pullOf(settings, definitions, clock)
  const verify = verifyOf(settings, definitions, clock)
  const at = { settings, definitions, store, clock }
  const bureau = await openBureau({ ...at, random: world.random, past: null, pull, verify })
  return { settings, definitions, bureau, store, clock }
}

// The worker restarts behind the socket of its data folder; what serves here goes on meanwhile.
function workerOf(settings: Settings, { demo, tell }: Serves): Worker {
  return launchWorker(program, ['worker', '--data', settings.data_dir, ...(demo ? ['--demo'] : [])], tell)
}

const program = fileURLToPath(new URL('../../bin/xinqiao.js', import.meta.url))

async function pause(ms: number, left: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: left }).catch(() => {}) // left: nothing to wait for
}
