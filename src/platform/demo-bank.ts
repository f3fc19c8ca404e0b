import { type Actor, clientAsActor } from '#access'
import { type Instant, msOf, refusals } from '#kernel'
import { demo_firms } from '#sandbox'
import { type Advised, advisedIn, type BankDecided, decidedBy, reportOf } from './demo-bank-policy.ts'
import type { Front } from './front.ts'
import type { FrontState } from './front-state.ts'
import { nameOfFirm } from './naming.ts'

/** One part of the journey; the seconds are ours, not the owner's. */
export interface ApplicationStep {
  readonly step: 'apply' | 'consent' | 'advice' | 'decision' | 'draw'
  readonly seconds: number
}

/** An owner's application in the bank's own app. 模拟数据. */
export interface Application {
  readonly application_id: string
  readonly bank_name: string
  readonly subject: { readonly uscc: string; readonly name: string }
  readonly amount_cny: string
  readonly status: 'authorising' | 'refused' | 'expired' | 'decided' | 'drawn'
  readonly session_id: string
  readonly authorise_url: string
  readonly consent_id: string | null
  readonly advice: Advised | null
  readonly decision: BankDecided | null
  readonly drawn: { readonly amount_cny: string; readonly at: Instant } | null
  readonly steps: readonly ApplicationStep[]
}

/**
 * A bank of the demo, as an app that a bank would write: it asks, decides and reports as `bank-a-app` through the same
 * verbs as over HTTP. What it keeps is its own and is gone with the process. 模拟数据.
 */
export interface DemoBank {
  apply(asked: NewApplication): Promise<Application>
  application(application_id: string): Promise<Application>
  decide(application_id: string): Promise<Application>
  draw(application_id: string, asked: { readonly amount_cny: string }): Promise<Application>
  /** The hosted pages, where the seconds of ours that the bank's applications spend are counted. */
  readonly consentSessions: Front['consentSessions']
}

export interface NewApplication {
  readonly uscc?: string
  readonly amount_cny: string
}

interface Desk {
  readonly state: FrontState
  readonly front: Pick<Front, 'clientOf' | 'consentSessions' | 'advice' | 'reportDecision'>
  readonly base_url: string
  readonly applications: Map<string, Application>
  /** Milliseconds of ours on the hosted pages of its applications. */
  readonly page_ms: Map<string, number>
}

const refuse = refusals({
  application_unknown: ['not_found', 'there is no application {application_id} here any more; apply again'],
  application_state: ['conflict', 'application {application_id} is {status}; it cannot be {act}'],
  draw_beyond_limit: ['unprocessable', '{amount_cny} yuan is more than the limit of {limit_cny}'],
})

const client_id = 'bank-a-app'
const policy = 'rongyidai_admission'
const advised_by = 'P21'
const products = ['P01', 'P08', advised_by]
const purpose = 'pre_loan'
const applications_at_most = 1000

/** Opens the demo's bank over a bureau's front, which is reached at `base_url`. */
export function openDemoBank(state: FrontState, front: Desk['front'], base_url: string): DemoBank {
  const desk: Desk = { state, front, base_url, applications: new Map(), page_ms: new Map() }
  return {
    apply: (asked) => apply(desk, asked),
    application: (application_id) => looked(desk, application_id),
    decide: (application_id) => decide(desk, application_id),
    draw: (application_id, { amount_cny }) => draw(desk, application_id, amount_cny),
    consentSessions: countedPages(desk),
  }
}

async function apply(desk: Desk, { uscc = demo_firms.healthy.uscc, amount_cny }: NewApplication) {
  const { state, front, base_url } = desk
  const application_id = `A${Buffer.from(state.bureau.counter.random(9)).toString('hex')}`
  const bank = await bankOf(desk)
  const back = { return_url: `${base_url}/demo-bank/${application_id}`, state: application_id }
  const request = requestFor(state, application_id, uscc)
  const { result: page, step } = await timed(desk, 'apply', () =>
    front.consentSessions.open(bank, { request, ...back }),
  )
  desk.page_ms.set(page.session_id, 0)
  return kept(desk, {
    ...{ application_id, amount_cny, session_id: page.session_id, authorise_url: page.url },
    ...{ bank_name: bank.institution_name, subject: { uscc, name: await nameOfFirm(state, uscc) } },
    ...{ status: 'authorising', consent_id: null, advice: null, decision: null, drawn: null },
    steps: [step],
  })
}

