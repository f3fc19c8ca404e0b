import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeWorkerUtils } from 'graphile-worker'
import { clientAsActor } from '#access'
import { canonicalJson, type Json, Refusal } from '#kernel'
import { generateKey, type Jwk, signerOf } from '#store'
import { queueOptions } from '../jobs.ts'
import { openTestBureau } from '../testing/bureau.ts'
import { pushFront, takePush } from './push.ts'
import type { Taking } from './take.ts'

const content = Buffer.from('uscc,stat_month,insured_n\n91440300QX0000018L,2026-05,60\n')
const promise = {
  ...{ request_id: 'D1', source: 'hrss', dataset: 'ss_headcount_monthly', file: '参保_2026-05.csv' },
  ...{ bytes: content.length, sm3: createHash('sm3').update(content).digest('hex') },
  ...{ known_at: '2026-06-20', complete: true },
}

async function opened() {
  const open = await openTestBureau()
  const { state } = open
  const utils = await makeWorkerUtils(queueOptions(state, () => {}))
  await utils.migrate()
  await utils.release()
  const front = pushFront(state)
  const keyOf = (client_id: string): Jwk =>
    JSON.parse(readFileSync(join(state.settings.data_dir, 'demo', `${client_id}.json`), 'utf8'))
  const signed = (changes: object, key: Jwk) => {
    const sent = { ...promise, ...changes }
    const { kid, alg, sign } = signerOf(key)
    return { promise: sent, signature: { kid, alg, value: sign(Buffer.from(canonicalJson(sent as Json))) } }
  }
  return {
    ...open,
    front,
    async begin(changes: object = {}, by = 'hrss-gateway', key = keyOf(by)) {
      return front.begin(await open.client(by), signed(changes, key))
    },
    async append(delivery_id: string, offset: number, ...chunks: Uint8Array[]) {
      return front.append(await open.client('hrss-gateway'), delivery_id, offset, streamOf(chunks))
    },
    async read(delivery_id: string, by = 'hrss-gateway') {
      return front.read(clientAsActor(await open.client(by)), delivery_id)
    },
    load: (delivery_id: string, ask: Taking['ask']) =>
      takePush(state, delivery_id, { ask, clock: state.clock }),
    folder: (delivery_id: string) => join(state.settings.data_dir, 'pushed', delivery_id),
  }
}

async function* streamOf(chunks: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* chunks
}

async function* cutAfter(chunk: Uint8Array): AsyncIterable<Uint8Array> {
  yield chunk
  throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
}

test('a file is promised, sent in pieces, loaded as promised, and its bytes are gone', async () => {
  await using desk = await opened()
  const begun = await desk.begin()
  assert.deepEqual([begun.state, begun.received], ['receiving', 0])
  const half = await desk.append(begun.delivery_id, 0, content.subarray(0, 20))
  assert.deepEqual([half.state, half.received], ['receiving', 20])
  const whole = await desk.append(begun.delivery_id, 20, content.subarray(20, 30), content.subarray(30))
  assert.deepEqual([whole.state, whole.received], ['waiting', content.length])
  const asked: unknown[] = []
  await desk.load(begun.delivery_id, async (_, args) => {
    asked.push({ ...args, paths: args.paths.length })
    return { batches: [{ file: args.paths[0] ?? '' }] }
  })
  const { dataset, source, known_at } = promise
  assert.deepEqual(asked, [{ paths: 1, dataset, source, known_at, complete: true }])
  const done = await desk.read(begun.delivery_id)
  assert.deepEqual([done.state, done.outcome], ['done', { batches: [{ file: promise.file }] }])
  assert.ok(!existsSync(desk.folder(begun.delivery_id)))
})

test('what came before the line broke stays, and the sender goes on from there', async () => {
  await using desk = await opened()
  const { delivery_id } = await desk.begin()
  const client = await desk.client('hrss-gateway')
  await assert.rejects(desk.front.append(client, delivery_id, 0, cutAfter(content.subarray(0, 7))), {
    code: 'upload_cut',
    details: { received: 7 },
  })
  assert.equal((await desk.begin()).received, 7)
  for (const offset of [0, 6, 8])
    await assert.rejects(desk.append(delivery_id, offset, content), { code: 'upload_offset_differs' })
  assert.equal((await desk.append(delivery_id, 7, content.subarray(7))).state, 'waiting')
  await assert.rejects(desk.append(delivery_id, content.length), { code: 'delivery_closed' })
})

