import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type ConsentPayload,
  consentById,
  evidenceOf,
  noticesTo,
  type Poster,
  postConsent,
  readSignedConsent,
  type SignedConsent,
  verifyEvidence,
} from '#consent'
import {
  bank_key,
  enterprise,
  held_by_loan,
  of_noodle_shop,
  openTestConsent,
  payload,
  poster,
  signed,
} from '#consent/testing'
import { day, instant } from '#kernel'
import { sql } from '#sql'
import { generateKey, publicHalf } from '#store'

test('a posted consent is granted and attested, and both sides and the log are told', async () => {
  await using open = await openTestConsent()
  const { store, acting } = open
  const consent = await store.transaction((tx) => postConsent(tx, signed(), poster, acting))
  assert.deepEqual(
    [consent.status, consent.attested, consent.channel, consent.version, consent.timestamp.value],
    ['granted', true, 'bank_app', 1, acting.at],
  )
  assert.deepEqual(await consentById(store, consent.consent_id), consent)
  for (const addressee of [enterprise, 'bank-a-sz-1']) {
    const [notice] = await noticesTo(store, addressee)
    assert.deepEqual([notice?.event, notice?.consent_id], ['consent_granted', consent.consent_id])
  }
  const leaves = await store.rows<{ entry: string }>(sql`SELECT entry FROM audit.leaves`)
  assert.deepEqual(
    leaves.map(({ entry }) => JSON.parse(entry).act),
    ['consent.grant'],
  )
})

test('the same posted twice is one consent, even from two connections at once', async () => {
  await using open = await openTestConsent()
  const { store, acting } = open
  const post = () => store.transaction((tx) => postConsent(tx, signed(), poster, acting))
  const [one, other] = await Promise.all([post(), post()])
  assert.equal(one.consent_id, other.consent_id)
  assert.equal((await noticesTo(store, enterprise)).length, 1)
})

const at_a_time = (signed_at: string): Partial<ConsentPayload> => ({ signed_at: instant(signed_at) })
const agent = (poa: Partial<NonNullable<ConsentPayload['signer']['power_of_attorney']>>) => ({
  signer: {
    ...payload.signer,
    role: 'agent' as const,
    power_of_attorney: {
      poa_id: 'poa-1',
      valid_from: day('2026-06-30'),
      valid_to: day('2026-06-30'),
      legal_rep_id_hash_sm3_salted: 'c'.repeat(64),
      ...poa,
    },
  },
})

const terms = [
  ['the signature of this moment', at_a_time('2026-06-30T10:00:00Z'), null],
  ['a signature of the next microsecond', at_a_time('2026-06-30T10:00:00.000001Z'), 'consent_signed_late'],
  ['a signature 24 hours old', at_a_time('2026-06-29T10:00:00Z'), null],
  ['a signature older than that', at_a_time('2026-06-29T09:59:59.999999Z'), 'consent_signed_late'],
  ['a template nobody approved', { template_version: 2 }, 'template_unknown'],
  ['another template’s digest', { template_hash_sm3: 'd'.repeat(64) }, 'consent_text_mismatch'],
  ['another text’s digest', { shown_text_hash_sm3: 'd'.repeat(64) }, 'consent_text_mismatch'],
  ['another subject’s name', { subject: { ...payload.subject, name: '他人' } }, 'consent_text_incomplete'],
  ['one factor', { signer: { ...payload.signer, auth_factors: ['face'] } }, 'consent_terms_invalid'],
  ['a term of a year', { valid_to: day('2027-06-30') }, null],
  ['a term of a day more', { valid_to: day('2027-07-01') }, 'consent_terms_invalid'],
  ['a single day', { valid_to: day('2026-06-30') }, null],
  ['an end before its beginning', { valid_to: day('2026-06-29') }, 'consent_terms_invalid'],
  ['no end', { valid_to: null }, 'consent_terms_invalid'],
  ['no end until its loan is settled', held_by_loan, null],
  ['no end for a loan nobody names', { ...held_by_loan, loan_ref_hash: undefined }, 'consent_terms_invalid'],
  [
    'no end before the loan',
    { ...held_by_loan, purpose: 'in_loan', post_loan_monitoring: false },
    'consent_terms_invalid',
  ],
  ['monitoring before the loan', { post_loan_monitoring: true }, 'consent_terms_invalid'],
  ['a required scope left out', { scopes: ['tax_declaration_monthly'] }, 'consent_terms_invalid'],
  ['a scope nobody named', { scopes: [...payload.scopes, 'jud_execution'] }, 'consent_terms_invalid'],
  ['an agent with a power of attorney for today', agent({}), null],
  [
    'an agent whose power ended',
    agent({ valid_from: day('2026-06-29'), valid_to: day('2026-06-29') }),
    'consent_terms_invalid',
  ],
  [
    'an agent who is the legal representative',
    agent({ legal_rep_id_hash_sm3_salted: 'a'.repeat(64) }),
    'consent_terms_invalid',
  ],
  ['an agent without a power', { signer: { ...payload.signer, role: 'agent' } }, 'consent_terms_invalid'],
  ['an individual business', of_noodle_shop, null],
  ['an individual business bound to a loan', { ...of_noodle_shop, ...held_by_loan }, 'consent_terms_invalid'],
  [
    'a code of another type',
    { subject: { ...payload.subject, subject_type: 'individual_business' } },
    'consent_terms_invalid',
  ],
  [
    'a code that is none',
    { subject: { ...payload.subject, uscc: '91440300QX0000018X' } },
    'consent_terms_invalid',
  ],
  ['a node of another bank', { grantee: { ...payload.grantee, node_id: 'bank-b' } }, 'consent_foreign'],
] as const satisfies readonly (readonly [string, object, string | null])[]

