import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, type RunnerOptions, run, type TaskList } from 'graphile-worker'
import { Type } from 'typebox'
import { expireConsents } from '#consent'
import { type Json, readerOf } from '#kernel'
import { takePush } from './arrivals/push.ts'
import { type Taking, takeDelivery } from './arrivals/take.ts'
import { watchFolder } from './arrivals/watch.ts'
import type { FrontState } from './front-state.ts'
import { queueArrival } from './jobs.sql.ts'
import { askWorker } from './reach.ts'
import { delivery_attempts, queueWebhooks, sendWebhook } from './webhooks.ts'

const look_every_ms = 500
const inbox_every_ms = 2000

// 00:05 in Shanghai is 16:05 UTC; a night that was missed is made up for at the next start.
const crontab = `
5 16 * * * expire_consents ?fill=1d
*/10 * * * * pull_front_ends ?max=1`

const readPayload = readerOf(Type.Object({ delivery_id: Type.String() }))
const readArrival = readerOf(Type.Object({ name: Type.String() }))

/** What the queue can do, by name. */
export function tasksOf(state: FrontState): TaskList {
  return {
    async send_webhook(payload, { job, abortSignal }) {
      const { delivery_id } = readPayload(payload, 'send_webhook')
      const is_last = job.attempts >= delivery_attempts
      await sendWebhook(state, delivery_id, { is_last, left: abortSignal })
    },
    async take_delivery(payload, { abortSignal }) {
      const { name } = readArrival(payload, 'take_delivery')
      const { inbox_dir } = state.settings
      if (inbox_dir !== undefined) await takeDelivery(inbox_dir, name, takingOf(state, abortSignal))
    },
    async take_push(payload, { abortSignal }) {
      const { delivery_id } = readPayload(payload, 'take_push')
      await takePush(state, delivery_id, takingOf(state, abortSignal))
    },
    async pull_front_ends(_, { abortSignal }) {
      const failed: unknown[] = []
      for (const source of Object.keys(state.settings.front_ends))
        await askUntil(abortSignal, state.settings, 'pull', { source }).catch((error: unknown) =>
          failed.push(error),
        )
      if (failed.length > 0) throw new Error(`a pull failed: ${failed.join('; ')}`)
    },
    async expire_consents() {
      const acting = () => ({ at: state.clock(), log: state.bureau.counter.log })
      while ((await state.store.transaction((tx) => expireConsents(tx, acting()))) > 0);
    },
  }
}

/** How the queue runs over the store's own database; what goes wrong is heard by `warn`. */
export function queueOptions(state: FrontState, warn: (text: string) => void): RunnerOptions {
  return {
    connectionString: state.store.database_url,
    taskList: tasksOf(state),
    maxPoolSize: 3,
    concurrency: 2,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: 1000,
    logger: new Logger(() => (level, message) => {
      if (level === 'error') warn(message)
    }),
  }
}

/** Runs the queue until disposed: webhooks as they come, and what a night has to do. */
export async function startJobs(state: FrontState, warn: (text: string) => void): Promise<AsyncDisposable> {
  const runner = await run({ ...queueOptions(state, warn), crontab })
  const leaving = new AbortController()
  const looking = Promise.all([look(), watch()])
  return {
    async [Symbol.asyncDispose]() {
      leaving.abort()
      await looking
      await runner.stop()
    },
  }

  async function look(): Promise<void> {
    while (!leaving.signal.aborted) {
      await queueWebhooks(state).catch((error: unknown) => warn(`queueing webhooks failed: ${error}`))
      await sleep(look_every_ms, undefined, { signal: leaving.signal }).catch(() => {}) // left: nothing to wait for
    }
  }
  async function watch(): Promise<void> {
    const { inbox_dir } = state.settings
    if (inbox_dir === undefined) return
    const settled = async (names: readonly string[]): Promise<void> => {
      for (const name of names) await state.store.run(queueArrival(name))
    }
    await watchFolder(inbox_dir, { every_ms: inbox_every_ms, left: leaving.signal, settled, warn })
  }
}

function takingOf({ settings, clock }: FrontState, left: AbortSignal | undefined): Taking {
  return { ask: (name, args) => askUntil(left, settings, name, args), clock }
}

/** A load may take an hour; who leaves meanwhile leaves the delivery where it lies, for the next start. */
function askUntil(
  left: AbortSignal | undefined,
  settings: FrontState['settings'],
  name: string,
  args: object,
): Promise<Json> {
  const gone = new Promise<never>((_, failed) => {
    left?.addEventListener('abort', () => failed(new Error('the queue ends')), { once: true })
  })
  gone.catch(() => {}) // a load that ended before has nobody waiting here
  return Promise.race([askWorker(settings, name, args), gone])
}
