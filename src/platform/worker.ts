import { existsSync, rmSync } from 'node:fs'
import { benchmarksDrawnAt, drawBenchmarks } from '#indicators'
import { dayOf, type Instant, startOf } from '#kernel'
import { tellCorrections } from '#products'
import { catchUp, isCurrent, isDrawnSince, refreshAll } from '#profiles'
import { openStore, type Store } from '#store'
import { lawAt } from '#themes'
import { profileLayout } from './counter.ts'
import { answerAt } from './desk.ts'
import { type Answerer, listenOn, type Tell } from './line.ts'
import { type Office, openOffice, scratchOf } from './office.ts'
import type { Settings } from './settings.ts'
import { deskSocket } from './socket.ts'
import { progressText, turnsOf } from './turns.ts'
import type { World } from './world.ts'

/** What a worker hears from the process that started it, and says to it. */
export type WorkerWord =
  | { readonly kind: 'locked' }
  | { readonly kind: 'store'; readonly database_url: string }
  | { readonly kind: 'progress'; readonly text: string }
  | { readonly kind: 'ready' }

/** What a worker does before it is ready: loads what `first` says where the warehouse is still empty. */
export interface WorkerSettings {
  readonly first: ((office: Office, tell: Tell) => Promise<void>) | null
}

const five_minutes_past_midnight_ms = 5 * 60_000

/**
 * Runs the worker: takes the lock of the data folder, is told where PostgreSQL is, draws the profiles, and answers at
 * the desk's socket until `ended`. `say` and `heard` are the line to the process that started it.
 */
export async function runWorker(
  settings: Settings,
  world: World,
  { first }: WorkerSettings,
  say: (word: WorkerWord) => void,
  heard: Promise<string>,
  ended: Promise<void>,
): Promise<void> {
  const office = await openOffice(settings, world)
  await using held = office
  say({ kind: 'locked' })
  await using store = await openStore({
    data_dir: settings.data_dir,
    database_url: await heard,
    connections: 6,
  })
  const served: Office = { ...held, store: async () => store }
  const tell: Tell = (progress) => say({ kind: 'progress', text: progressText(progress) })
  if (first !== null) await first(served, tell)
  tell('drawing the profiles')
  await refresh(served, store)
  const socket = deskSocket(settings.data_dir)
  rmSync(socket, { force: true }) // the lock is ours: whoever listened here before is gone
  const turns = turnsOf(
    served,
    () => refresh(served, store),
    () => nightly(served, store),
  )
  await using _ = await listenOn(socket, turns)
  const night = setInterval(() => void atNight(served, store, turns).catch(() => {}), 60_000)
  say({ kind: 'ready' })
  await ended
  clearInterval(night)
  if (existsSync(socket)) rmSync(socket)
}

async function refresh(office: Office, store: Store): Promise<void> {
  const layout = profileLayout(office.definitions)
  await catchUpTo(office, store, layout, office.clock())
  await tellCorrections(office.warehouse, store, office.clock())
}

async function catchUpTo(
  office: Office,
  store: Store,
  layout: ReturnType<typeof profileLayout>,
  now: Instant,
): Promise<void> {
  const { warehouse, settings } = office
  if (await isCurrent(warehouse, store, layout, startOf(dayOf(now)))) return
  await drawPeers(office, now)
  await catchUp(warehouse, store, layout, now, scratchOf(settings))
}

// A new day ends what may be kept no longer and moves every window of events: all profiles are drawn anew at five past midnight.
async function atNight(office: Office, store: Store, turns: Answerer): Promise<void> {
  const now = office.clock()
  const midnight = startOf(dayOf(now))
  if (Date.parse(now) - Date.parse(midnight) < five_minutes_past_midnight_ms) return
  if (await isDrawnSince(store, profileLayout(office.definitions), midnight)) return
  await turns('night', {}, () => {}) // in its turn: a load may be under way
}

async function nightly(office: Office, store: Store): Promise<void> {
  const now = office.clock()
  const layout = profileLayout(office.definitions)
  if (await isDrawnSince(store, layout, startOf(dayOf(now)))) return // by the night before it in the queue
  await answerAt(office, 'purge', {}, () => {})
  await drawPeers(office, now)
  await refreshAll(office.warehouse, store, layout, now, scratchOf(office.settings))
}

// Peers are drawn once a day, before the profiles that are compared with them.
async function drawPeers({ warehouse, definitions }: Office, now: Instant): Promise<void> {
  const drawn_at = await benchmarksDrawnAt(warehouse)
  if (drawn_at === null || drawn_at < startOf(dayOf(now)))
    await drawBenchmarks(warehouse, definitions, {
      as_of: now,
      law: await lawAt(warehouse, definitions.clocks, now),
    })
}
