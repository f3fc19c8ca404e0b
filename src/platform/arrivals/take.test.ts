import assert from 'node:assert/strict'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { instant, msOf, Refusal } from '#kernel'
import { answerAt } from '../desk.ts'
import { openOffice } from '../office.ts'
import { readSettings } from '../settings.ts'
import { type Taking, takeDelivery } from './take.ts'

const at = instant('2026-11-23T12:00:00Z')
const csv = 'uscc,stat_month,insured_n\n91440300QX0000018L,2026-05,60\n'

async function opened() {
  const data_dir = mkdtempSync(join(tmpdir(), 'xinqiao-take-'))
  const office = await openOffice(readSettings({}, { data: data_dir }), {
    ...{ env: {}, now: () => msOf(at), random: (bytes: number) => new Uint8Array(bytes) },
  })
  const inbox = join(data_dir, 'inbox')
  mkdirSync(inbox)
  const ask: Taking['ask'] = (name, args) => answerAt(office, name, args, () => {})
  return {
    inbox,
    ask,
    put: (name: string, content = csv) => writeFileSync(join(inbox, name), content),
    take: (name: string, by: Taking['ask'] = ask) => takeDelivery(inbox, name, { ask: by, clock: () => at }),
    told: (name: string) => JSON.parse(readFileSync(join(inbox, name), 'utf8')),
    async [Symbol.asyncDispose]() {
      await office[Symbol.asyncDispose]()
      rmSync(data_dir, { recursive: true, force: true })
    },
  }
}

const file = 'ss_headcount_monthly_2026-05.csv'

test('a delivery that was loaded lies in done, its report beside it', async () => {
  await using desk = await opened()
  desk.put(file)
  assert.equal(await desk.take(file), 'done')
  const { delivery, taken_at, report } = desk.told(`done/${file}.json`)
  assert.deepEqual([delivery, taken_at, report.batches[0].accepted], [file, at, 1])
  assert.deepEqual(readdirSync(desk.inbox), ['done'])
  assert.equal(await desk.take(file), 'gone')
})

test('a delivery that is refused lies in refused, with its code and sentence', async () => {
  await using desk = await opened()
  desk.put('what.csv')
  assert.equal(await desk.take('what.csv'), 'refused')
  assert.equal(desk.told('refused/what.csv.json').code, 'dataset_unnamed')
  assert.ok(existsSync(join(desk.inbox, 'refused', 'what.csv')))
})

test('a link is refused before it is read', async () => {
  await using desk = await opened()
  symlinkSync('/etc/hostname', join(desk.inbox, file))
  assert.equal(await desk.take(file, () => assert.fail('read')), 'refused')
  assert.equal(desk.told(`refused/${file}.json`).code, 'delivery_linked')
})

test('a worker that does not answer leaves the delivery where it lies', async () => {
  await using desk = await opened()
  desk.put(file)
  const silent = () => Promise.reject(new Refusal('worker_silent', 'unavailable', 'silent', {}))
  await assert.rejects(desk.take(file, silent), { code: 'worker_silent' })
  assert.deepEqual(readdirSync(desk.inbox), [file])
})

test('what is killed between load and move is taken again, and nothing is loaded twice', async () => {
  await using desk = await opened()
  desk.put(file)
  const killed: Taking['ask'] = async (name, args) => {
    await desk.ask(name, args)
    throw new Error('killed')
  }
  await assert.rejects(desk.take(file, killed), /killed/)
  assert.equal(await desk.take(file), 'done')
  const [batch] = desk.told(`done/${file}.json`).report.batches
  assert.deepEqual([batch.accepted, batch.already_known], [0, 1])
})

test('a second delivery of one name stands beside the first', async () => {
  await using desk = await opened()
  for (const month of ['2026-05', '2026-06']) {
    desk.put(file, csv.replace('2026-05', month))
    assert.equal(await desk.take(file), 'done')
  }
  assert.deepEqual(readdirSync(join(desk.inbox, 'done')).sort(), [
    file,
    `${file}.json`,
    `${file}~2`,
    `${file}~2.json`,
  ])
})
