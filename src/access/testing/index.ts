/** A bank with two branches for a test, and a client of one of them. */
import { accessMigrations, addClient, addInstitution, type NewClient, type NewInstitution } from '#access'
import { type Instant, instant } from '#kernel'
import { generateKey, publicHalf, type Store, type Tx } from '#store'
import { openTestStore } from '#store/testing'

/** The instant at which tests happen. */
export const now: Instant = instant('2026-06-30T10:00:00Z')

/** 演示银行甲 with one 分行 and its two 支行. */
export const bank: readonly NewInstitution[] = [
  { institution_id: 'bank-a', parent_id: null, kind: 'bank', name: '演示银行甲' },
  { institution_id: 'bank-a-sz', parent_id: 'bank-a', kind: 'bank', name: '演示银行甲深圳分行' },
  { institution_id: 'bank-a-sz-1', parent_id: 'bank-a-sz', kind: 'bank', name: '演示银行甲南山支行' },
  { institution_id: 'bank-a-sz-2', parent_id: 'bank-a-sz', kind: 'bank', name: '演示银行甲福田支行' },
]

/** The private key of `client`. */
export const client_key = generateKey('intl')

/** A client of the first 支行 that may query, decide and post consents. */
export const client: NewClient = {
  client_id: 'bank-a-app',
  institution_id: 'bank-a-sz-1',
  name: '手机银行',
  roles: ['bank_query', 'bank_decide', 'consent_post'],
  scopes: ['query', 'decide', 'consent'],
  purposes: ['pre_loan', 'post_loan'],
  jwks: [publicHalf(client_key)],
  rate_limit_per_minute: null,
}

/** Adds the bank and its client. */
export async function addBank(tx: Tx): Promise<void> {
  for (const institution of bank) await addInstitution(tx, institution, now)
  await addClient(tx, client, now)
}

/** A store that holds the bank and its client. */
export async function openTestAccess(): Promise<Store> {
  const store = await openTestStore(accessMigrations)
  await store.transaction(addBank)
  return store
}
