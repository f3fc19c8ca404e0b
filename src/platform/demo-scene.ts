import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Clock, type Json, refusals } from '#kernel'
import { demo_banks, demo_firms } from '#sandbox'
import type { Jwk } from '#store'
import type { Definitions } from './definitions.ts'
import type { DemoClient } from './demo.ts'
import { demoConsent } from './demo-consent.ts'
import { assertionOf } from './demo-try.ts'
import type { Settings } from './settings.ts'

/** One step of the scene: what happened, in Chinese, and how many seconds of ours it took. */
export interface SceneStep {
  readonly step: string
  readonly seconds: number
}

/** The opening scene as it was played; `seconds` is the sum of ours. 模拟数据. */
export interface Scene {
  readonly notice: string
  readonly steps: readonly SceneStep[]
  readonly seconds: number
  readonly decision_id: string
}

const refuse = refusals({
  demo_keys_missing: ['not_found', 'there is no demo in {data_dir}; start it with: npx xinqiao serve --demo'],
  server_unreachable: ['unavailable', 'nobody answers at {url}; start the demo with: npm start'],
  scene_refused: ['conflict', 'the server answered {status} to {path}: {detail}'],
})

interface Stage {
  readonly settings: Settings
  readonly definitions: Definitions
  readonly clock: Clock
  readonly random: (bytes: number) => Uint8Array
  readonly now_ms: () => number
}

/** Plays seconds to yes (design §1, scene 1) against a running server: apply, authorise, read, advise, decide, draw. */
export async function playScene(stage: Stage, url: string): Promise<Scene> {
  const client = clientIn(stage.settings)
  const { uscc, name } = demo_firms.healthy
  const steps: SceneStep[] = []
  const timed = async <Result>(
    step: (result: Result) => string,
    work: () => Promise<Result>,
  ): Promise<Result> => {
    const began = stage.now_ms()
    const result = await work()
    steps.push({ step: step(result), seconds: (stage.now_ms() - began) / 1000 })
    return result
  }
  const consent = demoConsent(stage, client, { uscc, name, products: ['P01', 'P08', 'P21'] })
  const token = await timed(
    () => `${name}在${client.institution}申请500万元;银行取得令牌`,
    () => tokenAt(stage, client, url),
  )
  const call = (path: string, body: unknown): Promise<Answer> => post(url, path, token, body)
  await timed(
    ({ status }) => `企业主在银行应用内授权,授权状态 ${status}`,
    () => call('/v1/consents', consent),
  )
  const asked = { uscc, purpose: 'pre_loan' }
  await timed(
    ({ report_number }) => `银行读取企业征信报告·基础版 ${report_number}`,
    () => call('/v1/products/P01/queries', asked),
  )
  await timed(
    ({ report_number }) => `银行读取企业人员竞争力 ${report_number}`,
    () => call('/v1/products/P08/queries', asked),
  )
  const advice = await timed(
    ({ advice_zh, reference_limit }) => `准入政策:${advice_zh},参考额度 ${reference_limit ?? '–'} 元(供参考)`,
    () => call('/v1/decisions/rongyidai_admission', asked),
  )
  const decision_id = String(advice.decision_id)
  const limit_cny = String(advice.reference_limit ?? '1')
  await timed(
    () => `银行自主决定:批准 ${limit_cny} 元,已回报;企业主提款`,
    () => call(`/v1/decisions/${decision_id}/bank-decision`, { result: 'approved', limit_cny }),
  )
  const seconds = steps.reduce((sum, step) => sum + step.seconds, 0)
  return { notice: stage.definitions.bureau.simulated.notice, steps, seconds, decision_id }
}

type Answer = Readonly<Record<string, Json>>

function clientIn({ data_dir }: Settings): DemoClient {
  const file = join(data_dir, 'demo', 'bank-a-app.json')
  if (!existsSync(file)) throw refuse('demo_keys_missing', { data_dir })
  const private_key = JSON.parse(readFileSync(file, 'utf8')) as Jwk // written by the demo's start
  return { client_id: 'bank-a-app', institution: demo_banks.a, institution_id: 'bank-a-sz', private_key }
}

async function tokenAt(stage: Stage, client: DemoClient, url: string): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    scope: 'query decide consent',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertionOf(stage, client, url),
  })
  const answer = await sent(url, '/oauth/token', { method: 'POST', body })
  return String(answer.access_token)
}

function post(url: string, path: string, token: string, body: unknown): Promise<Answer> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return sent(url, path, { method: 'POST', headers, body: JSON.stringify(body) })
}

async function sent(url: string, path: string, request: RequestInit): Promise<Answer> {
  const response = await fetch(`${url}${path}`, request).catch(() => {
    throw refuse('server_unreachable', { url })
  })
  const answer = (await response.json()) as Answer // our own server's
  if (response.ok) return answer
  throw refuse('scene_refused', {
    status: response.status,
    path,
    detail: String(answer.detail ?? answer.error),
  })
}
