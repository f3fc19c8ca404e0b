import {
  type Actor,
  type ActorName,
  type Client,
  clientById,
  dropToken,
  findToken,
  institutionsBelow,
  keepToken,
  requireClient,
  type Verb,
} from '#access'
import { inclusionProof, latestHead } from '#audit'
import {
  type Clock,
  instant,
  instantFromMs,
  type Json,
  month,
  msOf,
  Refusal,
  readerOf,
  refusals,
} from '#kernel'
import { statementOf } from '#metering'
import { decisionById, reportBankDecision } from '#policies'
import { requireDecider } from '#products'
import type { Jwk } from '#store'
import { type PushFront, pushFront } from './arrivals/push.ts'
import { BankDecisionBody } from './bodies.ts'
import { type DemoBank, openDemoBank } from './demo-bank.ts'
import type { trySteps } from './demo-try.ts'
import { discloseAdvice, discloseProduct } from './disclose.ts'
import { type ConsentSessionsFront, consentSessionsFront } from './front-consent-sessions.ts'
import * as consents from './front-consents.ts'
import { type CorrectionsFront, correctionsFront } from './front-corrections.ts'
import { type Dictionary, dictionaryOf } from './front-dictionary.ts'
import { type EnterprisesFront, enterprisesFront } from './front-enterprises.ts'
import { type FactsFront, factsFront } from './front-facts.ts'
import { type IdentityFront, identityFront } from './front-identity.ts'
import { type IndicatorsFront, indicatorsFront } from './front-indicator.ts'
import { type InstitutionFront, institutionFront } from './front-institution.ts'
import { type OperatorFront, operatorFront } from './front-operator.ts'
import { type OwnerFront, ownerFront } from './front-owner.ts'
import { type QualityFront, qualityFront } from './front-quality.ts'
import { type SessionFront, sessionFront } from './front-session.ts'
import { type FrontState, requireVerb } from './front-state.ts'
import { askWorker } from './reach.ts'
import type { Settings } from './settings.ts'
import { type WebhooksFront, webhooksFront } from './webhooks.ts'

/** What the doors speak to. Every verb says who may call it, or takes the client that does. */
export interface Front {
  readonly settings: Settings
  readonly clock: Clock
  alive(): Promise<void>
  clientOf(client_id: string): Promise<Client>
  requireVerb(actor: Actor, verb: Verb): void
  tokenState(): TokenState
  products(): Json
  product(id: string): Json
  /** A product query: here of what is served now, in the worker of what was known then. */
  query(actor: Actor, product: string, body: unknown): Promise<Json>
  advice(actor: Actor, policy: string, body: unknown): Promise<Json>
  reportDecision(actor: Actor, decision_id: string, body: unknown): Promise<Json>
  postConsent(client: Client, body: unknown): Promise<Json>
  consent(actor: Actor, consent_id: string): Promise<Json>
  evidence(actor: Actor, consent_id: string): Promise<Json>
  requestConsent(actor: Actor, body: unknown): Promise<Json>
  answerRequest(client: Client, request_id: string, verb: string, body: unknown): Promise<Json>
  changeConsent(actor: Actor, consent_id: string, verb: string, body: unknown): Promise<Json>
  head(): Promise<Json>
  proof(leaf_hash: string): Promise<Json>
  usage(actor: Actor, month_text: string): Promise<Json>
  readonly sessions: SessionFront
  readonly enterprises: EnterprisesFront
  readonly institution: InstitutionFront
  readonly operator: OperatorFront
  readonly quality: QualityFront
  readonly facts: FactsFront
  readonly identity: IdentityFront
  readonly corrections: CorrectionsFront
  readonly pushes: PushFront
  dictionary(): Dictionary
  readonly indicators: IndicatorsFront
  /** What an owner does who has signed in. */
  readonly owners: OwnerFront
  readonly consentSessions: ConsentSessionsFront
  readonly webhooks: WebhooksFront
  /** A bank's app of the demo; null where this is no demo. */
  readonly demoBank: DemoBank | null
  /** A shell script that walks token, consent, product and advice once; only in a demo. */
  tryScript(): Promise<string>
}

/** What the token endpoint needs: clients, signing keys, and what it keeps between requests. */
export interface TokenState {
  readonly keys: readonly Jwk[]
  client(client_id: string): Promise<Client | null>
  keep(model: string, id: string, payload: object, expires_in_s: number): Promise<void>
  find(model: string, id: string): Promise<object | null>
  drop(model: string, id: string): Promise<void>
}

const readBankDecision = readerOf(BankDecisionBody)

const refuse = refusals({
  product_unknown: ['not_found', 'there is no product {product}'],
  no_demo: ['not_found', 'this is no demo'],
  store_silent: ['unavailable', 'the store does not answer'],
})

