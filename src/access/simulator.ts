import { digest, type Instant, instantFromMs, msOf } from '#kernel'
import type { Store } from '#store'
import type { IdentityProvider, ScanState } from './identity-provider.ts'
import { refuse } from './refusals.ts'
import type { Owner } from './session.ts'
import {
  confirmTheScan,
  countTry,
  deleteCodes,
  deleteScans,
  insertCode,
  insertScan,
  takeTheCode,
  takeTheScan,
  theScan,
} from './simulator.sql.ts'

/** A firm whose licence can be shown in the simulator. 模拟数据. */
export type Licence = Omit<Owner, 'auth_factors'>

export interface SimulatorSettings {
  readonly random: (bytes: number) => Uint8Array
  /** The licence of a firm; null where there is no such firm. */
  readonly licenceOf: (uscc: string) => Promise<Licence | null>
}

/** 模拟电子营业执照: an identity provider that believes whoever confirms. Only for a demo. */
export interface Simulator extends IdentityProvider {
  /** What the owner's telephone does. Refuses with `scan_unknown`, `licence_unknown`, `licence_foreign`. */
  confirm(store: Store, scan_id: string, uscc: string, at: Instant): Promise<void>
}

const lifetime_ms = 5 * 60_000
const code_tries = 5

/** The simulator; what it is asked stands in the store, so that a restart loses nothing. */
export function openSimulator({ random, licenceOf }: SimulatorSettings): Simulator {
  const owned = async (uscc: string): Promise<Licence> => {
    const licence = await licenceOf(uscc)
    if (licence === null) throw refuse('licence_unknown', { uscc })
    return licence
  }
  return {
    simulated: true,
    async beginScan(store, uscc, at) {
      const [scan_id, secret] = [idOf(random(16)), idOf(random(32))]
      const expires_at = later(at)
      await store.run(deleteScans(earlier(at)))
      await store.run(insertScan({ scan_id, secret_hash: digest('intl', secret), uscc, expires_at }))
      return { scan_id, secret, expires_at }
    },
    async takeScan(store, { scan_id, secret }, at) {
      const [scan] = await store.rows<ScanRow>(theScan(scan_id, digest('intl', secret)))
      if (scan === undefined) throw refuse('scan_unknown', { scan_id })
      return stateOf(scan, at, async () => (await store.run(takeTheScan(scan_id))) > 0)
    },
    async confirm(store, scan_id, uscc, at) {
      const licence = await owned(uscc)
      const owner: Owner = { ...licence, auth_factors: ['simulated_licence', 'simulated_face'] }
      const [scan] = await store.rows<{ confirmed: boolean }>(confirmTheScan(scan_id, owner, at))
      if (scan === undefined) throw refuse('scan_unknown', { scan_id })
      if (!scan.confirmed) throw refuse('licence_foreign', { uscc })
    },
    async sendCode(store, uscc, at) {
      const licence = await owned(uscc)
      const [sms_id, code] = [idOf(random(16)), sixDigits(random(4))]
      const owner: Owner = { ...licence, auth_factors: ['simulated_sms'] }
      const expires_at = later(at)
      await store.run(deleteCodes(at))
      await store.run(insertCode({ sms_id, code_hash: codeHash(sms_id, code), owner, expires_at }))
      return { sms_id, mobile_masked: '138****0000', expires_at, simulated_code: code }
    },
    async takeCode(store, sms_id, code, at) {
      const [tried] = await store.rows<{ tries: number }>(countTry(sms_id, at))
      if (tried === undefined) throw refuse('sms_code_wrong', {})
      if (tried.tries > code_tries) throw refuse('sms_code_spent', {})
      const [taken] = await store.rows<{ owner: Owner }>(takeTheCode(sms_id, codeHash(sms_id, code)))
      if (taken === undefined) throw refuse('sms_code_wrong', {})
      return taken.owner
    },
  }
}

interface ScanRow {
  readonly owner: Owner | null
  readonly expires_at: Instant
  readonly taken: boolean
}

async function stateOf(
  { owner, expires_at, taken }: ScanRow,
  at: Instant,
  take: () => Promise<boolean>,
): Promise<ScanState> {
  if (taken || expires_at <= at) return { state: 'expired' }
  if (owner === null) return { state: 'waiting' }
  return (await take()) ? { state: 'confirmed', owner } : { state: 'expired' }
}

function later(at: Instant): Instant {
  return instantFromMs(msOf(at) + lifetime_ms)
}

// A page that still asks after a scan is told that it expired, not that there was none.
function earlier(at: Instant): Instant {
  return instantFromMs(msOf(at) - lifetime_ms)
}

function idOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}

function sixDigits(bytes: Uint8Array): string {
  return String(Buffer.from(bytes).readUInt32BE() % 1_000_000).padStart(6, '0')
}

function codeHash(sms_id: string, code: string): Buffer {
  return digest('intl', `${sms_id} ${code}`)
}
