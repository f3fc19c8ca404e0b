import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from '#sql'
import { openDuckDb } from '#warehouse'

test('values come back in the kernel’s shapes', async () => {
  await using warehouse = await openDuckDb({ file: ':memory:' })
  const rows = await warehouse.rows(sql`
    SELECT CAST(12.5 AS DECIMAL(18,2)) AS amount, DATE '2026-06-30' AS filed_on, ${5_000_000_000} AS big,
      TIMESTAMP '2026-06-30 15:59:59.5' AS known_at, ${'x'} AS name, ${7} + 1 AS eight, [1, 2] AS months,
      CAST(NULL AS DATE) AS removed_on, 0.5::DOUBLE AS ratio, ${true} AS yes`)
  assert.deepEqual(rows, [
    {
      amount: '12.50',
      filed_on: '2026-06-30',
      big: 5_000_000_000,
      known_at: '2026-06-30T15:59:59.500000Z',
      name: 'x',
      eight: 8,
      months: [1, 2],
      removed_on: null,
      ratio: 0.5,
      yes: true,
    },
  ])
})

test('a transaction that throws leaves nothing', async () => {
  await using warehouse = await openDuckDb({ file: ':memory:' })
  await warehouse.run(sql`CREATE TABLE t (n INTEGER)`)
  const work = warehouse.transaction(async (session) => {
    await session.run(sql`INSERT INTO t VALUES (1)`)
    throw new Error('stop')
  })
  await assert.rejects(work, /stop/)
  assert.deepEqual(await warehouse.rows(sql`SELECT n FROM t`), [])
  assert.equal(await warehouse.run(sql`INSERT INTO t VALUES (1), (2)`), 2)
})

test('a statement is bound without being run', async () => {
  await using warehouse = await openDuckDb({ file: ':memory:' })
  await warehouse.check(sql`SELECT CAST(${'2026-06-30'} AS DATE)`)
  await assert.rejects(warehouse.check(sql`SELECT nothing FROM nowhere`), /nowhere/)
})

test('a file that another process holds is refused, and its holder named', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'xinqiao-')), 'w.duckdb')
  await using warehouse = await openDuckDb({ file })
  assert.ok(warehouse)
  const other = `import('#warehouse').then((m) => m.openDuckDb({ file: ${JSON.stringify(file)} }))
    .catch((error) => console.log(error.code, error.details.pid))`
  const said = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', other], {
    encoding: 'utf8',
  })
  assert.equal(said.trim(), `data_dir_busy ${process.pid}`)
})
