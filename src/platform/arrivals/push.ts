import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Actor, type Client, clientAsActor, requireRole } from '#access'
import { dayOf, type Instant, instant, instantFromMs, type Json, msOf, Refusal, refusals } from '#kernel'
import {
  beginPush,
  endPush,
  isDeliveryFile,
  type Push,
  type PushPromise,
  pushById,
  readPush,
  receivedPush,
  refuseDelivery,
  requireSigned,
  requireSource,
  unfinishedPushes,
} from '#sources'
import type { Tx } from '#store'
import type { Definitions } from '../definitions.ts'
import type { FrontState } from '../front-state.ts'
import { queuePush } from '../jobs.sql.ts'
import type { Settings } from '../settings.ts'
import { isPassing, outcomeOf, type Taking } from './take.ts'
import { appendBytes, receivedBytes, sm3Of } from './upload.ts'

/** A pushed delivery as its sender sees it: how many of its bytes are here, and what became of it. */
export interface PushView {
  readonly delivery_id: string
  readonly state: Push['state']
  readonly source: string
  readonly dataset: string
  readonly file: string
  readonly bytes: number
  readonly received: number
  readonly made_at: Instant
  readonly done_at: Instant | null
  readonly outcome: Json
}

/** What the machine of a source does to deliver: promise a file, send its bytes, hear what became of it. */
export interface PushFront {
  begin(client: Client, body: unknown): Promise<PushView>
  append(
    client: Client,
    delivery_id: string,
    offset: number,
    chunks: AsyncIterable<Uint8Array>,
  ): Promise<PushView>
  read(actor: Actor, delivery_id: string): Promise<PushView>
}

const day_ms = 86_400_000

const refuse = refusals({
  source_foreign: ['forbidden', '{client_id} does not deliver for {source}'],
  push_too_large: ['unprocessable', 'a file of {bytes} bytes is too large; at most {most} are taken'],
  pushes_too_many: ['busy', '{client_id} has {open} files unfinished; send one of them to its end'],
  delivery_closed: ['conflict', 'all bytes of {delivery_id} are here; it is {state}'],
  known_at_future: ['bad_request', 'known_at is {known_at}; nothing is known before it happens'],
})

/** The push over a bureau's state. */
export function pushFront(state: FrontState): PushFront {
  const { store, settings, definitions, clock } = state
  const own = (actor: Actor) => (push: Push) =>
    push.institution_id === actor.institution_id || actor.roles.includes('operator')
  return {
    async begin(client, body) {
      const actor = clientAsActor(client)
      requireRole(actor, 'delivery.push')
      const sent = readPush(body)
      requireSigned(sent, client)
      const { client_id, institution_id } = client
      requirePossible(state, actor, sent.promise)
      await dropOld(state, client_id)
      const push: Push = {
        ...{ delivery_id: Buffer.from(state.bureau.counter.random(16)).toString('hex'), client_id },
        ...{ institution_id, promise: sent.promise, state: 'receiving', outcome: null },
        ...{ made_at: clock(), done_at: null },
      }
      const kept = await store.transaction(async (tx) => {
        const begun = await beginPush(tx, push, sent.signature)
        if (begun.delivery_id === push.delivery_id) await requireRoom(tx, client_id, definitions)
        return begun
      })
      return viewOf(settings, kept)
    },
    async append(client, delivery_id, offset, chunks) {
      const actor = clientAsActor(client)
      requireRole(actor, 'delivery.push')
      const push = await pushById(store, delivery_id, own(actor))
      if (push.state !== 'receiving') throw refuse('delivery_closed', { delivery_id, state: push.state })
      const { bytes } = push.promise
      const received = await appendBytes(pathOf(settings, push), { offset, bytes }, chunks)
      if (received === bytes) await finish(state, push)
      return viewOf(settings, await pushById(store, delivery_id))
    },
    async read(actor, delivery_id) {
      requireRole(actor, 'delivery.push')
      return viewOf(settings, await pushById(store, delivery_id, own(actor)))
    },
  }
}

