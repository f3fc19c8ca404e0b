import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  addInstitution,
  addPerson,
  codeAt,
  institutionById,
  type NewPerson,
  personById,
  secondFactorOf,
  setSecrets,
  stepTaken,
} from '#access'
import { type Instant, instantFromMs, msOf } from '#kernel'
import type { FrontState } from './front-state.ts'

/** An account of the demo, with all that signs it in at this moment. 模拟数据. */
export interface DemoAccount {
  readonly person_id: string
  readonly name: string
  readonly role_name: { readonly zh: string; readonly en: string }
  readonly institution_name: string
  readonly password: string
  readonly code: string
}

interface Kept {
  readonly password: string
  readonly totp_secret: string
}

type DemoPerson = NewPerson & Pick<DemoAccount, 'role_name'>

const regulator = { institution_id: 'regulator', kind: 'regulator', name: '示例监管机构' } as const

const people: readonly DemoPerson[] = [
  {
    ...{ person_id: 'officer-a', name: '示例信贷员甲', institution_id: 'bank-a-sz' },
    ...{ roles: ['bank_query', 'bank_decide'], role_name: { zh: '银行信贷员', en: 'Loan officer' } },
  },
  {
    ...{ person_id: 'head-a', name: '示例总行管理员甲', institution_id: 'bank-a' },
    ...{ roles: ['bank_query', 'bank_decide'], role_name: { zh: '总行管理员', en: 'Head office' } },
  },
  {
    ...{ person_id: 'officer-b', name: '示例信贷员乙', institution_id: 'bank-b-sz' },
    ...{ roles: ['bank_query', 'bank_decide'], role_name: { zh: '银行信贷员', en: 'Loan officer' } },
  },
  {
    ...{ person_id: 'operator-1', name: '示例数据工程师', institution_id: 'bureau' },
    ...{ roles: ['operator'], role_name: { zh: '平台运营', en: 'Operator' } },
  },
  {
    ...{ person_id: 'regulator-1', name: '示例监管员', institution_id: regulator.institution_id },
    ...{ roles: ['regulator'], role_name: { zh: '监管', en: 'Regulator' } },
  },
]

/** What signs a member of the demo's staff in, for a machine that makes its codes itself. */
export type DemoLogin = Omit<DemoAccount, 'code'> & Kept

/** The demo's staff, added where it is not there yet; its secrets stand in the data folder, readable by us alone. */
export async function demoLogins(state: FrontState): Promise<readonly DemoLogin[]> {
  await ensureDemoPeople(state)
  return loginsOf(state)
}

async function loginsOf(state: FrontState): Promise<readonly DemoLogin[]> {
  const kept = readKept(state)
  return Promise.all(
    people.map(async ({ person_id, name, role_name, institution_id }) => {
      const { name: institution_name } = await institutionById(state.store, institution_id)
      return { person_id, name, role_name, institution_name, ...secretsOf(kept, person_id) }
    }),
  )
}

// The folder and the store may come from different days: whichever lacks the people is given them again.
async function ensureDemoPeople(state: FrontState): Promise<void> {
  const { store, clock, bureau } = state
  const { random } = bureau.counter
  const { lock } = bureau.keys
  const are_new = !existsSync(fileOf(state))
  if (are_new)
    keep(
      fileOf(state),
      people.map(({ person_id }) => [person_id, newSecrets(random)]),
    )
  const kept = readKept(state)
  await store.transaction(async (tx) => {
    const known = await institutionById(tx, regulator.institution_id).catch(() => null)
    if (known === null) await addInstitution(tx, { ...regulator, parent_id: null }, clock())
    for (const { role_name, ...person } of people) {
      const { person_id } = person
      const is_known = (await personById(tx, person_id)) !== null
      if (!is_known) await addPerson(tx, person, clock())
      if (!is_known || are_new)
        await setSecrets(tx, { person_id, ...secretsOf(kept, person_id) }, { random, lock })
    }
  })
}

/** The demo's accounts; each with a code that was not taken yet. */
export async function demoAccounts(state: FrontState): Promise<readonly DemoAccount[]> {
  const logins = await loginsOf(state)
  return Promise.all(
    logins.map(async ({ totp_secret, ...login }) => {
      const taken = await stepTaken(state.store, login.person_id)
      return { ...login, code: unusedCode(totp_secret, taken, state.clock()) }
    }),
  )
}

// A code is taken once; who signs in again within its half minute is given the next one, which holds already.
function unusedCode(secret: string, taken: number, at: Instant): string {
  const step_ms = 30_000
  const is_taken = taken >= Math.floor(msOf(at) / step_ms)
  return codeAt(secret, is_taken ? instantFromMs(msOf(at) + step_ms) : at)
}

function secretsOf(kept: Readonly<Record<string, Kept>>, person_id: string): Kept {
  const secrets = kept[person_id]
  if (secrets === undefined) throw new Error(`the demo has no secrets of ${person_id}`)
  return secrets
}

function readKept(state: FrontState): Readonly<Record<string, Kept>> {
  return JSON.parse(readFileSync(fileOf(state), 'utf8')) as Readonly<Record<string, Kept>> // as it was written
}

function newSecrets(random: (bytes: number) => Uint8Array): Kept {
  return {
    password: Buffer.from(random(12)).toString('base64url'),
    totp_secret: secondFactorOf(random(20)),
  }
}

function keep(file: string, kept: readonly (readonly [string, Kept])[]): void {
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`, { mode: 0o600 })
}

function fileOf({ settings }: FrontState): string {
  const folder = join(settings.data_dir, 'demo')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return join(folder, 'people.json')
}
