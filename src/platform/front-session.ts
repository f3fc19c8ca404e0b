import {
  endSession,
  type Holder,
  type IdentityProvider,
  type Licence,
  type Opened,
  type Owner,
  openSession,
  openSimulator,
  requireSession,
  type Scan,
  type SentCode,
  type Session,
  type SignIn,
  type Simulator,
  signIn,
} from '#access'
import { append } from '#audit'
import { digestHex, Refusal, refusals } from '#kernel'
import { servedProfile } from '#profiles'
import { demo_firms } from '#sandbox'
import { type DemoAccount, demoAccounts } from './demo-people.ts'
import type { FrontState } from './front-state.ts'

/** How people sign in: staff by password and second factor, owners by an identity provider. */
export interface SessionFront {
  readonly simulated: boolean
  require(token: string | undefined): Promise<Session>
  staff(given: SignIn): Promise<Opened>
  end(token: string): Promise<void>
  beginScan(uscc: string | null): Promise<Scan>
  /** The session of a scan that was confirmed, or how the scan stands. */
  takeScan(scan: Pick<Scan, 'scan_id' | 'secret'>): Promise<Opened | 'waiting' | 'expired'>
  sendCode(uscc: string): Promise<SentCode>
  takeCode(sms_id: string, code: string): Promise<Opened>
  /** The accounts of a demo; refuses where this is none. */
  accounts(): Promise<readonly DemoAccount[]>
  /** What the simulator can show; refuses where the provider is a real one. */
  licences(): Promise<readonly Licence[]>
  confirm(scan_id: string, uscc: string): Promise<void>
}

const refuse = refusals({
  no_simulator: ['not_found', 'there is no simulator here'],
  no_identity_provider: ['unavailable', 'owners cannot sign in yet: no identity provider is set up'],
})

/** Sessions over a bureau's state. Owners sign in through the simulator, which only a demo has. */
export function sessionFront(state: FrontState, is_demo: boolean): SessionFront {
  const { store, clock, bureau } = state
  const { log, random } = bureau.counter
  const simulator = is_demo ? simulatorOf(state) : null
  const provider = (): IdentityProvider => {
    if (simulator === null) throw refuse('no_identity_provider', {})
    return simulator
  }
  const simulated = (): Simulator => {
    if (simulator === null) throw refuse('no_simulator', {})
    return simulator
  }
  const open = (holder: Holder): Promise<Opened> =>
    store.transaction((tx) => openSession(tx, log, holder, clock(), random))
  return {
    simulated: is_demo,
    require: (token) => requireSession(store, token, clock()),
    staff: async (given) =>
      open({ kind: 'staff', person: await signIn(store, { log, lock: bureau.keys.lock }, given, clock()) }),
    end: (token) => store.transaction((tx) => endSession(tx, log, token, clock())),
    beginScan: (uscc) => provider().beginScan(store, uscc, clock()),
    async takeScan(scan) {
      const taken = await provider().takeScan(store, scan, clock())
      return taken.state === 'confirmed' ? open({ kind: 'owner', owner: taken.owner }) : taken.state
    },
    sendCode: (uscc) => provider().sendCode(store, uscc, clock()),
    async takeCode(sms_id, code) {
      const owner = await recordingRefusals(state, sms_id, () =>
        provider().takeCode(store, sms_id, code, clock()),
      )
      return open({ kind: 'owner', owner })
    },
    async accounts() {
      simulated()
      return demoAccounts(state)
    },
    async licences() {
      simulated()
      const found = await Promise.all(Object.values(demo_firms).map(({ uscc }) => licenceOf(state, uscc)))
      return found.filter((licence) => licence !== null)
    },
    confirm: (scan_id, uscc) => simulated().confirm(store, scan_id, uscc, clock()),
  }
}

// A wrong code stands in the log, as a wrong password does.
async function recordingRefusals(
  { store, clock, bureau }: FrontState,
  object_id: string,
  take: () => Promise<Owner>,
): Promise<Owner> {
  try {
    return await take()
  } catch (error) {
    if (error instanceof Refusal) {
      const act = { kind: 'act', at: clock(), act: 'session.refused', object_id } as const
      await store.transaction((tx) => append(tx, bureau.counter.log, [{ ...act, refusal_code: error.code }]))
    }
    throw error
  }
}

function simulatorOf(state: FrontState): Simulator {
  return openSimulator({ random: state.bureau.counter.random, licenceOf: (uscc) => licenceOf(state, uscc) })
}

// The licence of a firm as its registration has it. 模拟数据: the holder's number is made of the firm's code.
async function licenceOf({ store, bureau }: FrontState, uscc: string): Promise<Licence | null> {
  const profile = await servedProfile(store, bureau.counter.layout, uscc)
  const row = profile?.facts.reg_entity_base?.[0]
  if (row === undefined) return null
  const is_individual = uscc.startsWith('92')
  return {
    uscc,
    name: String(row.name),
    subject_type: is_individual ? 'individual_business' : 'enterprise',
    signer: {
      role: is_individual ? 'proprietor' : 'legal_rep',
      name_masked: masked(String(row.legal_rep_name ?? '')),
      id_hash_sm3_salted: digestHex('gm', `simulated licence ${uscc}`),
    },
  }
}

function masked(name: string): string {
  return `${name.slice(0, 1)}*`
}
