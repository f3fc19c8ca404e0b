import type { Jwk, Tx } from '#store'
import { type Acting, recordAct } from '../act.ts'
import type { Consent } from '../consent.ts'
import { recordEvidence } from '../evidence/evidence.ts'
import { notify } from '../notice.ts'
import type { SignedConsent } from '../payload.ts'
import { refuse } from '../refusals.ts'
import { type ConsentRules, default_rules } from '../rules.ts'
import { insertGrant, insertVersion, type KeptGrant } from './grants.sql.ts'
import { changed } from './keep.ts'
import { consentOf, keptById } from './read.ts'
import { checkSigned, consentIdOf } from './signed.ts'

/** The bank that posts: its keys, where it stands in the tree, and where the node stands that it posts for. */
export interface Poster {
  readonly institution_id: string
  readonly jwks: readonly Jwk[]
  /** The grantee's node first, then what stands above it. */
  readonly grantee_ancestor_ids: readonly string[]
}

/**
 * Takes a consent that a bank had signed in its own app: granted and attested in this transaction, and the owner is
 * told. The same posted again is the same consent, whatever became of it. Refuses what does not verify.
 */
export async function postConsent(
  tx: Tx,
  signed: SignedConsent,
  poster: Poster,
  acting: Acting,
  rules: ConsentRules = default_rules,
): Promise<Consent> {
  requireOwnNode(signed, poster)
  await checkSigned(tx, signed, poster.jwks, rules, acting.at)
  const [, parent_id = null] = poster.grantee_ancestor_ids
  return consentOf(await grant(tx, { signed, keys: poster.jwks, parent_id, channel: 'bank_app' }, acting))
}

export interface Granting {
  readonly signed: SignedConsent
  readonly keys: readonly Jwk[]
  readonly parent_id: string | null
  readonly channel: KeptGrant['channel']
  /** `narrowed` where the owner let less be seen than was asked for. */
  readonly status?: 'granted' | 'narrowed'
}

/** Keeps a checked consent with its evidence, supersedes the one it names, and tells the owner and the bank. */
export async function grant(tx: Tx, granting: Granting, acting: Acting): Promise<KeptGrant> {
  const kept = newGrant(granting, acting)
  const { consent_id, uscc, node_id, purpose } = kept
  if ((await tx.run(insertGrant(kept))) === 0) return keptById(tx, consent_id)
  await tx.run(insertVersion(kept, 'grant', acting.at))
  await recordEvidence(tx, consent_id, granting, acting.at)
  const { supersedes } = granting.signed.payload
  if (supersedes !== undefined) await supersede(tx, supersedes, kept, acting)
  await notify(tx, [uscc, node_id], { event: 'consent_granted', consent_id, at: acting.at })
  await recordAct(tx, acting, { act: 'consent.grant', uscc, consent_id, consent_version: 1, purpose })
  return kept
}

function requireOwnNode({ payload }: SignedConsent, poster: Poster): void {
  const { institution_id, grantee_ancestor_ids } = poster
  const { grantee, subject } = payload
  const own = grantee_ancestor_ids.includes(institution_id) && grantee_ancestor_ids[0] === grantee.node_id
  if (!own || !grantee_ancestor_ids.includes(grantee.institution_id)) {
    const { uscc } = subject
    throw refuse('consent_foreign', { consent_id: consentIdOf(payload), institution_id, uscc })
  }
}

function newGrant({ signed, parent_id, channel, status = 'granted' }: Granting, { at }: Acting): KeptGrant {
  const { payload } = signed
  return {
    ...{ consent_id: consentIdOf(payload), version: 1, uscc: payload.subject.uscc },
    ...{ node_id: payload.grantee.node_id, node_parent_id: parent_id },
    ...{ parent_may_see: payload.grantee.parent_may_see, purpose: payload.purpose },
    ...{ scopes: payload.scopes, products: payload.products },
    ...{ valid_from: payload.valid_from, valid_to: payload.valid_to },
    ...{ max_queries: payload.max_queries ?? null, queries_made: 0 },
    ...{ loan_ref_hash: payload.loan_ref_hash ?? null, until_settlement: payload.until_settlement ?? false },
    ...{ status, resumes_to: null, termination_requested_at: null, withdrawn_at: null, end_reason: null },
    ...{ channel, signed, received_at: at },
  }
}

async function supersede(tx: Tx, consent_id: string, by: KeptGrant, acting: Acting): Promise<void> {
  const old = await keptById(tx, consent_id, true)
  if (old.uscc !== by.uscc || old.node_id !== by.node_id) {
    throw refuse('consent_foreign', { consent_id, institution_id: by.node_id, uscc: by.uscc })
  }
  await changed(tx, old, 'supersede', { status: 'superseded', end_reason: 'superseded' }, acting)
}
