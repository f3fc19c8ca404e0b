import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { canonicalJson, digestHex, type Json } from '#kernel'
import { signerOf } from '#store'
import { bureau } from './bureau.ts'
import { clientOf, send, tokenOf } from './client.ts'
import { clock } from './history.ts'

const content = Buffer.from(
  'uscc,stat_month,insured_n\n91440300QX0000018L,2020-01,60\n91440300QX0000018M,2020-01,6\n',
)

async function promised(request_id: string) {
  const promise = {
    ...{ request_id, source: 'hrss', dataset: 'ss_headcount_monthly', file: '参保.csv', known_at: clock() },
    ...{ bytes: content.length, sm3: createHash('sm3').update(content).digest('hex') },
  }
  const { kid, alg, sign } = signerOf((await clientOf('hrss-gateway')).private_key)
  const value = sign(Buffer.from(canonicalJson(promise as Json)))
  return { promise, signature: { kid, alg, value } }
}

async function patch(
  id: string,
  token: string,
  offset: string,
  bytes: Uint8Array,
  type = 'application/offset+octet-stream',
) {
  const { url } = await bureau()
  const headers = { authorization: `Bearer ${token}`, 'content-type': type, 'upload-offset': offset }
  const response = await fetch(`${url}/v1/deliveries/${id}`, {
    method: 'PATCH',
    headers,
    body: new Blob([bytes]),
  })
  return {
    status: response.status,
    offset: response.headers.get('upload-offset'),
    body: (await response.json()) as Readonly<Record<string, Json>>, // a reply of ours
  }
}

test('a department sends a file in two pieces; what came in and what did not is told to it', async () => {
  const token = await tokenOf('hrss-gateway')
  const begun = await send('POST', '/v1/deliveries', token, await promised(`D ${digestHex('gm', clock())}`))
  assert.equal(begun.status, 201)
  const id = String(begun.body.delivery_id)
  assert.deepEqual((await patch(id, token, '0', content.subarray(0, 30))).offset, '30')
  assert.equal((await patch(id, token, '0', content)).body.code, 'upload_offset_differs')
  assert.equal((await patch(id, token, 'x', content)).status, 400)
  assert.equal((await patch(id, token, '30', content, 'application/json')).status, 400)
  assert.deepEqual((await patch(id, token, '30', content.subarray(30))).status, 200)
  let told = await send('GET', `/v1/deliveries/${id}`, token)
  for (let tries = 0; tries < 100 && told.body.state === 'waiting'; tries += 1) {
    await sleep(100)
    told = await send('GET', `/v1/deliveries/${id}`, token)
  }
  const { batches } = told.body.outcome as unknown as {
    batches: readonly { file: string; accepted: number; quarantined: number }[]
  }
  const [batch] = batches
  assert.deepEqual(
    [told.body.state, batch?.file, batch?.accepted, batch?.quarantined],
    ['done', '参保.csv', 1, 1],
  )
})

for (const client_id of ['bank-a-app', 'owner-inbox']) {
  test(`${client_id} delivers nothing`, async () => {
    const sent = await send('POST', '/v1/deliveries', await tokenOf(client_id), await promised('D2'))
    assert.deepEqual([sent.status, sent.body.code], [403, 'role_missing'])
  })
}
