import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { sql } from '#sql'
import { inOrder } from '#store'
import { openTestStore } from '#store/testing'

test('values come back in the kernel’s shapes', async () => {
  await using store = await openTestStore([])
  const rows = await store.rows(sql`
    SELECT CAST(${5_000_000_000} AS int8) AS big, CAST(12.50 AS numeric(18, 2)) AS amount_cny,
      DATE '2026-06-30' AS filed_on, TIMESTAMPTZ '2026-06-30 23:59:59.999999+08' AS known_at,
      TIMESTAMP '2026-06-30 15:59:59.5' AS superseded_at, jsonb_build_object('a', 1) AS details,
      CAST(${['x', 'y,"z']} AS text[]) AS names, ARRAY[DATE '2026-06-30', NULL] AS days,
      ARRAY[1::int8, 2] AS months, CAST(${new Uint8Array([1, 255])} AS bytea) AS salt, ${true}::boolean AS yes,
      NULL::date AS removed_on, 0.5::float8 AS ratio`)
  assert.deepEqual(rows, [
    {
      big: 5_000_000_000,
      amount_cny: '12.50',
      filed_on: '2026-06-30',
      known_at: '2026-06-30T15:59:59.999999Z',
      superseded_at: '2026-06-30T15:59:59.500000Z',
      details: { a: 1 },
      names: ['x', 'y,"z'],
      days: ['2026-06-30', null],
      months: [1, 2],
      salt: Buffer.from([1, 255]),
      yes: true,
      removed_on: null,
      ratio: 0.5,
    },
  ])
  await assert.rejects(store.rows(sql`SELECT 9007199254740993::int8 AS big`), /safe integer/)
})

test('a transaction that throws leaves nothing, and its connection goes on', async () => {
  await using store = await openTestStore([])
  await store.run(sql`CREATE TABLE t (n integer PRIMARY KEY)`)
  const work = store.transaction(async (tx) => {
    await tx.run(sql`INSERT INTO t VALUES (${1})`)
    throw new Error('stop')
  })
  await assert.rejects(work, /stop/)
  assert.deepEqual(await store.rows(sql`SELECT n FROM t`), [])
  assert.equal(await store.run(sql`INSERT INTO t VALUES (${1}), (${2})`), 2)
})

test('an error that was swallowed inside a transaction does not pass for a commit', async () => {
  await using store = await openTestStore([])
  await store.run(sql`CREATE TABLE t (n integer PRIMARY KEY)`)
  const work = store.transaction(async (tx) => {
    await tx.run(sql`INSERT INTO t VALUES (${1})`)
    await tx.run(sql`INSERT INTO t VALUES (${1})`).catch(() => 0)
  })
  await assert.rejects(work, /nothing was kept/)
  assert.deepEqual(await store.rows(sql`SELECT n FROM t`), [])
})

test('what is asked together runs in its order, and the first that fails is told and undoes all', async () => {
  await using store = await openTestStore([])
  await store.run(sql`CREATE TABLE t (n integer PRIMARY KEY)`)
  const put = (n: number) => sql`INSERT INTO t VALUES (${n})`
  const [, rows] = await store.transaction((tx) =>
    inOrder([tx.run(put(1)), tx.rows<{ n: number }>(sql`SELECT n FROM t`), tx.run(put(2))]),
  )
  assert.deepEqual(rows, [{ n: 1 }])
  const spoilt = store.transaction((tx) => inOrder([tx.run(put(3)), tx.run(put(1)), tx.run(put(4))]))
  await assert.rejects(spoilt, /duplicate key/)
  const alone = store.together((one) => inOrder([one.run(put(5)), one.run(put(1)), one.run(put(6))]))
  await assert.rejects(alone, /duplicate key/)
  assert.deepEqual(
    await store.rows(sql`SELECT n FROM t ORDER BY n`),
    [1, 2, 5, 6].map((n) => ({ n })),
  )
})

test('a transaction that copies takes bytes, and another refuses them', async () => {
  await using store = await openTestStore([])
  await store.run(sql`CREATE TABLE t (n integer)`)
  const copied = () => Readable.from(['1\n2\n'])
  const copy = sql`COPY t FROM STDIN`
  await store.transaction((tx) => tx.copyIn(copy, copied()), { copies: true })
  assert.equal((await store.rows(sql`SELECT n FROM t`)).length, 2)
  await assert.rejects(store.transaction((tx) => tx.copyIn(copy, copied())))
  assert.equal((await store.rows(sql`SELECT n FROM t`)).length, 2)
})

test('two transactions that change the same are told apart by a refusal', async () => {
  await using store = await openTestStore([])
  await store.run(sql`CREATE TABLE t AS SELECT 1 AS n`)
  const options = { isolation: 'repeatable read' } as const
  const late = store.transaction(async (tx) => {
    await tx.rows(sql`SELECT n FROM t`)
    await store.run(sql`UPDATE t SET n = 2`)
    await tx.run(sql`UPDATE t SET n = 3`)
  }, options)
  await assert.rejects(late, { code: 'store_conflict' })
  await assert.rejects(
    store.transaction((tx) => tx.run(sql`UPDATE t SET n = 4`), { read_only: true }),
    /read-only/,
  )
  assert.deepEqual(await store.rows(sql`SELECT n FROM t`), [{ n: 2 }])
})

test('a connection that the server ends is a refusal, and the next question goes on', async () => {
  await using store = await openTestStore([])
  const cut = store.transaction(async (tx) => {
    const [row] = await tx.rows<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`)
    await store.rows(sql`SELECT pg_terminate_backend(${row?.pid ?? 0})`)
    await tx.rows(sql`SELECT 1`)
  })
  await assert.rejects(cut, { code: 'store_unavailable' })
  assert.deepEqual(await store.rows(sql`SELECT 1 AS n`), [{ n: 1 }])
})
