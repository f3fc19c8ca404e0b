import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { msOf } from '#kernel'
import { catchUp, servedProfile } from '#profiles'
import { refused } from '#themes/testing'
import { profileLayout } from './counter.ts'
import { answerAt } from './desk.ts'
import { openOffice, scratchOf } from './office.ts'
import { opening, openTestBureau } from './testing/bureau.ts'

const firm = '91440300QX0000018L'
const files = {
  ss_headcount_monthly: `uscc,stat_month,insured_n\n${firm},2026-05,7\n`,
  jud_execution: `uscc,case_no,filed_on,amount,court
${firm},one,2026-01-05,10,x
${firm},two,2026-02-05,10,x
`,
}
const month = { dataset: 'ss_headcount_monthly', uscc: firm, grain: { stat_month: '2026-05' } }
const execution = { dataset: 'jud_execution', uscc: firm, grain: { case_no: 'one' } }

async function opened() {
  const bureau = await openTestBureau()
  const { settings, store } = bureau.state
  const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes))
  const office = await openOffice(settings, { env: {}, now: () => msOf(opening), random }, store)
  const ask = (name: string, args: object) => answerAt(office, name, args, () => {})
  for (const [dataset, text] of Object.entries(files)) {
    const path = join(settings.data_dir, `${dataset}.csv`)
    writeFileSync(path, text)
    await ask('ingest', { paths: [path], known_at: '2026-06-20' })
  }
  const layout = profileLayout(office.definitions)
  await catchUp(office.warehouse, store, layout, opening, scratchOf(settings))
  return {
    ask: async (name: string, args: object) =>
      (await ask(name, args)) as unknown as { readonly annotation_id: number },
    served: () => servedProfile(store, layout, firm),
    async [Symbol.asyncDispose]() {
      await office[Symbol.asyncDispose]()
      await bureau[Symbol.asyncDispose]()
    },
  }
}

test('a dispute marks what is read of the fact until it is ended, and is told with it', async () => {
  await using office = await opened()
  const said = { ...month, kind: 'disputed', who: 'the firm', note: '人数不对' }
  const { annotation_id } = await office.ask('annotate', said)
  const disputed = await office.served()
  assert.deepEqual(disputed?.indicators.WF001, { value: 7, flag: 'DISPUTED', marks: [] })
  assert.deepEqual(
    disputed?.told.map(({ dataset, kind, note }) => [dataset, kind, note]),
    [['ss_headcount_monthly', 'disputed', '人数不对']],
  )
  await office.ask('annotation_end', { annotation_id })
  const settled = await office.served()
  assert.deepEqual(settled?.indicators.WF001, { value: 7, flag: 'OK', marks: [] })
  assert.deepEqual(settled?.told, [])
})

test('a repaired fact is not shown, not counted and not hinted at', async () => {
  await using office = await opened()
  const before = await office.served()
  assert.deepEqual([before?.facts.jud_execution?.length, before?.indicators.JD008?.value], [2, 2])
  await office.ask('annotate', { ...execution, kind: 'repaired', who: 'an operator', note: '信用中国' })
  const after = await office.served()
  assert.deepEqual([after?.facts.jud_execution?.length, after?.indicators.JD008?.value], [1, 1])
  assert.deepEqual(after?.told, [])
})

test('what nobody may say is refused', async () => {
  await using office = await opened()
  const said = { ...execution, kind: 'disputed', who: 'x', note: '' }
  await refused('schema_mismatch', () => office.ask('annotate', { ...said, kind: 'forgiven' }))
  await refused('dataset_unknown', () => office.ask('annotate', { ...said, dataset: 'none' }))
  await refused('fact_unknown', () => office.ask('annotate', { ...said, uscc: '92440300QX0000018X' }))
})
