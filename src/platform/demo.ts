import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { addClient, addInstitution, clientById, institutionById, type Role } from '#access'
import { dayOf } from '#kernel'
import { buildCity, demo_banks, latestCityMonth } from '#sandbox'
import { listBatches } from '#sources'
import { generateKey, type Jwk, publicHalf, type Store } from '#store'
import { readSecretKey } from './demo-keys.ts'
import type { FrontState } from './front-state.ts'
import { ingest } from './ingest.ts'
import type { Tell } from './line.ts'
import type { Office } from './office.ts'

/** How large the demo city is. 模拟数据. */
export const demo_size = { enterprises: 4_000, months: 36, seed: 1 } as const

/** Builds the demo city and loads it, where the warehouse is still empty. */
export async function firstDemo(office: Office, tell: Tell): Promise<void> {
  if ((await listBatches(office.warehouse)).length > 0) return
  const out = join(office.settings.data_dir, 'city')
  if (!existsSync(join(out, 'city.json'))) {
    rmSync(out, { recursive: true, force: true })
    const until = latestCityMonth(dayOf(office.clock()))
    await buildCity({ ...demo_size, until, out, datasets: office.definitions.datasets }, (done, all) =>
      tell(`building the city ${done}/${all}`),
    )
  }
  await ingest(office, { paths: [out] }, tell)
}

/** One machine of the demo, with the private key that it signs with. */
export interface DemoClient {
  readonly client_id: string
  /** The bank's name, and the node that the client stands at. */
  readonly institution: string
  readonly institution_id: string
  readonly private_key: Jwk
}

/** The demo's parties: two banks as trees, the bureau's operator, a department, and a client of each. */
export async function demoClients({ store, settings, clock }: FrontState): Promise<readonly DemoClient[]> {
  const parties = [
    {
      root: 'bank-a',
      name: demo_banks.a,
      kind: 'bank',
      client_id: 'bank-a-app',
      roles: ['bank_query', 'bank_decide', 'consent_post'],
    },
    {
      root: 'bank-b',
      name: demo_banks.b,
      kind: 'bank',
      client_id: 'bank-b-app',
      roles: ['bank_query', 'bank_decide', 'consent_post'],
    },
    {
      root: 'bureau',
      name: '示例征信平台',
      kind: 'operator',
      client_id: 'owner-inbox',
      roles: ['owner_channel'],
    },
    { root: 'bureau', name: '示例征信平台', kind: 'operator', client_id: 'operator', roles: ['operator'] },
    {
      root: 'hrss',
      name: '示例人力资源和社会保障局',
      kind: 'source',
      client_id: 'hrss-gateway',
      roles: ['source_owner'],
    },
  ] as const
  const clients: DemoClient[] = []
  for (const party of parties) {
    const private_key = readSecretKey(join(settings.data_dir, 'demo'), party.client_id, () =>
      generateKey('intl'),
    )
    await ensureParty(store, party, private_key, clock())
    const institution_id = party.kind === 'bank' ? `${party.root}-sz` : party.root
    clients.push({ client_id: party.client_id, institution: party.name, institution_id, private_key })
  }
  return clients
}

interface Party {
  readonly root: string
  readonly name: string
  readonly kind: 'bank' | 'operator' | 'source'
  readonly client_id: string
  readonly roles: readonly Role[]
}

async function ensureParty(
  store: Store,
  party: Party,
  key: Jwk,
  at: Parameters<typeof addClient>[2],
): Promise<void> {
  if ((await clientById(store, party.client_id)) !== null) return
  await store.transaction(async (tx) => {
    const { root, name, kind } = party
    await ensureInstitution(tx, { institution_id: root, parent_id: null, kind, name }, at)
    const branch = kind === 'bank' ? `${root}-sz` : root
    if (kind === 'bank') {
      await ensureInstitution(
        tx,
        { institution_id: branch, parent_id: root, kind, name: `${name}深圳分行` },
        at,
      )
    }
    await addClient(
      tx,
      {
        client_id: party.client_id,
        institution_id: branch,
        name: `${name} ${party.client_id}`,
        roles: party.roles,
        scopes: ['query', 'decide', 'consent', 'owner', 'operate'],
        purposes: ['pre_loan', 'in_loan', 'post_loan', 'guarantee_check'],
        jwks: [publicHalf(key)],
        rate_limit_per_minute: null,
      },
      at,
    )
  })
}

async function ensureInstitution(
  tx: Parameters<typeof addInstitution>[0],
  institution: Parameters<typeof addInstitution>[1],
  at: Parameters<typeof addInstitution>[2],
): Promise<void> {
  const known = await institutionById(tx, institution.institution_id).catch(() => null)
  if (known === null) await addInstitution(tx, institution, at)
}
