import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { instant, type Json, msOf } from '#kernel'
import { openOffice } from './office.ts'
import { readSettings } from './settings.ts'
import { progressText, turnsOf } from './turns.ts'

const opening = instant('2026-06-30T10:00:00Z')

test('who watches sees the file that is loading, then the profiles, then nothing', async () => {
  const data = mkdtempSync(join(tmpdir(), 'xinqiao-turns-'))
  const settings = readSettings({}, { data })
  const world = { env: {}, now: () => msOf(opening), random: (bytes: number) => new Uint8Array(bytes) }
  await using office = await openOffice(settings, world)
  const folder = join(data, 'in')
  mkdirSync(folder)
  for (const [name, month] of [
    ['ss_headcount_monthly-1.csv', '2026-04'],
    ['ss_headcount_monthly-2.csv', '2026-05'],
  ] as const)
    writeFileSync(join(folder, name), `uscc,stat_month,insured_n\n91440300QX0000018L,${month},60\n`)
  const seen: Json[] = []
  const look = async () => seen.push(await turns('loading', {}, () => {}))
  const turns = turnsOf(office, async () => {
    await look()
  })
  await look()
  const said: string[] = []
  const looks: Promise<number>[] = []
  await turns('ingest', { paths: [folder] }, (progress) => {
    said.push(progressText(progress))
    looks.push(look())
  })
  await Promise.all(looks)
  await look()
  const since = opening
  const loading = { stage: { zh: '入库', en: 'Loading' }, total: 2, since }
  assert.deepEqual(seen, [
    { loading: null },
    { loading: { ...loading, file: 'ss_headcount_monthly-1.csv', done: 0 } },
    { loading: { ...loading, file: 'ss_headcount_monthly-2.csv', done: 1 } },
    {
      loading: {
        ...{ file: 'ss_headcount_monthly-2.csv', done: 2, total: 2, since },
        stage: { zh: '刷新企业画像', en: 'Refreshing profiles' },
      },
    },
    { loading: null },
  ])
  assert.deepEqual(said, [
    '1/2 ss_headcount_monthly-1.csv → ss_headcount_monthly',
    '2/2 ss_headcount_monthly-2.csv → ss_headcount_monthly',
  ])
  rmSync(data, { recursive: true })
})

test('what fails leaves nothing in hand, and the next turn comes', async () => {
  const data = mkdtempSync(join(tmpdir(), 'xinqiao-turns-'))
  const world = { env: {}, now: () => msOf(opening), random: (bytes: number) => new Uint8Array(bytes) }
  await using office = await openOffice(readSettings({}, { data }), world)
  const turns = turnsOf(office, async () => {})
  const load = () => turns('ingest', { paths: [join(data, 'none.csv')] }, () => {})
  const [first, second] = await Promise.allSettled([load(), load()])
  for (const turn of [first, second]) {
    assert.equal(turn.status === 'rejected' && turn.reason.code, 'file_missing')
  }
  assert.deepEqual(await turns('loading', {}, () => {}), { loading: null })
})

test('what a new day asks for waits for a write that is under way, its refreshing too', async () => {
  const data = mkdtempSync(join(tmpdir(), 'xinqiao-turns-'))
  const world = { env: {}, now: () => msOf(opening), random: (bytes: number) => new Uint8Array(bytes) }
  await using office = await openOffice(readSettings({}, { data }), world)
  const file = join(data, 'ss_headcount_monthly.csv')
  writeFileSync(file, 'uscc,stat_month,insured_n\n91440300QX0000018L,2026-04,60\n')
  const done: string[] = []
  const turns = turnsOf(
    office,
    async () => {
      await new Promise((later) => setImmediate(later))
      done.push('refreshed')
    },
    async () => {
      done.push('night')
    },
  )
  const load = turns('ingest', { paths: [file] }, () => {})
  await Promise.all([turns('night', {}, () => {}), load])
  assert.deepEqual(done, ['refreshed', 'night', 'refreshed'])
  rmSync(data, { recursive: true })
})
