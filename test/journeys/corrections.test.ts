import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { monthText } from '#kernel'
import { bureau, xinqiao } from './bureau.ts'
import { query, send, signedConsent, tokenOf } from './client.ts'
import { last_month } from './history.ts'

type Row = Readonly<Record<string, unknown>>

// Firms that no other journey knows.
const corrected_firm = '91440300QX0002013K'
const repaired_firm = '91440300QX0002021E'
const disputed_firm = '91440300QX00020486'

/** What a client is told of a firm. */
async function toldOf(uscc: string, token: string): Promise<readonly Row[]> {
  const { body } = await send('GET', '/v1/corrections', token)
  return (body.rows as unknown as readonly Row[]).filter((row) => row.uscc === uscc)
}

async function delivered(name: string, text: string, dataset: string): Promise<void> {
  const { data } = await bureau()
  const file = join(data, name)
  writeFileSync(file, text)
  await xinqiao(data, 'ingest', file, '--dataset', dataset)
}

test('who was shown a value hears of its correction, once, and nobody else does', async () => {
  const [bank, other] = [await tokenOf('bank-a-app'), await tokenOf('bank-b-app')]
  const month = monthText(last_month)
  const headcount = (n: number) =>
    delivered(
      'corrected.csv',
      `uscc,stat_month,insured_n\n${corrected_firm},${month},${n}\n`,
      'ss_headcount_monthly',
    )
  await headcount(70)
  await send('POST', '/v1/consents', bank, await signedConsent('bank-a-app', corrected_firm, ['P08']))
  const shown = await query(bank, 'P08', { uscc: corrected_firm, request_id: 'corrected-1' })
  assert.equal(shown.status, 200)
  assert.deepEqual(await toldOf(corrected_firm, bank), [])
  for (const n of [71, 71]) await headcount(n)
  const [event, ...more] = await toldOf(corrected_firm, bank)
  assert.deepEqual(
    [event?.kind, event?.dataset, event?.product_id, event?.institution_id],
    ['corrected', 'ss_headcount_monthly', 'P08', 'bank-a-sz'],
  )
  const { leaf_hash } = shown.body.audit as unknown as Row
  assert.equal(event?.leaf_hash, leaf_hash, 'with the leaf of what it was shown')
  assert.deepEqual(more, [], 'once')
  assert.deepEqual(await toldOf(corrected_firm, other), [], 'the other bank was shown nothing')
  const { body } = await send('GET', `/v1/corrections?after=${event?.correction_id}`, bank)
  assert.ok((body.rows as unknown as readonly Row[]).every((row) => row.uscc !== corrected_firm))
})

test('of what was repaired no more is said than that it is provided no longer', async () => {
  const bank = await tokenOf('bank-a-app')
  const listed = `uscc,list,listed_on,authority\n${repaired_firm},abnormal_operation,2026-01-05,示例局\n`
  await delivered('listed.csv', listed, 'adm_list')
  await send('POST', '/v1/consents', bank, await signedConsent('bank-a-app', repaired_firm, ['P01']))
  const shown = await query(bank, 'P01', { uscc: repaired_firm, request_id: 'repaired-1' })
  assert.equal(shown.status, 200)
  const { data } = await bureau()
  const grain = ['list=abnormal_operation', 'listed_on=2026-01-05', 'authority=示例局']
  const said = ['--dataset', 'adm_list', '--kind', 'repaired', '--who', '示例局']
  await xinqiao(
    data,
    'annotate',
    'add',
    repaired_firm,
    ...grain.flatMap((each) => ['--grain', each]),
    ...said,
  )
  const [event, ...more] = await toldOf(repaired_firm, bank)
  assert.deepEqual([event?.kind, event?.dataset, more], ['stopped', null, []])
  assert.match(JSON.stringify(event?.sentence), /此前提供的一条信息已停止提供/)
})

test('an operator says over HTTP that a fact is disputed, the answer marks it at once, and it ends', async () => {
  const [bank, operator] = [await tokenOf('bank-a-app'), await tokenOf('operator')]
  const listed = `uscc,list,listed_on,authority\n${disputed_firm},abnormal_operation,2026-01-05,示例局\n`
  await delivered('disputed.csv', listed, 'adm_list')
  const fact = { dataset: 'adm_list', uscc: disputed_firm, kind: 'disputed', who: '企业', note: '地址已变更' }
  const grain = { list: 'abnormal_operation', listed_on: '2026-01-05', authority: '示例局' }
  const said = await send('POST', '/v1/operator/annotations', operator, { ...fact, grain })
  assert.equal(said.status, 200)
  await send('POST', '/v1/consents', bank, await signedConsent('bank-a-app', disputed_firm, ['P01']))
  const disputesOf = async (request_id: string) => {
    const { body } = await query(bank, 'P01', { uscc: disputed_firm, request_id })
    return (body.disputes as unknown as readonly Row[]).length
  }
  assert.equal(await disputesOf('disputed-1'), 1)
  const end = `/v1/operator/annotations/${said.body.annotation_id}/end`
  assert.equal((await send('POST', end, operator, {})).status, 200)
  assert.equal((await send('POST', end, operator, {})).body.code, 'annotation_unknown')
  assert.equal(await disputesOf('disputed-2'), 0)
  const list = await send('GET', `/v1/operator/annotations?uscc=${disputed_firm}`, operator)
  assert.equal((list.body as unknown as readonly Row[]).length, 1, 'what was said stays')
})
