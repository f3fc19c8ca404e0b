import type { Instant } from '#kernel'
import type { Store } from '#store'
import type { Owner } from './session.ts'

/** A showing of an electronic licence, begun in one browser and confirmed on the owner's telephone. */
export interface Scan {
  readonly scan_id: string
  /** Known to the browser that began it, which alone can take the result. */
  readonly secret: string
  readonly expires_at: Instant
}

export type ScanState =
  | { readonly state: 'waiting' | 'expired' }
  | { readonly state: 'confirmed'; readonly owner: Owner }

/** A code that was sent to the telephone of a firm's owner. */
export interface SentCode {
  readonly sms_id: string
  readonly mobile_masked: string
  readonly expires_at: Instant
  /** The code itself, from a simulator alone. */
  readonly simulated_code: string | null
}

/**
 * Who tells us that a person may act for a firm (domain §4i): the electronic business licence, or a code by telephone
 * where it fails. Owners never have a password with us.
 */
export interface IdentityProvider {
  readonly simulated: boolean
  /** Begins a showing of a licence; where a firm is named, only its licence will do. */
  beginScan(store: Store, uscc: string | null, at: Instant): Promise<Scan>
  /** How a scan stands; a confirmed one is taken once. Refuses with `scan_unknown` what another browser began. */
  takeScan(store: Store, scan: Pick<Scan, 'scan_id' | 'secret'>, at: Instant): Promise<ScanState>
  sendCode(store: Store, uscc: string, at: Instant): Promise<SentCode>
  /** The owner whose code this is. Refuses with `sms_code_wrong`, and after five tries with `sms_code_spent`. */
  takeCode(store: Store, sms_id: string, code: string, at: Instant): Promise<Owner>
}
