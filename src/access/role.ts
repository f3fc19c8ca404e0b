import type { InstitutionKind } from './institution.ts'
import { refuse } from './refusals.ts'

/** What a client or a person is there to do. */
export type Role =
  | 'bank_query'
  | 'bank_decide'
  | 'consent_post'
  | 'owner_channel'
  | 'operator'
  | 'regulator'
  | 'source_owner'

/** What may be asked of the bureau, one word a door. */
export type Verb =
  | 'catalogue.read'
  | 'enterprise.find'
  | 'product.query'
  | 'cross_check.read'
  | 'decision.ask'
  | 'decision.report'
  | 'consent.post'
  | 'consent.request'
  | 'consent.read'
  | 'consent.answer'
  | 'consent.settle'
  | 'template.approve'
  | 'client.manage'
  | 'audit.read'
  | 'audit.prove'
  | 'usage.read'
  | 'correction.read'
  | 'indicators.compute'
  | 'backtest.run'
  | 'delivery.push'
  | 'intake.read'
  | 'quarantine.replay'
  | 'fact.annotate'
  | 'data.purge'
  | 'policy.publish'
  | 'graph.read'
  | 'identity.read'
  | 'identity.merge'

const bank_reads = ['catalogue.read', 'consent.read', 'audit.prove', 'usage.read', 'correction.read'] as const

// Separation of duties (domain §4i): the operator queries no subject and a regulator only reads; what comes from
// cross-checks never flows back to a source (REQ-QRY-07).
const allowed: Readonly<Record<Role, readonly Verb[]>> = {
  bank_query: [
    ...bank_reads,
    ...(['enterprise.find', 'product.query', 'cross_check.read', 'consent.request', 'backtest.run'] as const),
  ],
  bank_decide: [...bank_reads, 'decision.ask', 'decision.report', 'consent.settle'],
  consent_post: [...bank_reads, 'consent.post', 'consent.request', 'consent.settle'],
  // The bureau's own page or inbox, through which an owner acts who has shown who it is.
  owner_channel: ['consent.answer', 'consent.read'],
  operator: [
    ...(['catalogue.read', 'template.approve', 'consent.read', 'client.manage'] as const),
    ...(['audit.read', 'audit.prove'] as const),
    ...(['usage.read', 'indicators.compute', 'backtest.run', 'delivery.push'] as const),
    ...([
      'intake.read',
      'quarantine.replay',
      'fact.annotate',
      'data.purge',
      'policy.publish',
      'graph.read',
      'identity.read',
      'identity.merge',
    ] as const),
  ],
  regulator: ['catalogue.read', 'audit.read', 'audit.prove', 'consent.read', 'usage.read'],
  source_owner: ['catalogue.read', 'delivery.push', 'usage.read'],
}

/** Which roles an institution of each kind can give. */
const givenBy: Readonly<Record<InstitutionKind, readonly Role[]>> = {
  bank: ['bank_query', 'bank_decide', 'consent_post'],
  operator: ['operator', 'owner_channel'],
  regulator: ['regulator'],
  source: ['source_owner'],
}

/** Whether one of the roles allows the verb. A source may never see a cross-check, whatever else it is. */
export function may(roles: readonly Role[], verb: Verb): boolean {
  if (verb === 'cross_check.read' && roles.includes('source_owner')) return false
  return roles.some((role) => allowed[role].includes(verb))
}

/** All that a role allows. */
export function verbsOf(role: Role): readonly Verb[] {
  return allowed[role]
}

/** Lets those pass whose roles allow the verb. Refuses the others with `role_missing`. */
export function requireRole(who: { readonly id: string; readonly roles: readonly Role[] }, verb: Verb): void {
  if (may(who.roles, verb)) return
  throw refuse('role_missing', { verb, who: who.id, roles: who.roles.join(', ') || 'none' })
}

/** Refuses with `role_foreign` a role that an institution of this kind cannot give. */
export function requireGivable(kind: InstitutionKind, roles: readonly Role[]): void {
  const foreign = roles.find((role) => !givenBy[kind].includes(role))
  if (foreign !== undefined) throw refuse('role_foreign', { kind, role: foreign })
}