/** The front over a bureau that is reached at `base_url`. `demo` gives the script of its own, where there is a demo. */
export function frontOf(
  state: FrontState,
  base_url: string,
  demo: (() => ReturnType<typeof trySteps>) | null,
): Front {
  const { settings, definitions, store, clock } = state
  const dictionary = dictionaryOf(definitions)
  const front: Omit<Front, 'demoBank'> = {
    settings,
    clock,
    async alive() {
      if ((await latestHead(store).catch(() => undefined)) === undefined) throw refuse('store_silent', {})
    },
    clientOf: (client_id) => requireClient(store, { client_id }),
    requireVerb,
    tokenState: () => tokenState(state),
    products: () =>
      definitions.products.map(({ id, version, name, type, basis, state: stage }) => ({
        id,
        version,
        name,
        type,
        basis,
        state: stage,
      })),
    product(id) {
      const product = definitions.products.find((each) => each.id === id)
      if (product === undefined) throw refuse('product_unknown', { product: id })
      return product as unknown as Json // read from JSON
    },
    query: (actor, what, body) =>
      hereOrWorker(state, 'query', { actor: nameOf(actor), what, body }, () =>
        discloseProduct(state.bureau.counter, actor, what, body),
      ),
    advice: (actor, what, body) =>
      hereOrWorker(state, 'advise', { actor: nameOf(actor), what, body }, () =>
        discloseAdvice(state.bureau.counter, actor, what, body),
      ),
    reportDecision: (actor, decision_id, body) => reportDecision(state, actor, decision_id, body),
    postConsent: (client, body) => consents.post(state, client, body),
    consent: (actor, consent_id) => consents.read(state, actor, consent_id),
    evidence: (actor, consent_id) => consents.evidence(state, actor, consent_id),
    requestConsent: (actor, body) => consents.request(state, actor, body),
    answerRequest: (client, request_id, verb, body) => consents.answer(state, client, request_id, verb, body),
    changeConsent: (actor, consent_id, verb, body) => consents.change(state, actor, consent_id, verb, body),
    head: async () => hexed(await latestHead(store)),
    proof: async (leaf_hash) =>
      hexed(await inclusionProof(store, { leaf_hash: Buffer.from(leaf_hash, 'hex') })),
    async usage({ institution_id }, month_text) {
      const tree = await institutionsBelow(store, institution_id)
      const lines = await statementOf(store, { tree, month: month(month_text) })
      return lines as unknown as Json // texts and numbers
    },
    sessions: sessionFront(state, demo !== null),
    enterprises: enterprisesFront(state),
    institution: institutionFront(state),
    operator: operatorFront(state),
    quality: qualityFront(state),
    facts: factsFront(state),
    identity: identityFront(state),
    corrections: correctionsFront(state),
    pushes: pushFront(state),
    dictionary: () => dictionary,
    indicators: indicatorsFront(state),
    owners: ownerFront(state),
    consentSessions: consentSessionsFront(state, base_url),
    webhooks: webhooksFront(state),
    async tryScript() {
      if (demo === null) throw refuse('no_demo', {})
      return demo()
    },
  }
  if (demo === null) return { ...front, demoBank: null }
  const demoBank = openDemoBank(state, front, base_url)
  return { ...front, consentSessions: demoBank.consentSessions, demoBank }
}

async function reportDecision(
  { store, clock, bureau }: FrontState,
  actor: Actor,
  decision_id: string,
  sent: unknown,
): Promise<Json> {
  requireVerb(actor, 'decision.report')
  const { result, limit_cny = null, reject_code = null, decided_at } = readBankDecision(sent, 'bank decision')
  const { policy_id, institution } = await decisionById(store, decision_id)
  await requireDecider(bureau.counter, policy_id, actor)
  const at = clock()
  const decided = {
    decision_id,
    result,
    limit_cny,
    reject_code,
    decided_at: decided_at === undefined ? at : instant(decided_at),
  }
  await store.transaction((tx) => reportBankDecision(tx, institution, decided, at))
  return { ...decided, reported_at: at }
}

async function hereOrWorker(
  { settings }: FrontState,
  name: string,
  args: { readonly actor: ActorName; readonly what: string; readonly body: unknown },
  here: () => Promise<unknown>,
): Promise<Json> {
  const is_past = typeof args.body === 'object' && args.body !== null && 'as_of' in args.body
  try {
    if (!is_past) return (await here()) as Json // answers are made of JSON
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'warehouse_needed') throw error
  }
  return askWorker(settings, name, args)
}

function nameOf({ kind, id }: Actor): ActorName {
  return { kind, id }
}

function tokenState({ store, clock, bureau }: FrontState): TokenState {
  const { private_key, public_keys } = bureau.keys.token
  return {
    keys: [private_key, ...public_keys.slice(1)],
    async client(client_id) {
      const client = await clientById(store, client_id)
      return client?.status === 'active' ? client : null
    },
    keep(model, id, payload, expires_in_s) {
      const now = clock()
      const expires_at = instantFromMs(msOf(now) + expires_in_s * 1000)
      return keepToken(store, { model, id, payload, expires_at }, now)
    },
    find: (model, id) => findToken(store, model, id, clock()),
    drop: (model, id) => dropToken(store, model, id),
  }
}

// Digests and signatures go out in hexadecimal.
function hexed(value: unknown): Json {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  if (Array.isArray(value)) return value.map(hexed)
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, hexed(each)]))
  }
  return value as Json // a text, a number, true, false or null
}
