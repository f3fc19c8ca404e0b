import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from '#sql'
import { type Migration, migrate } from '#store'
import { openTestStore } from '#store/testing'

const first: Migration = {
  id: 'room-1',
  statements: sql`CREATE SCHEMA room; CREATE TABLE room.a (n integer)`,
}
const second: Migration = { id: 'room-2', statements: sql`ALTER TABLE room.a ADD m integer` }

test('what is missing is applied in order and once', async () => {
  await using store = await openTestStore([])
  assert.deepEqual(await migrate(store, [first]), ['room-1'])
  assert.deepEqual(await migrate(store, [first, second]), ['room-2'])
  assert.deepEqual(await migrate(store, [first, second]), [])
  assert.deepEqual(await store.rows(sql`SELECT n, m FROM room.a`), [])
})

test('one that fails leaves none of them', async () => {
  await using store = await openTestStore([])
  const wrong: Migration = { id: 'room-2', statements: sql`CREATE TABLE nowhere.b (n integer)` }
  await assert.rejects(migrate(store, [first, wrong]), /nowhere/)
  assert.deepEqual(await migrate(store, [first, second]), ['room-1', 'room-2'])
})

test('one whose text changed after it was applied is refused', async () => {
  await using store = await openTestStore([first])
  const changed = { id: 'room-1', statements: sql`CREATE SCHEMA other` }
  await assert.rejects(migrate(store, [changed]), { code: 'migration_changed' })
})

test('two processes that migrate at once apply each once', async () => {
  await using store = await openTestStore([])
  const applied = await Promise.all([migrate(store, [first, second]), migrate(store, [first, second])])
  assert.deepEqual(applied.flat().sort(), ['room-1', 'room-2'])
})
