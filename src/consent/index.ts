/**
 * Consent: what an enterprise has let whom see, for what, until when (domain §2.7).
 * Every disclosure of data that is not public passes requireConsent and holdConsent; there is no other way round. A
 * grant comes signed, from a bank's own app, from a page that we host for it or from the owner's inbox, and its row is
 * locked by whoever uses or ends it, so that nothing is disclosed after a withdrawal. Owns the schema `consent`:
 * templates, grants and their versions, evidence, requests, hosted sessions, notices, webhooks and what is sent to
 * them. Every act is a leaf of the audit log.
 */
export type { Acting } from './act.ts'
export { type Channel, type Consent, type ConsentStatus, type Purpose, purposes } from './consent.ts'
export { type Evidence, type EvidenceStep, evidenceOf } from './evidence/evidence.ts'
export { verifyEvidence } from './evidence/verify.ts'
export {
  answerTermination,
  expireConsents,
  narrowConsent,
  pauseConsent,
  resumeConsent,
  settleLoan,
  withdrawConsent,
} from './grant/change.ts'
export { covers, type Disclosure, type Grant } from './grant/covers.ts'
export { type Poster, postConsent } from './grant/post.ts'
export { consentById, consentsOf, statusOn } from './grant/read.ts'
export { holdConsent, requireConsent, whyNotHeld } from './grant/require.ts'
export {
  type ConsentRequest,
  everyRequestOf,
  grantRequest,
  type NewRequest,
  refuseRequest,
  requestById,
  requestConsent,
  requestsOf,
} from './inbox/request.ts'
export { type Notice, noticesTo } from './notice.ts'
export { ConsentPayload, readSignedConsent, SignedConsent } from './payload.ts'
export { type ConsentRules, default_rules } from './rules.ts'
export {
  type ConsentSession,
  openSession,
  openSessionById,
  returnTo,
  type SessionStatus,
  sessionById,
} from './session/session.ts'
export { chosenScopes, type Draft, type Signing, signDraft, termOf } from './sign/sign.ts'
export { type AnnexRow, type AuthorisationText, authorisationText, type Named } from './sign/text.ts'
export { localTrust, type TrustService } from './sign/trust.ts'
export { consentMigrations } from './tables.sql.ts'
export { approveTemplate, readTemplate, shownText, Template, templateById, templateHash } from './template.ts'
export { type Delivery, deliveriesOf, deliveryById, handOver, markDelivery } from './webhook/delivery.ts'
export {
  lockWebhooks,
  putWebhook,
  type Webhook,
  webhookGone,
  webhookOf,
  webhookSecret,
} from './webhook/webhook.ts'
