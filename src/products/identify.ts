import { type Actor, institutionById, requireRole } from '#access'
import { type Disclosure, type Grant, requireConsent } from '#consent'
import { type Instant, usccFault } from '#kernel'
import type { Tx } from '#store'
import type { Asking, Counter } from './counter.ts'
import type { ProductDefinition } from './definition.ts'
import { refuse } from './refusals.ts'

/** The product that is asked for. Refuses one that is not there or not online, and a purpose it is not offered for. */
export function requireProduct(counter: Counter, id: string, purpose: string): ProductDefinition {
  const product = counter.products.find((each) => each.id === id)
  if (product === undefined) throw refuse('product_unknown', { product: id })
  if (product.state !== 'online') throw refuse('product_not_online', { product: id, state: product.state })
  if (!product.purposes.includes(purpose)) {
    throw refuse('purpose_unknown', { product: id, purpose, purposes: product.purposes.join(', ') })
  }
  return product
}

/** Lets those pass who may ask, of a code that can be one, as of an instant that has come. */
export function requireAsking(
  { actor, uscc, as_of }: Asking,
  verb: 'product.query' | 'decision.ask',
  now: Instant,
): void {
  requireRole(actor, verb)
  const fault = usccFault(uscc)
  if (fault !== null && fault !== 'uscc_check_digit') throw refuse('uscc_invalid', { uscc, fault })
  if (as_of !== undefined && as_of > now) throw refuse('as_of_future', { as_of })
}

/** What a query of a product discloses: to whom, of whom, for what, and which datasets need the firm's consent. */
export function disclosureOf(counter: Counter, asking: Asking, product: ProductDefinition): Disclosure {
  const scopes = product.consent_scopes.filter(
    (scope) => counter.datasets.find(({ id }) => id === scope)?.basis !== 'public',
  )
  return {
    uscc: asking.uscc,
    institution_id: asking.actor.institution_id,
    ancestor_ids: asking.actor.ancestor_ids,
    purpose: asking.purpose,
    product_id: product.id,
    scopes,
    at: counter.clock(),
    ...(asking.consent_id === undefined ? {} : { consent_id: asking.consent_id }),
  }
}

/** The consent that lets it happen; null for a product of public facts, which needs none. */
export async function consentFor(
  tx: Tx,
  product: ProductDefinition,
  disclosure: Disclosure,
): Promise<Grant | null> {
  return product.basis === 'public' ? null : requireConsent(tx, disclosure)
}

/** Whether an actor stands at or below the institution of a name. */
export async function belongsTo(tx: Tx, actor: Actor, institution_name: string): Promise<boolean> {
  for (const id of actor.ancestor_ids)
    if ((await institutionById(tx, id)).name === institution_name) return true
  return false
}
