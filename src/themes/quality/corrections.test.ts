import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lastCorrected, nextCorrections } from '#themes'
import { loadText, openTestWarehouse } from '#themes/testing'
import type { Warehouse } from '#warehouse'

const a = '91440300QX0000018L'
const b = '91440300QX0000026F'
const heads = (...rows: readonly string[]): string => `op,uscc,stat_month,insured_n\n${rows.join('\n')}\n`
const on = (day: string) => ({ dataset: 'ss_headcount_monthly', known_at: `${day}T09:00:00` })

async function told(warehouse: Warehouse, after = 0): Promise<readonly (readonly string[])[]> {
  const rows = await nextCorrections(warehouse, after)
  return rows.map(({ uscc, kind, shown_from, shown_until }) => [
    ...[uscc, kind, shown_from.slice(0, 10), shown_until.slice(0, 10)],
  ])
}

test('a month that is corrected or revoked is told with the days on which it was shown; news is not', async () => {
  await using warehouse = await openTestWarehouse()
  const first = heads(`,${a},2026-01,5`, `,${b},2026-01,6`)
  await loadText(warehouse, first, on('2026-02-20'))
  assert.deepEqual(await told(warehouse), [], 'a first word corrects nothing')
  await loadText(warehouse, heads(`,${a},2026-02,5`, `,${b},2026-01,6`), on('2026-03-20'))
  assert.deepEqual(await told(warehouse), [], 'nor does another month, or the same word again')
  const second = heads(`,${a},2026-01,7`, `revoke,${b},2026-01,`)
  const { batch_id } = await loadText(warehouse, second, on('2026-03-25'))
  assert.deepEqual(await told(warehouse), [
    [a, 'corrected', '2026-02-20', '2026-03-25'],
    [b, 'revoked', '2026-02-20', '2026-03-25'],
  ])
  assert.deepEqual(await told(warehouse, batch_id), [])
  assert.equal(await lastCorrected(warehouse), batch_id)
})

test('news of a case is no correction unless its source says so, and a repair stops what was shown', async () => {
  await using warehouse = await openTestWarehouse()
  const fine = (op: string, amount: string, repaired_on = ''): string =>
    `op,uscc,doc_no,authority,authority_class,kind,penalty_class,amount,decided_on,repaired_on\n${op},${a},D1,市监,market,fine,general,${amount},2025-01-05,${repaired_on}\n`
  const at = (day: string) => ({ dataset: 'adm_penalty', known_at: `${day}T09:00:00` })
  await loadText(warehouse, fine('', '1'), at('2025-02-01'))
  const news = await loadText(warehouse, fine('', '2'), at('2025-02-02'))
  assert.deepEqual(await told(warehouse), [])
  const corrected = await loadText(warehouse, fine('correct', '3'), at('2025-02-03'))
  assert.deepEqual(await told(warehouse, news.batch_id), [[a, 'corrected', '2025-02-02', '2025-02-03']])
  await loadText(warehouse, fine('', '3', '2025-02-04'), at('2025-02-05'))
  assert.deepEqual(await told(warehouse, corrected.batch_id), [[a, 'stopped', '2025-02-03', '2025-02-05']])
})
