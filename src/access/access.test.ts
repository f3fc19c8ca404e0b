import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  addClient,
  addInstitution,
  addPerson,
  ancestorsOf,
  clientById,
  dropToken,
  findToken,
  institutionById,
  institutionsBelow,
  keepToken,
  type NewClient,
  type NewInstitution,
  personById,
  requireClient,
  resumeClient,
  rotateClientKeys,
  suspendClient,
} from '#access'
import { client, client_key, now, openTestAccess } from '#access/testing'
import { instant } from '#kernel'
import { generateKey, publicHalf } from '#store'

test('a node knows its way up to the root, and a client comes with it in one read', async () => {
  await using store = await openTestAccess()
  const way = ['bank-a-sz-1', 'bank-a-sz', 'bank-a']
  assert.deepEqual(await ancestorsOf(store, 'bank-a-sz-1'), way)
  assert.deepEqual(await ancestorsOf(store, 'bank-a'), ['bank-a'])
  const below = async (id: string) =>
    (await institutionsBelow(store, id)).map(({ institution_id }) => institution_id)
  assert.deepEqual(await below('bank-a-sz'), ['bank-a-sz', 'bank-a-sz-1', 'bank-a-sz-2'])
  assert.deepEqual(await below('bank-a-sz-2'), ['bank-a-sz-2'])
  const found = await requireClient(store, { client_id: client.client_id, purpose: 'pre_loan' })
  const { ancestor_ids, institution_kind, institution_name, status, status_reason, ...rest } = found
  assert.deepEqual(rest, client)
  assert.deepEqual(
    [ancestor_ids, institution_kind, institution_name, status, status_reason],
    [way, 'bank', '演示银行甲南山支行', 'active', null],
  )
  assert.equal(await clientById(store, 'nobody'), null)
})

const odd_institutions = [
  ['an id that is taken', { institution_id: 'bank-a' }, 'institution_exists'],
  ['a parent that nobody knows', { parent_id: 'bank-z' }, 'institution_unknown'],
  ['a kind other than the parent’s', { kind: 'regulator' }, 'institution_kind_mismatch'],
] as const satisfies readonly (readonly [string, Partial<NewInstitution>, string])[]

test('an institution is refused with', async (t) => {
  await using store = await openTestAccess()
  for (const [what, change, code] of odd_institutions) {
    await t.test(what, async () => {
      const added = {
        institution_id: 'bank-a-new',
        parent_id: 'bank-a',
        kind: 'bank',
        name: '新',
        ...change,
      } as const
      await assert.rejects(addInstitution(store, added, now), { code })
    })
  }
})

const odd_clients = [
  ['an id that is taken', {}, 'client_exists'],
  ['a role that its institution cannot give', { client_id: 'x', roles: ['operator'] }, 'role_foreign'],
  ['no key', { client_id: 'x', jwks: [] }, 'client_keys_invalid'],
  ['a private key', { client_id: 'x', jwks: [client_key] }, 'client_keys_invalid'],
  ['half a key', { client_id: 'x', jwks: [{ ...publicHalf(client_key), y: '' }] }, 'client_keys_invalid'],
  ['an institution that nobody knows', { client_id: 'x', institution_id: 'z' }, 'institution_unknown'],
] as const satisfies readonly (readonly [string, Partial<NewClient>, string])[]

test('a client is refused with', async (t) => {
  await using store = await openTestAccess()
  for (const [what, change, code] of odd_clients) {
    await t.test(what, async () => {
      await assert.rejects(addClient(store, { ...client, ...change }, now), { code })
    })
  }
})

test('a client asks until it is suspended, and again once resumed, for the purposes it agreed to', async () => {
  await using store = await openTestAccess()
  const { client_id } = client
  await assert.rejects(requireClient(store, { client_id: 'nobody' }), { code: 'client_unknown' })
  await assert.rejects(requireClient(store, { client_id, purpose: 'prospecting' }), {
    code: 'purpose_not_agreed',
  })
  await suspendClient(store, client_id, '查询异常')
  await assert.rejects(requireClient(store, { client_id }), { code: 'client_suspended', message: /查询异常/ })
  await resumeClient(store, client_id)
  assert.equal((await requireClient(store, { client_id })).status_reason, null)
  await assert.rejects(suspendClient(store, 'nobody', 'x'), { code: 'client_unknown' })
})

test('rotated keys stand in place of the old ones', async () => {
  await using store = await openTestAccess()
  const jwks = [publicHalf(generateKey('gm')), publicHalf(generateKey('intl'))]
  await rotateClientKeys(store, { client_id: client.client_id, jwks })
  assert.deepEqual((await clientById(store, client.client_id))?.jwks, jwks)
  await assert.rejects(rotateClientKeys(store, { client_id: 'nobody', jwks }), { code: 'client_unknown' })
})

test('a person has a place in the tree', async () => {
  await using store = await openTestAccess()
  const person = {
    person_id: 'p1',
    institution_id: 'bank-a-sz',
    name: '示例',
    roles: ['bank_query'],
  } as const
  await addPerson(store, person, now)
  const place = { ancestor_ids: ['bank-a-sz', 'bank-a'], institution_kind: 'bank', status: 'active' }
  const { institution_name, ...kept } = (await personById(store, 'p1')) ?? { institution_name: '' }
  assert.deepEqual(kept, { ...person, ...place })
  assert.equal(institution_name, (await institutionById(store, 'bank-a-sz')).name)
  await assert.rejects(addPerson(store, person, now), { code: 'person_exists' })
  assert.equal(await personById(store, 'p2'), null)
})

test('what the token endpoint keeps is there until the instant it expires', async () => {
  await using store = await openTestAccess()
  const expires_at = instant('2026-06-30T10:01:00Z')
  await keepToken(store, { model: 'ReplayDetection', id: 'a', payload: { iss: 'x' }, expires_at }, now)
  assert.deepEqual(await findToken(store, 'ReplayDetection', 'a', now), { iss: 'x' })
  assert.equal(await findToken(store, 'ReplayDetection', 'a', expires_at), null)
  await dropToken(store, 'ReplayDetection', 'a')
  assert.equal(await findToken(store, 'ReplayDetection', 'a', now), null)
})