/** Loads a pushed file that is here whole, and keeps what became of it. Lets pass what another try may not meet. */
export async function takePush(state: FrontState, delivery_id: string, { ask }: Taking): Promise<void> {
  const { store, settings, clock } = state
  const push = await pushById(store, delivery_id)
  if (push.state !== 'waiting') return
  const { dataset, source, known_at, complete, backfill, snapshot } = push.promise
  const said = { dataset, source, known_at, complete, backfill, snapshot }
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
  const path = pathOf(settings, push)
  try {
    const report = await ask('ingest', { paths: [path], ...given })
    await endPush(store, push, 'done', nameless(settings, push, report), clock())
  } catch (error) {
    if (!(error instanceof Refusal) || isPassing(error)) throw error
    await endPush(store, push, 'refused', nameless(settings, push, outcomeOf(error)), clock())
  }
  rmSync(folderOf(settings, push), { recursive: true, force: true })
}

// A source says what it delivers of; what an archive's own manifest would say is not signed by its key.
function requirePossible({ definitions, clock }: FrontState, actor: Actor, promise: PushPromise): void {
  const { source: source_id, dataset, file, bytes, known_at } = promise
  const source = definitions.sources.find(({ id }) => id === source_id)
  if (source === undefined) throw refuseDelivery('source_unknown', { source: source_id })
  if (!actor.roles.includes('operator') && !actor.ancestor_ids.includes(source_id))
    throw refuse('source_foreign', { client_id: actor.id, source: source_id })
  requireSource(definitions.sources, { dataset, source }, dayOf(clock()))
  if (!isDeliveryFile(file)) throw refuseDelivery('file_kind_unknown', { file })
  const most = definitions.intake.push_bytes.value
  if (bytes > most) throw refuse('push_too_large', { bytes, most })
  if (instant(known_at) > clock()) throw refuse('known_at_future', { known_at })
}

async function requireRoom(tx: Tx, client_id: string, { intake }: Definitions): Promise<void> {
  const { length: open } = await unfinishedPushes(tx, client_id)
  if (open > intake.pushes_open.value) throw refuse('pushes_too_many', { client_id, open: open - 1 })
}

// What a line left unfinished long ago makes room for what comes now.
async function dropOld(state: FrontState, client_id: string): Promise<void> {
  const { store, settings, definitions, clock } = state
  const days = definitions.intake.push_days.value
  const oldest = instantFromMs(msOf(clock()) - days * day_ms)
  const unfinished = await unfinishedPushes(store, client_id)
  for (const push of unfinished.filter(({ made_at }) => made_at < oldest)) {
    const why = { code: 'upload_unfinished', message: `not finished within ${days} days` }
    await endPush(store, push, 'refused', why, clock())
    rmSync(folderOf(settings, push), { recursive: true, force: true })
  }
}

async function finish({ store, settings, clock }: FrontState, push: Push): Promise<void> {
  const { file, sm3 } = push.promise
  const found = await sm3Of(pathOf(settings, push))
  if (found !== sm3) {
    const differs = refuseDelivery('digest_differs', { file, promised: sm3, found })
    await endPush(store, push, 'refused', outcomeOf(differs), clock())
    rmSync(folderOf(settings, push), { recursive: true, force: true })
    throw differs
  }
  await store.transaction(async (tx) => {
    if (await receivedPush(tx, push)) await tx.rows(queuePush(push.delivery_id))
  })
}

function viewOf(settings: Settings, push: Push): PushView {
  const { delivery_id, state, promise, made_at, done_at, outcome } = push
  const { source, dataset, file, bytes } = promise
  const received = state === 'receiving' ? receivedBytes(pathOf(settings, push)) : bytes
  return { delivery_id, state, source, dataset, file, bytes, received, made_at, done_at, outcome }
}

function folderOf({ data_dir }: Settings, { delivery_id }: Push): string {
  return join(data_dir, 'pushed', delivery_id)
}

function pathOf(settings: Settings, push: Push): string {
  return join(folderOf(settings, push), push.promise.file)
}

// A sender knows its file by the name it gave, not by where it stands here.
function nameless(settings: Settings, push: Push, told: Json): Json {
  const folder = JSON.stringify(join(folderOf(settings, push), '/')).slice(1, -1)
  return JSON.parse(JSON.stringify(told).replaceAll(folder, '')) as Json
}
