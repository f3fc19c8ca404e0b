import assert from 'node:assert/strict'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { readDefinitions } from '../definitions.ts'
import { askSource } from './ask-source.ts'

const uscc = '91440300QX0000018L'
const question = { uscc, purpose: 'pre_loan', request_id: 'r', consent_id: 'C1', datasets: [] }
const hrss = readDefinitions('regions/shenzhen').sources.find(({ id }) => id === 'hrss')
assert.ok(hrss)

async function asked(answer: (response: ServerResponse) => void, timeout_ms = 5_000) {
  const server = createServer((_, response) => answer(response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo // it listens on a port
  const pull = { url: `http://127.0.0.1:${port}/`, timeout_ms: { value: timeout_ms, source: 'test' } }
  try {
    return await askSource({ ...hrss, pull } as NonNullable<typeof hrss>, 'ss_arrears', question) // asserted above
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const telling = (value: unknown) => (response: ServerResponse) => void response.end(JSON.stringify(value))

test('the rows of an answer are of the firm that was asked for', async () => {
  const rows = [
    { stat_month: '2026-01', months: 2 },
    { uscc, stat_month: '2026-02' },
  ]
  assert.deepEqual(await asked(telling({ rows })), [
    { uscc, stat_month: '2026-01', months: 2 },
    { uscc, stat_month: '2026-02' },
  ])
  assert.deepEqual(await asked(telling({ rows: [] })), [])
})

for (const [what, answer, problem] of [
  ['of somebody else', telling({ rows: [{ uscc: '91440300QX0000026F' }] }), /somebody else/],
  ['without rows', telling({}), /rows/],
  ['with a row inside a row', telling({ rows: [{ a: {} }] }), /rows/],
  ['that is no JSON', (response: ServerResponse) => void response.end('<html>'), /JSON/],
  ['with a fault', (response: ServerResponse) => void response.writeHead(500).end(), /500/],
  [
    'that sends us elsewhere',
    (response: ServerResponse) => void response.writeHead(302, { location: 'http://example.invalid/' }).end(),
    /fetch failed/,
  ],
  [
    'that never ends',
    (response: ServerResponse) => {
      const more = (): void => void (response.writableEnded || response.write('x'.repeat(1 << 16), more))
      more()
    },
    /bytes/,
  ],
] as const) {
  test(`an answer ${what} is none`, async () => {
    await assert.rejects(() => asked(answer), problem)
  })
}

test('a source that is late is not waited for', async () => {
  await assert.rejects(() => asked(() => {}, 50), { name: 'TimeoutError' })
})
