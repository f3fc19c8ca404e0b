import assert from 'node:assert/strict'
import { test } from 'node:test'
import { send, tokenOf } from './client.ts'
import { firm, nameOf } from './history.ts'

const path = (text: string): string => `/v1/resolve?text=${encodeURIComponent(text)}`

test('the operator finds a firm by its code, by the code inside it and by a name that is nearly its own', async () => {
  const token = await tokenOf('operator')
  const ask = async (text: string) => {
    const { status, body } = await send('GET', path(text), token)
    assert.equal(status, 200)
    return {
      by: body.by,
      candidates: body.candidates as unknown as readonly { uscc: string; score: number }[],
    }
  }
  const exact = await ask(firm.toLowerCase())
  assert.deepEqual([exact.by, exact.candidates.map(({ uscc }) => uscc)], ['uscc', [firm]])
  const inner = await ask(firm.slice(8, 17))
  assert.deepEqual(inner.by, 'organisation_code')
  assert.ok(inner.candidates.some(({ uscc }) => uscc === firm))
  const named = await ask(nameOf(firm).replace('深圳市', ' 深圳市　'))
  assert.equal(named.candidates[0]?.uscc, firm)
})

for (const [what, client_id, asked, status, code] of [
  ['a bank', 'bank-a-app', path('示例'), 403, 'role_missing'],
  ['nothing but spaces', 'operator', path('  '), 400, 'resolve_empty'],
  ['fifteen digits', 'operator', path('440301103097413'), 422, 'registration_number_unread'],
] as const) {
  test(`${what} is refused: ${code}`, async () => {
    const told = await send('GET', asked, await tokenOf(client_id))
    assert.deepEqual([told.status, told.body.code], [status, code])
  })
}