test('a consent stands or falls by its terms', async (t) => {
  await using open = await openTestConsent()
  const { store, acting } = open
  for (const [what, change, code] of terms) {
    await t.test(`with ${what} it is ${code === null ? 'taken' : 'refused'}`, async () => {
      const own = signed(JSON.parse(JSON.stringify(change)))
      const post = store.transaction((tx) => postConsent(tx, own, poster, acting))
      if (code === null) assert.equal((await post).status, 'granted')
      else await assert.rejects(post, { code })
    })
  }
})

const forgeries = [
  [
    'changed after it was signed',
    { ...signed(), payload: { ...payload, products: ['P01'] } },
    {},
    'consent_signature_invalid',
  ],
  ['signed by a key that is not registered', signed({}, generateKey('gm')), {}, 'consent_signature_invalid'],
  ['posted by a bank that is not above the node', signed(), { institution_id: 'bank-b' }, 'consent_foreign'],
  ['with another text than was signed', { ...signed(), shown_text: '授权' }, {}, 'consent_text_mismatch'],
] as const satisfies readonly (readonly [string, SignedConsent, Partial<Poster>, string])[]

test('a consent that is not what was signed is refused', async (t) => {
  await using open = await openTestConsent()
  const { store, acting } = open
  for (const [what, posted, by, code] of forgeries) {
    await t.test(what, async () => {
      const post = store.transaction((tx) => postConsent(tx, posted, { ...poster, ...by }, acting))
      await assert.rejects(post, { code })
    })
  }
})

test('a consent signed on P-256 is taken too, and one that supersedes ends the other', async () => {
  await using open = await openTestConsent()
  const { store, acting } = open
  const key = generateKey('intl')
  const jwks = [publicHalf(bank_key), publicHalf(key)]
  const old = await store.transaction((tx) => postConsent(tx, signed(), poster, acting))
  const next = signed({ supersedes: old.consent_id }, key)
  const consent = await store.transaction((tx) => postConsent(tx, next, { ...poster, jwks }, acting))
  assert.equal(consent.signature.alg, 'ES256')
  assert.equal((await consentById(store, old.consent_id)).status, 'superseded')
  const foreign = signed({ ...of_noodle_shop, supersedes: consent.consent_id })
  await assert.rejects(
    store.transaction((tx) => postConsent(tx, foreign, poster, acting)),
    { code: 'consent_foreign' },
  )
})

test('evidence proves its consent, and not with any byte of any step flipped', async () => {
  await using open = await openTestConsent()
  const { store, acting } = open
  const { consent_id } = await store.transaction((tx) => postConsent(tx, signed(), poster, acting))
  const evidence = await evidenceOf(store, consent_id)
  assert.ok(verifyEvidence(evidence))
  for (const [step_no, step] of evidence.steps.entries()) {
    for (const field of ['content', 'digest_sm3', 'prev_digest', 'at'] as const) {
      for (let at = 0; at < step[field].length; at += 7) {
        const flipped = `${step[field].slice(0, at)}${step[field][at] === '1' ? '2' : '1'}${step[field].slice(at + 1)}`
        const steps = evidence.steps.with(step_no, { ...step, [field]: flipped })
        assert.ok(!verifyEvidence({ consent_id, steps }), `${field} of ${step.step} at ${at}`)
      }
    }
  }
  assert.ok(!verifyEvidence({ consent_id: 'C0', steps: evidence.steps }))
  assert.ok(!verifyEvidence({ consent_id, steps: evidence.steps.slice(1) }))
  await assert.rejects(evidenceOf(store, 'C0'), { code: 'consent_unknown' })
})

test('what comes is read at the door', () => {
  assert.deepEqual(readSignedConsent(JSON.parse(JSON.stringify(signed()))).payload, payload)
  const unread = (change: object): unknown => JSON.parse(JSON.stringify({ ...signed(), ...change }))
  assert.throws(() => readSignedConsent(unread({ payload: { ...payload, extra: 1 } })), {
    code: 'schema_mismatch',
  })
  assert.throws(() => readSignedConsent(unread({ shown_text: '' })), { code: 'schema_mismatch' })
  const odd = { ...payload, valid_to: '2026-02-30' }
  assert.throws(() => readSignedConsent(unread({ payload: odd })), { code: 'bad_day' })
})
