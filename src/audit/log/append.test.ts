import assert from 'node:assert/strict'
import { test } from 'node:test'
import { append, eraseSubject, latestHead, leafHashOf, openLog, readersOf, seal, startSealer } from '#audit'
import { entries, now, openTestLog } from '#audit/testing'
import { canonicalJson, instant } from '#kernel'
import { sql } from '#sql'

test('a leaf is the hash of what stands beside it, and counts once its transaction commits', async () => {
  await using log = await openTestLog('gm')
  const [entry] = entries(1)
  const lost = log.store.transaction(async (tx) => {
    await append(tx, log.log, entries(1))
    throw new Error('stop')
  })
  await assert.rejects(lost, /stop/)
  const [receipt] = await log.store.transaction((tx) => append(tx, log.log, entries(1)))
  const rows = await log.store.rows<{ entry: string; salt: Buffer }>(
    sql`SELECT entry, salt FROM audit.leaves`,
  )
  assert.equal(rows.length, 1)
  assert.equal(rows[0]?.entry, canonicalJson({ ...entry }))
  assert.equal(rows[0]?.salt.length, 32)
  assert.equal(leafHashOf('gm', rows[0].salt, rows[0].entry).toString('hex'), receipt?.leaf_hash)
})

test('a log goes on in its suite alone', async () => {
  await using log = await openTestLog('gm')
  const other = { suite: 'intl', random: log.log.random } as const
  await assert.rejects(
    log.store.transaction((tx) => openLog(tx, other, now)),
    { code: 'log_suite_fixed' },
  )
})

test('two sealers at once and appends meanwhile leave every leaf with one place', async () => {
  await using log = await openTestLog()
  const { store, sealing } = log
  const batches = Array.from({ length: 20 }, () =>
    store.transaction((tx) => append(tx, log.log, entries(16))),
  )
  await Promise.all([...batches, seal(store, sealing), seal(store, sealing)])
  await Promise.all([seal(store, sealing), seal(store, sealing)])
  assert.equal((await latestHead(store))?.tree_size, 320)
  const [row] = await store.rows<{ leaves: number }>(
    sql`SELECT count(DISTINCT leaf_id) AS leaves FROM audit.positions JOIN audit.leaves USING (leaf_id)`,
  )
  assert.equal(row?.leaves, 320)
  assert.equal(await seal(store, sealing), null)
})

test('a running sealer seals what comes, and stops when disposed', async () => {
  await using log = await openTestLog()
  {
    await using sealer = startSealer(log.store, { ...log.sealing, every_ms: 1, on_failure: assert.ifError })
    assert.ok(sealer)
    await log.store.transaction((tx) => append(tx, log.log, entries(3)))
    while ((await latestHead(log.store)) === null) await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await log.store.transaction((tx) => append(tx, log.log, entries(1)))
  assert.equal((await latestHead(log.store))?.tree_size, 3)
})

test('who was shown a value is found by subject, dataset and instant, until the subject is erased', async () => {
  await using log = await openTestLog()
  const uscc = 'subject-1'
  const shown = (from: string, until: string, dataset: string, since = '2026-01-01') => {
    const what = [{ uscc, from: instant(from), until: instant(until) }]
    return log.store.rows<{ institution_id: string }>(
      sql`SELECT institution_id FROM ${readersOf(what, dataset, instant(since))} AS readers`,
    )
  }
  await log.store.transaction((tx) => append(tx, log.log, [...entries(3), ...entries(3)]))
  const tax = 'tax_declaration_monthly'
  const [from, until] = ['2026-06-30T10:00:00Z', '2026-06-30T10:00:01Z']
  assert.deepEqual(await shown(from, until, tax), [{ institution_id: 'bank-a' }], 'each reader once')
  assert.deepEqual(await shown('2026-06-30T09:00:00Z', from, tax), [])
  assert.deepEqual(await shown(from, until, 'jud_execution'), [])
  assert.deepEqual(await shown(from, until, tax, '2100-01-01'), [], 'long ago')
  await log.store.transaction((tx) => eraseSubject(tx, { uscc, at: now }))
  assert.deepEqual(await shown(from, until, tax), [])
})
