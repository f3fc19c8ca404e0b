import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { instant } from '#kernel'
import type { Verified } from '#products'
import { demo_firms } from '#sandbox'
import { readDefinitions } from '../definitions.ts'
import { readSettings } from '../settings.ts'
import { verifyOf } from './verify.ts'

const { uscc } = demo_firms.healthy
const at = instant('2026-06-30T10:00:00Z')
const definitions = readDefinitions('regions/shenzhen')
const datasets = ['re_ownership', 're_encumbrance']
const question = { uscc, purpose: 'pre_loan', request_id: 'r', consent_id: 'C1', datasets }

const unit = (no: string, area: number) => ({
  ...{ cert_no_hash: 'a'.repeat(64), unit_no: no, use: 'industrial', area, share: 1 },
  ...{ location_region: '440305', registered_on: '2020-01-01' },
})
const right = (no: string, kind: string, from_on: string, more = {}) => ({
  ...{ unit_no: no, kind, from_on, status: 'active', amount: 300, ...more },
})

type Rows = Readonly<Record<string, readonly object[] | 'never' | 'nonsense'>>

/** What is verified where the registry answers so, and what is left of it on the disk. */
async function verified(rows: Rows): Promise<Verified> {
  const data = mkdtempSync(join(tmpdir(), 'xinqiao-verify-'))
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const answer = rows[(JSON.parse(text) as { dataset: string }).dataset] // the bureau's own
    if (answer !== 'never') response.end(answer === 'nonsense' ? '{' : JSON.stringify({ rows: answer ?? [] }))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo // it listens on a port
  const pull = { url: `http://127.0.0.1:${port}/`, timeout_ms: { value: 1_000, source: 'test' } }
  const sources = definitions.sources.map((source) =>
    source.id === 'real_estate' ? { ...source, pull } : source,
  )
  try {
    const verify = verifyOf(readSettings({}, { data }), { ...definitions, sources }, () => at)
    const told = await verify?.(question, at)
    assert.ok(told)
    const scratch = join(data, 'scratch')
    assert.deepEqual(existsSync(scratch) ? readdirSync(scratch) : [], [], 'nothing is left on the disk')
    return told
  } finally {
    server.closeAllConnections()
    server.close()
    rmSync(data, { recursive: true, force: true })
  }
}

const valuesOf = ({ told }: Verified) =>
  ['RE001', 'RE002', 'RE003', 'RE004', 'RE005'].map((id) => told.indicators[id]?.value)
const outcomesOf = ({ pulls }: Verified) => pulls.map(({ outcome }) => outcome)

test('what the registry says of a firm is worked out at once, and nothing of it is left', async () => {
  const answer = await verified({
    re_ownership: [unit('U1', 100), unit('U2', 300)],
    re_encumbrance: [right('U2', 'mortgage', '2026-02-01'), right('U1', 'seizure', '2025-06-30')],
  })
  assert.deepEqual(outcomesOf(answer), ['verified', 'verified'])
  assert.deepEqual(valuesOf(answer), [400, 0.75, 300, 1, 1])
  assert.deepEqual(answer.told.ages.re_ownership?.known_at, '2026-06-30T10:00:00.000000Z')
  assert.deepEqual(Object.keys(answer.told.facts).sort(), ['re_encumbrance', 're_ownership'])
})

test('a registry that has nothing of a firm says that there is no record, and no burden', async () => {
  const answer = await verified({ re_ownership: [], re_encumbrance: [] })
  assert.deepEqual(outcomesOf(answer), ['nothing', 'nothing'])
  assert.deepEqual(valuesOf(answer), [null, null, 0, 0, 0])
  assert.equal(answer.told.indicators.RE001?.flag, 'NO_RECORD')
})

for (const [what, said, outcome] of [
  ['is late', 'never', 'timed_out'],
  ['answers with what is no answer', 'nonsense', 'failed'],
  ['sends a row that cannot be one', [{ unit_no: 'U1', area: 'large' }], 'failed'],
  ['answers of another firm', [{ ...unit('U1', 1), uscc: '91440300QX0000026F' }], 'failed'],
] as const) {
  test(`a registry that ${what} costs its own dataset alone`, async () => {
    const answer = await verified({
      re_ownership: said,
      re_encumbrance: [right('U2', 'seizure', '2026-02-01')],
    })
    assert.deepEqual(outcomesOf(answer), [outcome, 'verified'])
    assert.deepEqual(answer.told.indicators.RE004, { value: 1, flag: 'OK', marks: [] })
  })
}

test('where no source answers at the moment, nobody is asked', () => {
  assert.equal(
    verifyOf(readSettings({}, { data: '/nowhere' }), definitions, () => at),
    null,
  )
})
