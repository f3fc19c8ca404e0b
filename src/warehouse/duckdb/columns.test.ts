import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from '#sql'
import { openDuckDb } from '#warehouse'

const many = 200_000

test('millions of whole numbers come as columns, in the order of the query', async () => {
  await using warehouse = await openDuckDb({ file: ':memory:' })
  const [up = new Int32Array(), down] = await warehouse.integers(sql`
    SELECT CAST(n AS INTEGER) AS up, CAST(-n AS INTEGER) AS down
    FROM range(CAST(${many} AS BIGINT)) AS rows(n) ORDER BY n`)
  assert.equal(up.length, many)
  assert.ok(up.every((value, at) => value === at && down?.[at] === -at))
})

test('a query without rows gives empty columns', async () => {
  await using warehouse = await openDuckDb({ file: ':memory:' })
  assert.deepEqual(await warehouse.integers(sql`SELECT 1 AS n WHERE false`), [new Int32Array()])
})

test('a null among whole numbers is a bug', async () => {
  await using warehouse = await openDuckDb({ file: ':memory:' })
  await assert.rejects(warehouse.integers(sql`SELECT CAST(NULL AS INTEGER) AS n`), /null is no INTEGER/)
})

test('columns become the rows of a temporary table; what is no number is null', async () => {
  await using warehouse = await openDuckDb({ file: ':memory:' })
  const read = await warehouse.session(async (session) => {
    await session.run(sql`CREATE TEMP TABLE kept (id DOUBLE, value DOUBLE)`)
    const ids = Float64Array.from({ length: 5000 }, (_, at) => at)
    await session.append('kept', [ids, ids.map((id) => (id % 2 === 0 ? id / 2 : Number.NaN))])
    return session.rows(sql`SELECT count(*) AS n, count(value) AS some, sum(value) AS total FROM kept`)
  })
  assert.deepEqual(read, [{ n: 5000, some: 2500, total: 3_123_750 }])
})
