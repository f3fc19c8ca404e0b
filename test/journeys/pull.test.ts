import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { monthAfter, monthText } from '#kernel'
import { demoConsent, readDefinitions } from '#platform'
import { type Bureau, goneOf, serve, xinqiaoWith } from './bureau.ts'
import { clientOf, tokenOf } from './client.ts'
import { clock, firm, last_month, other_firm } from './history.ts'

const bank = 'bank-a-app'

interface Asked {
  readonly dataset: string
  readonly uscc: string
  readonly consent_id: string | null
}

/** A department that answers of one firm at a time, and what it was asked: late for payments, of somebody else for structure. */
async function department() {
  const asked: Asked[] = []
  const headcount = Array.from({ length: 24 }, (_, back) => ({
    ...{ uscc: firm, stat_month: monthText(monthAfter(last_month, -back)), insured_n: 42, pension_n: 42 },
  }))
  const rows: Readonly<Record<string, readonly object[]>> = {
    ss_headcount_monthly: headcount,
    ss_structure_monthly: headcount.map((row) => ({ ...row, uscc: other_firm })),
  }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer) // no encoding was set
    const question = JSON.parse(Buffer.concat(chunks).toString()) as Asked // the bureau's own
    asked.push(question)
    if (question.dataset === 'ss_payment_monthly') return
    response.end(JSON.stringify({ rows: rows[question.dataset] ?? [] }))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo // it listens on a port
  return {
    url: `http://127.0.0.1:${port}/`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

/**
 * Shenzhen with its department of labour behind an address. Payments come from an office of their own, which is not
 * waited for; the rest has all the time that a busy machine needs to load it.
 */
function regionAt(url: string) {
  const folder = mkdtempSync(join(tmpdir(), 'xinqiao-pull-'))
  cpSync('regions/shenzhen', join(folder, 'shenzhen'), { recursive: true })
  const sources = join(folder, 'shenzhen/sources')
  const hrss = JSON.parse(readFileSync(join(sources, 'hrss.json'), 'utf8'))
  const behind = (ms: number) => ({ url, timeout_ms: { value: ms, source: 'test' } })
  const late = 'ss_payment_monthly'
  const others = hrss.datasets.filter((dataset: string) => dataset !== late)
  const office = { ...hrss, id: 'hrss_payments', datasets: [late], pull: behind(200) }
  const files = { hrss: { ...hrss, datasets: others, pull: behind(60_000) }, hrss_payments: office }
  for (const [id, source] of Object.entries(files))
    writeFileSync(join(sources, `${id}.json`), JSON.stringify(source))
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) }
}

async function post(at: Bureau, path: string, body: unknown) {
  const response = await fetch(`${at.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await tokenOf(bank, at)}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> } // JSON of our own
}

test('a source is asked at the moment of a query, under the consent, and what it says is known from then on', async () => {
  await using labour = await department()
  using region = regionAt(labour.url)
  const [settings, data] = [{ XINQIAO_REGIONS_DIR: region.folder }, join(region.folder, 'data')]
  const file = join(region.folder, 'reg_entity_base.csv')
  writeFileSync(file, `uscc,name\n${other_firm},另一家\n`)
  await xinqiaoWith(settings, data, 'ingest', file)
  const bureau = await serve(data, settings)
  try {
    const ask = { uscc: firm, purpose: 'pre_loan', request_id: 'pull-1' }
    assert.equal((await post(bureau, '/v1/products/P08/queries', ask)).body.code, 'consent_required')
    assert.equal(labour.asked.length, 0, 'nobody is asked without a consent')
    const definitions = readDefinitions(join(region.folder, 'shenzhen'))
    const granted = demoConsent({ definitions, clock }, await clientOf(bank, bureau), {
      ...{ uscc: firm, name: '直连示例', products: ['P08'] },
    })
    const { consent_id } = (await post(bureau, '/v1/consents', granted)).body
    const { status, body } = await post(bureau, '/v1/products/P08/queries', ask)
    assert.equal(status, 200)
    const pulls = body.pulls as readonly { dataset: string; source: string; outcome: string }[]
    assert.deepEqual(Object.fromEntries(pulls.map(({ dataset, outcome }) => [dataset, outcome])), {
      ss_headcount_monthly: 'pulled',
      ss_movement_monthly: 'nothing',
      ss_payment_monthly: 'timed_out',
      ss_structure_monthly: 'failed',
    })
    const data_of = (answer: typeof body) =>
      (answer.data as { indicators: Record<string, object> }).indicators
    assert.deepEqual(data_of(body).WF001, { value: 42, flag: 'OK', marks: [] })
    assert.ok(labour.asked.every((question) => question.uscc === firm && question.consent_id === consent_id))
    const questions_n = labour.asked.length
    const again = (await post(bureau, '/v1/products/P08/queries', ask)).body
    assert.deepEqual([again.pulls, data_of(again)], [[], data_of(body)])
    assert.equal(labour.asked.length, questions_n, 'a request that is asked again asks nobody')
  } finally {
    bureau.child.kill('SIGTERM')
    await goneOf(bureau.child)
  }
})