test('one byte more than promised is refused and none of the request is kept', async () => {
  await using desk = await opened()
  const { delivery_id } = await desk.begin()
  await desk.append(delivery_id, 0, content.subarray(0, 7))
  await assert.rejects(desk.append(delivery_id, 7, content.subarray(7), Buffer.from('x')), {
    code: 'upload_too_long',
  })
  assert.equal((await desk.read(delivery_id)).received, 7)
})

test('bytes that are not the promised ones end the delivery', async () => {
  await using desk = await opened()
  const { delivery_id } = await desk.begin()
  const altered = Buffer.from(content)
  altered[content.length - 2] = 0x31
  await assert.rejects(desk.append(delivery_id, 0, altered), { code: 'digest_differs' })
  const { state, outcome } = await desk.read(delivery_id)
  assert.deepEqual([state, (outcome as { code: string }).code], ['refused', 'digest_differs'])
  assert.ok(!existsSync(desk.folder(delivery_id)))
})

test('a load that is refused is told with its code; a worker that is silent is waited for', async () => {
  await using desk = await opened()
  const { delivery_id } = await desk.begin()
  await desk.append(delivery_id, 0, content)
  const silent = new Refusal('worker_silent', 'unavailable', 'silent', {})
  await assert.rejects(
    desk.load(delivery_id, () => Promise.reject(silent)),
    { code: 'worker_silent' },
  )
  assert.equal((await desk.read(delivery_id)).state, 'waiting')
  const no = (_: unknown, { paths }: { readonly paths: readonly string[] }) =>
    Promise.reject(new Refusal('file_empty', 'unprocessable', '{file} is empty', { file: paths[0] ?? '' }))
  await desk.load(delivery_id, no)
  const { state, outcome } = await desk.read(delivery_id)
  assert.deepEqual(
    [state, outcome],
    ['refused', { code: 'file_empty', message: `${promise.file} is empty`, details: { file: promise.file } }],
  )
})

for (const [what, changes, code] of [
  ['another source', { source: 'tax', dataset: 'tax_payment' }, 'source_foreign'],
  ['a source that nobody knows', { source: 'none' }, 'source_unknown'],
  ['a dataset of another source', { dataset: 'tax_payment' }, 'source_none'],
  ['an archive', { file: 'a.zip' }, 'file_kind_unknown'],
  ['a path', { file: '../a.csv' }, 'schema_mismatch'],
  ['a hidden file', { file: '.a.csv' }, 'schema_mismatch'],
  ['nothing', { bytes: 0 }, 'schema_mismatch'],
  ['more than is taken', { bytes: 21_474_836_481 }, 'push_too_large'],
  ['what will be known tomorrow', { known_at: '2026-07-01' }, 'known_at_future'],
] as const) {
  test(`a promise of ${what} is refused with ${code}`, async () => {
    await using desk = await opened()
    await assert.rejects(desk.begin(changes), { code })
  })
}

test('a promise is signed by a key of its sender, and by no other', async () => {
  await using desk = await opened()
  const code = 'delivery_signature_invalid'
  await assert.rejects(desk.begin({}, 'hrss-gateway', generateKey('intl')), { code })
  await assert.rejects(desk.begin({}, 'bank-a-app'), { code: 'role_missing' })
})

test('a request sent twice begins one delivery; another promise under its id is refused', async () => {
  await using desk = await opened()
  const [first, again] = [await desk.begin(), await desk.begin()]
  assert.equal(first.delivery_id, again.delivery_id)
  await assert.rejects(desk.begin({ complete: false }), { code: 'delivery_request_reused' })
})

test('a delivery is seen by its institution and the operator alone', async () => {
  await using desk = await opened()
  const { delivery_id } = await desk.begin()
  assert.equal((await desk.read(delivery_id, 'operator')).received, 0)
  await assert.rejects(desk.read(delivery_id, 'bank-a-app'), { code: 'role_missing' })
})

test('twenty files are sent at once and no more, until one has lain unfinished for a week', async () => {
  await using desk = await opened()
  for (let number = 1; number <= 20; number += 1) await desk.begin({ request_id: `D${number}` })
  await assert.rejects(desk.begin({ request_id: 'D21' }), { code: 'pushes_too_many' })
  assert.equal((await desk.begin({ request_id: 'D20' })).state, 'receiving')
  desk.wait(7 * 86_400_000)
  await assert.rejects(desk.begin({ request_id: 'D21' }), { code: 'pushes_too_many' })
  desk.wait(1)
  assert.equal((await desk.begin({ request_id: 'D21' })).state, 'receiving')
})
