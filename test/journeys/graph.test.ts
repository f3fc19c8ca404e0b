import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demo_firms } from '#sandbox'
import { send, tokenOf } from './client.ts'

const path = (uscc: string, as_of = ''): string => `/v1/enterprises/${uscc}/graph${as_of}`
const [firm] = Object.values(demo_firms)
const uscc = firm?.uscc ?? ''

test('the operator looks at the graph around a firm, as of a day', async () => {
  const token = await tokenOf('operator')
  const { status, body } = await send('GET', path(uscc, '?as_of=2026-06-30'), token)
  assert.deepEqual([status, body.uscc, body.on], [200, uscc, '2026-06-30'])
  const [node] = body.nodes as unknown as readonly { id: string }[]
  assert.equal(node?.id, uscc)
})

for (const [what, client_id, asked, status, code] of [
  ['a bank', 'bank-a-app', path(uscc), 403, 'role_missing'],
  ['a code that nobody has', 'operator', path('91440300QX00ZZZZ00'), 404, 'graph_enterprise_unknown'],
  ['a day that there is not', 'operator', path(uscc, '?as_of=2026-02-30'), 400, 'bad_instant'],
] as const) {
  test(`${what} is refused: ${code}`, async () => {
    const told = await send('GET', asked, await tokenOf(client_id))
    assert.deepEqual([told.status, told.body.code], [status, code])
  })
}
