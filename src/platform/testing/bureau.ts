/** A bureau for a test, in this process and without a warehouse: two banks, an operator, and owners who signed in. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clientAsActor, type Owner, requireClient } from '#access'
import { type Instant, instant, instantFromMs, msOf } from '#kernel'
import { demo_firms } from '#sandbox'
import { openTestStore } from '#store/testing'
import { openBureau } from '../counter.ts'
import { readDefinitions } from '../definitions.ts'
import { demoClients } from '../demo.ts'
import type { FrontState } from '../front-state.ts'
import { migrations } from '../rooms.ts'
import { readSettings } from '../settings.ts'

/** When a test bureau's clock begins. */
export const opening: Instant = instant('2026-06-30T10:00:00Z')

export interface TestBureau extends AsyncDisposable {
  readonly state: FrontState
  /** Lets time pass. */
  wait(ms: number): void
  /** The machine of a demo bank, as it stands. */
  client(client_id: string): ReturnType<typeof requireClient>
  actor(client_id: string): Promise<ReturnType<typeof clientAsActor>>
}

/** Opens a bureau with the demo's parties. */
export async function openTestBureau(): Promise<TestBureau> {
  const data = mkdtempSync(join(tmpdir(), 'xinqiao-bureau-'))
  const store = await openTestStore(migrations)
  const settings = readSettings({}, { data })
  const definitions = readDefinitions(settings.region_dir)
  let now_ms = msOf(opening)
  const clock = (): Instant => instantFromMs(now_ms)
  const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes))
  const asks_nobody = { past: null, pull: null, verify: null }
  const bureau = await openBureau({ settings, definitions, store, clock, random, ...asks_nobody })
  const state = { settings, definitions, bureau, store, clock }
  await demoClients(state)
  const client = (client_id: string) => requireClient(store, { client_id })
  return {
    state,
    wait(ms) {
      now_ms += ms
    },
    client,
    actor: async (client_id) => clientAsActor(await client(client_id)),
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** The owner of a demo firm, signed in. */
export function ownerOf(part: keyof typeof demo_firms): Owner {
  const { uscc, name } = demo_firms[part]
  const is_individual = uscc.startsWith('92')
  return {
    ...{ uscc, name, subject_type: is_individual ? 'individual_business' : 'enterprise' },
    signer: {
      ...{ role: is_individual ? 'proprietor' : 'legal_rep', name_masked: '示*' },
      id_hash_sm3_salted: 'a'.repeat(64),
    },
    auth_factors: ['simulated_licence', 'simulated_holder'],
  }
}
