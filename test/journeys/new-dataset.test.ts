import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Json } from '#kernel'
import { demoConsent, readDefinitions } from '#platform'
import { type Bureau, goneOf, serve, xinqiaoWith } from './bureau.ts'
import { clientOf, tokenOf } from './client.ts'
import { clock } from './history.ts'

const guide = 'docs/guide/adding-a-dataset.md'
const uscc = '91440300QX0000018L'
const bank = 'bank-a-app'

/** The files that the guide shows, by the names that stand beside their fences. */
function shown(): ReadonlyMap<string, string> {
  const fences = readFileSync(guide, 'utf8').matchAll(/^```(?:json|csv) (\S+)\n([\s\S]*?)^```$/gm)
  return new Map([...fences].map(([, name = '', text = '']) => [name, text]))
}

/** A region of one's own with the guide's definitions beside Shenzhen's, and an empty data folder. */
function newRegion(): AsyncDisposable & { readonly folder: string; readonly data: string } {
  const folder = mkdtempSync(join(tmpdir(), 'xinqiao-region-'))
  cpSync('regions/shenzhen', join(folder, 'shenzhen'), { recursive: true })
  for (const [name, text] of shown())
    if (name.includes('/')) writeFileSync(join(folder, 'shenzhen', name), text)
  const data = join(folder, 'data')
  return {
    ...{ folder, data },
    [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function post(at: Bureau, path: string, body: unknown): Promise<{ status: number; body: Json }> {
  const response = await fetch(`${at.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await tokenOf(bank, at)}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Json } // JSON of our own
}

test('a dataset, an indicator and a product are files alone, from the delivery to the answer', async () => {
  await using region = newRegion()
  const settings = { XINQIAO_REGIONS_DIR: region.folder }
  const file = join(region.folder, 'park_rent_monthly.csv')
  writeFileSync(file, shown().get('park_rent_monthly.csv') ?? '')
  const told = await xinqiaoWith(settings, region.data, 'ingest', file, '--known-at', '2025-01-20')
  const { batches } = told as unknown as {
    batches: readonly { accepted: number; quarantined: number; reasons: Json }[]
  }
  assert.deepEqual(
    batches.map(({ accepted, quarantined }) => ({ accepted, quarantined })),
    [{ accepted: 12, quarantined: 1 }],
  )
  const bureau = await serve(region.data, settings)
  try {
    const ask = { uscc, purpose: 'pre_loan' }
    const before = await post(bureau, '/v1/products/P39/queries', ask)
    assert.equal((before.body as { code: Json }).code, 'consent_required')
    const consent = demoConsent(
      { definitions: readDefinitions(join(region.folder, 'shenzhen')), clock },
      await clientOf(bank, bureau),
      { uscc, name: '指南示例', products: ['P39'] },
    )
    assert.equal((await post(bureau, '/v1/consents', consent)).status, 201)
    const { status, body } = await post(bureau, '/v1/products/P39/queries', ask)
    assert.equal(status, 200)
    assert.deepEqual((body as { data: Json }).data, JSON.parse(shown().get('answer') ?? ''))
  } finally {
    bureau.child.kill('SIGTERM')
    await goneOf(bureau.child)
  }
})