async function decide(desk: Desk, application_id: string): Promise<Application> {
  const application = await looked(desk, application_id)
  const { status, consent_id, subject, amount_cny, steps } = application
  if (application.decision !== null) return application
  if (status !== 'authorising' || consent_id === null)
    throw refuse('application_state', { application_id, status, act: 'decided' })
  const bank = await bankOf(desk)
  const asked = { request_id: `${application_id}-advice`, uscc: subject.uscc, purpose, consent_id }
  const advised = await timed(desk, 'advice', () => desk.front.advice(bank, policy, asked))
  const { decision_id, advice } = advisedIn(advised.result)
  const decision = decidedBy(advice, amount_cny)
  const report = reportOf(advice, decision)
  const reported = await timed(desk, 'decision', async () =>
    report === null ? null : desk.front.reportDecision(bank, decision_id, report),
  )
  const made = {
    status: 'decided',
    advice,
    decision,
    steps: [...steps, advised.step, reported.step],
  } as const
  return kept(desk, { ...application, ...made })
}

async function draw(desk: Desk, application_id: string, amount_cny: string): Promise<Application> {
  const application = keptOf(desk, application_id)
  const { status, decision } = application
  const limit_cny = decision?.limit_cny ?? null
  if (status !== 'decided' || limit_cny === null)
    throw refuse('application_state', { application_id, status, act: 'drawn' })
  if (Number(amount_cny) > Number(limit_cny)) throw refuse('draw_beyond_limit', { amount_cny, limit_cny })
  const { result: at, step } = await timed(desk, 'draw', async () => desk.state.clock())
  const steps = [...application.steps, step]
  return kept(desk, { ...application, status: 'drawn', drawn: { amount_cny, at }, steps })
}

// The owner may have answered since, on the hosted page or in its inbox.
async function looked(desk: Desk, application_id: string): Promise<Application> {
  const application = keptOf(desk, application_id)
  const { session_id, steps } = application
  if (application.status !== 'authorising' || application.consent_id !== null) return application
  const { status, consent_id } = await desk.front.consentSessions.read(session_id)
  if (status === 'open') return application
  if (status === 'refused' || status === 'expired') return kept(desk, { ...application, status })
  const seconds = (desk.page_ms.get(session_id) ?? 0) / 1000
  return kept(desk, { ...application, consent_id, steps: [...steps, { step: 'consent', seconds }] })
}

function requestFor({ definitions }: FrontState, request_id: string, uscc: string) {
  const scopesOf = (ids: readonly string[]) =>
    definitions.products.filter(({ id }) => ids.includes(id)).flatMap((each) => each.consent_scopes)
  const required_scopes = [...new Set(scopesOf([advised_by]))]
  const optional_scopes = [...new Set(scopesOf(products))].filter((id) => !required_scopes.includes(id))
  return {
    ...{ request_id, uscc, purpose, required_scopes, optional_scopes, products },
    ...{ term_months: 12, contact: '95500' },
  }
}

function countedPages(desk: Desk): Front['consentSessions'] {
  const { consentSessions } = desk.front
  const counted = async <Result>(session_id: string, work: () => Promise<Result>): Promise<Result> => {
    const { result, step } = await timed(desk, 'consent', work)
    const before_ms = desk.page_ms.get(session_id)
    if (before_ms !== undefined) desk.page_ms.set(session_id, before_ms + step.seconds * 1000)
    return result
  }
  return {
    ...consentSessions,
    text: (owner, id, choice) => counted(id, () => consentSessions.text(owner, id, choice)),
    grant: (owner, id, choice) => counted(id, () => consentSessions.grant(owner, id, choice)),
  }
}

async function timed<Result>({ state }: Desk, step: ApplicationStep['step'], work: () => Promise<Result>) {
  const began_ms = msOf(state.clock())
  const result = await work()
  return { result, step: { step, seconds: (msOf(state.clock()) - began_ms) / 1000 } }
}

async function bankOf({ front }: Desk): Promise<Actor> {
  return clientAsActor(await front.clientOf(client_id))
}

function kept({ applications, page_ms }: Desk, application: Application): Application {
  applications.set(application.application_id, application)
  const [oldest] = applications.values()
  if (applications.size > applications_at_most && oldest !== undefined) {
    applications.delete(oldest.application_id)
    page_ms.delete(oldest.session_id)
  }
  return application
}

function keptOf({ applications }: Desk, application_id: string): Application {
  const application = applications.get(application_id)
  if (application === undefined) throw refuse('application_unknown', { application_id })
  return application
}
