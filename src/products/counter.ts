import type { Actor } from '#access'
import type { AuditLog } from '#audit'
import type { Clock, Instant } from '#kernel'
import type { Decider } from '#policies'
import type { Layout, Profile } from '#profiles'
import type { Store } from '#store'
import type { ProductDefinition } from './definition.ts'
import type { Pull } from './pull.ts'
import type { TagRules } from './tag.ts'
import type { Inputs } from './verification.ts'
import type { Verify } from './verify.ts'

/** What the bureau says of itself and of simulated data, in the wording of its region. */
export interface Wording {
  readonly bureau: string
  readonly disclaimer: string
  readonly simulated: { readonly organisation_prefix: string; readonly notice: string }
}

/** What a disclosure is made with: the store, the log, the definitions, and where the facts come from. */
export interface Counter {
  readonly store: Store
  readonly log: AuditLog
  readonly clock: Clock
  readonly random: (bytes: number) => Uint8Array
  readonly salt: Uint8Array
  readonly layout: Layout
  readonly datasets: Layout['datasets']
  readonly products: readonly ProductDefinition[]
  readonly deciders: readonly Decider[]
  readonly wording: Wording
  readonly tags: TagRules
  /** What was known of a firm at a past instant; null where this process holds no warehouse. */
  readonly past: ((uscc: string, as_of: Instant) => Promise<Profile | null>) | null
  /** Asks the sources that answer at the moment of a query; null where this process asks nobody. */
  readonly pull: Pull | null
  /** Asks the sources whose answers nobody may keep; null where this process asks nobody. */
  readonly verify: Verify | null
}

/** Who asks, and what of whom. `request_id` is the bank's own, for an answer that may be asked again. */
export interface Asking {
  readonly actor: Actor
  readonly request_id: string
  readonly uscc: string
  readonly purpose: string
  readonly consent_id?: string | undefined
  readonly as_of?: Instant | undefined
  /** What the asker says of the firm itself, to be compared; none where a product takes none. */
  readonly inputs: Inputs
  /** The digest of the request as it came: another body under one id is another request. */
  readonly body_digest: string
}
