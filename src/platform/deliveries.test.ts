import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { instant, type Json, msOf, Refusal } from '#kernel'
import { zipOf } from '#sources/testing'
import { ingest } from './ingest.ts'
import { type Office, openOffice, scratchOf } from './office.ts'
import { readSettings } from './settings.ts'
import { snapshotRelease, snapshotsHeld } from './snapshots.ts'

const firms = ['91440300QX0000018L', '91440300QX0000026F', '91440300QX0000AB38']
const firm = '91440300QX0000018L'
const csv = (month: string): string => `uscc,stat_month,insured_n\n${firm},${month},60\n`
const sm3 = (text: string): string => createHash('sm3').update(text).digest('hex')
const said = { dataset: 'ss_headcount_monthly', known_at: '2026-03-20', complete: true }

interface Report {
  readonly batches: readonly { readonly file: string; readonly accepted: number }[]
}

async function opened() {
  const data_dir = mkdtempSync(join(tmpdir(), 'xinqiao-deliveries-'))
  const settings = readSettings({}, { data: data_dir })
  const now = (): number => msOf(instant('2026-11-23T12:00:00Z'))
  const random = (bytes: number): Uint8Array => new Uint8Array(bytes)
  const office = await openOffice(settings, { env: {}, now, random })
  return {
    /** Loads a folder of files, or one of them, and gives back what came in of each by its name in the folder. */
    async deliver(files: Readonly<Record<string, string | Uint8Array>>, name = '') {
      const folder = join(data_dir, 'delivery')
      for (const [file, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, file)), { recursive: true })
        writeFileSync(join(folder, file), content)
      }
      const told = await ingest(office, { paths: [join(folder, name)] }, () => {})
      const { batches } = told as unknown as Report // a report's own JSON
      return batches.map(({ file, accepted }) => [file.slice(folder.length + 1), accepted])
    },
    ask: (what: (office: Office, args: unknown) => Promise<Json>, args: Json) => what(office, args),
    leftovers: () => (existsSync(scratchOf(settings)) ? readdirSync(scratchOf(settings)) : []),
    async [Symbol.asyncDispose]() {
      await office[Symbol.asyncDispose]()
      rmSync(data_dir, { recursive: true, force: true })
    },
  }
}

test('each file of an archive is a delivery, and nothing of it is left behind', async () => {
  await using desk = await opened()
  const files = [
    { name: 'ss_headcount_monthly_01.csv', content: csv('2026-01') },
    { name: 'ss_headcount_monthly_02.csv', content: csv('2026-02') },
  ]
  assert.deepEqual(await desk.deliver({ 'all.zip': zipOf(files) }, 'all.zip'), [
    ['all.zip/ss_headcount_monthly_01.csv', 1],
    ['all.zip/ss_headcount_monthly_02.csv', 1],
  ])
  assert.deepEqual(desk.leftovers(), [])
})

test('an archive with a manifest is what the manifest says', async () => {
  await using desk = await opened()
  const manifest = { ...said, files: [{ name: '社保.csv', sm3: sm3(csv('2026-01')), rows: 1 }] }
  const archive = zipOf([
    { name: 'manifest.json', content: JSON.stringify(manifest) },
    { name: '社保.csv', content: csv('2026-01') },
  ])
  assert.deepEqual(await desk.deliver({ 'a.zip': archive }), [['a.zip/社保.csv', 1]])
})

test('an archive with a file that is no delivery is refused whole', async () => {
  await using desk = await opened()
  const archive = zipOf([
    { name: 'ss_headcount_monthly.csv', content: csv('2026-01') },
    { name: '说明.docx', content: 'x' },
  ])
  await refused('file_kind_unknown', () => desk.deliver({ 'a.zip': archive }))
  assert.deepEqual(desk.leftovers(), [])
})

for (const [what, promise, code] of [
  ['another digest', { sm3: sm3('other') }, 'digest_differs'],
  ['another number of rows', { sm3: sm3(csv('2026-02')), rows: 2 }, 'rows_differ'],
  ['a file that is not there', { name: 'gone.csv', sm3: sm3('') }, 'file_missing'],
] as const) {
  test(`a manifest that promises ${what} is refused`, async () => {
    await using desk = await opened()
    const files = ['a.csv', { name: 'b.csv', ...promise }]
    const delivery = {
      'manifest.json': JSON.stringify({ ...said, files }),
      'a.csv': csv('2026-01'),
      'b.csv': csv('2026-02'),
    }
    await refused(code, () => desk.deliver(delivery))
    const right = JSON.stringify({
      ...said,
      files: ['a.csv', { name: 'b.csv', sm3: sm3(csv('2026-02')), rows: 1 }],
    })
    // Digests are looked at before any file is loaded, rows when a file is.
    const loaded_before = code === 'rows_differ' ? 1 : 0
    assert.deepEqual(await desk.deliver({ ...delivery, 'manifest.json': right }), [
      ['a.csv', 1 - loaded_before],
      ['b.csv', 1],
    ])
  })
}

test('a snapshot that lacks too much waits for a person, comes in once it is let in, and is gone then', async () => {
  await using desk = await opened()
  const rows = (n: number): string =>
    `uscc,stat_month,insured_n\n${firms
      .slice(0, n)
      .map((code) => `${code},2026-01,6\n`)
      .join('')}`
  const snapshot = (known_at: string, n: number) => ({
    'manifest.json': JSON.stringify({ ...said, known_at, snapshot: true, files: ['a.csv'] }),
    'a.csv': rows(n),
  })
  assert.deepEqual(await desk.deliver(snapshot('2026-03-10', 3)), [['a.csv', 3]])
  assert.deepEqual(await desk.deliver(snapshot('2026-03-20', 1)), [['a.csv', 0]])
  const [held] = (await desk.ask(snapshotsHeld, {})) as unknown as readonly {
    batch_id: number
    gone: number
  }[]
  assert.deepEqual(held, { ...held, batch_id: 2, gone: 2 })
  const { batches } = (await desk.ask(snapshotRelease, { batch_id: 2 })) as unknown as {
    batches: readonly { revoked: number; already_known: number }[]
  }
  assert.deepEqual(
    batches.map(({ revoked, already_known }) => [revoked, already_known]),
    [[2, 1]],
  )
  assert.deepEqual(await desk.ask(snapshotsHeld, {}), [])
  await refused('snapshot_unknown', () => desk.ask(snapshotRelease, { batch_id: 2 }))
})

test('a snapshot in two parts is refused, for each would revoke the other', async () => {
  await using desk = await opened()
  const parts = {
    'manifest.json': JSON.stringify({ ...said, snapshot: true, files: ['a.csv', 'b.csv'] }),
    'a.csv': csv('2026-01'),
    'b.csv': csv('2026-01'),
  }
  await refused('snapshot_parts', () => desk.deliver(parts))
})

async function refused(code: string, work: () => Promise<unknown>): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof Refusal, String(error))
    assert.equal(error.code, code)
    return true
  })
}
