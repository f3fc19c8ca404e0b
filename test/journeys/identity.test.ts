import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { monthText } from '#kernel'
import { bureau, xinqiao } from './bureau.ts'
import { query, send, signedConsent, tokenOf } from './client.ts'
import { last_month, noodle_shop, other_firm } from './history.ts'

type Row = Readonly<Record<string, unknown>>

// A firm, and its code as somebody mistyped it: the last two characters changed places.
const whole = '91440300QX00010103'
const mistyped = '91440300QX00010130'
const month = monthText(last_month)

async function delivered(uscc: string, insured_n: number): Promise<void> {
  const { data } = await bureau()
  const file = join(data, `identity-${uscc}.csv`)
  writeFileSync(file, `uscc,stat_month,insured_n\n${uscc},${month},${insured_n}\n`)
  await xinqiao(data, 'ingest', file, '--dataset', 'ss_headcount_monthly')
}

test('a firm answers for a mistyped code from a merge on, and no longer after its split', async () => {
  const { data } = await bureau()
  const [bank, operator] = [await tokenOf('bank-a-app'), await tokenOf('operator')]
  await delivered(whole, 30)
  await xinqiao(data, 'quarantine', 'admit', mistyped, '--note', '社保局录入笔误')
  await delivered(mistyped, 12)
  await send('POST', '/v1/consents', bank, await signedConsent('bank-a-app', whole, ['P08']))
  const headcount = async (request_id: string) => {
    const { body } = await query(bank, 'P08', { uscc: whole, request_id })
    const { indicators } = body.data as unknown as { indicators: { WF001: { value: number } } }
    return indicators.WF001.value
  }
  assert.equal(await headcount('merge-1'), 30)
  const merge = (body: object) => send('POST', '/v1/identity/merges', operator, { note: '同一企业', ...body })
  const rehearsed = await merge({ uscc: whole, member_uscc: mistyped, dry_run: true })
  assert.deepEqual(
    (rehearsed.body.touches as unknown as readonly Row[]).map(({ dataset, rows }) => [dataset, rows]),
    [['ss_headcount_monthly', 1]],
  )
  assert.equal(await headcount('merge-2'), 30, 'a rehearsal changes nothing')
  const merged = await merge({ uscc: whole, member_uscc: mistyped })
  assert.equal(await headcount('merge-3'), 42)
  const about = ['--dataset', 'ss_headcount_monthly', '--grain', `stat_month=${month}`]
  await xinqiao(data, 'annotate', 'add', mistyped, ...about, '--kind', 'disputed', '--who', 'clerk')
  const disputes = async (request_id: string) =>
    (await query(bank, 'P08', { uscc: whole, request_id })).body.disputes as unknown as readonly Row[]
  assert.equal((await disputes('merge-3a')).length, 1, 'what is said of a fact is told where the fact is')
  const split = await send('POST', `/v1/identity/merges/${merged.body.merge_id}/split`, operator, {
    note: '误判',
  })
  assert.equal(split.status, 200)
  assert.equal(await headcount('merge-4'), 30)
  assert.deepEqual(await disputes('merge-4a'), [])
  const { body } = await send('GET', '/v1/identity', operator)
  const [kept] = body.merges as unknown as readonly Row[]
  assert.deepEqual(
    [kept?.merged_by, kept?.note, kept?.split_by, kept?.split_note],
    [...['operator', '同一企业', 'operator', '误判']],
  )
})

test('two valid codes never merge: what one firm consented to opens nothing of another', async () => {
  const operator = await tokenOf('operator')
  const told = await send('POST', '/v1/identity/merges', operator, {
    ...{ uscc: whole, member_uscc: other_firm, note: '同名' },
  })
  assert.deepEqual([told.status, told.body.code], [409, 'merge_of_valid_codes'])
})

test('a company goes on from an individual business as a succession, whose facts stay its own', async () => {
  const operator = await tokenOf('operator')
  const said = { from_uscc: noodle_shop, to_uscc: whole, succeeded_on: '2026-05-01', note: '个转企' }
  const recorded = await send('POST', '/v1/identity/successions', operator, said)
  assert.equal(recorded.status, 200)
  const bank = await tokenOf('bank-a-app')
  const told = async (request_id: string) => (await query(bank, 'P12', { uscc: whole, request_id })).body
  const { subject } = (await told('succession-1')) as unknown as { subject: Row }
  assert.deepEqual(subject.succeeded_on, ['2026-05-01'], 'the day is told')
  assert.ok(!JSON.stringify(await told('succession-2')).includes(noodle_shop), 'and nothing of before')
  const again = await send('POST', '/v1/identity/successions', operator, said)
  assert.deepEqual([again.status, again.body.code], [409, 'succession_known'])
  const end = await send('POST', `/v1/identity/successions/${noodle_shop}/end`, operator, {
    note: '登记有误',
  })
  assert.equal(end.status, 200)
  const after = (await told('succession-3')) as unknown as { subject: Row }
  assert.equal(after.subject.succeeded_on, undefined)
  const { body } = await send('GET', '/v1/identity', operator)
  assert.equal((body.successions as unknown as readonly Row[])[0]?.ended_note, '登记有误')
})
