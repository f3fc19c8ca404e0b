import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from '#sql'
import { openStore } from '#store'

test('a store makes its server, keeps what was committed, and leaves no server behind', async () => {
  await using folder = temporary()
  const { data_dir } = folder
  {
    await using store = await openStore({ data_dir, durable: false })
    await store.run(sql`CREATE TABLE t (n integer)`)
    await store.run(sql`INSERT INTO t VALUES (${7})`)
    assert.ok(isAlive(serverOf(data_dir)))
  }
  assert.ok(!existsSync(join(data_dir, 'postgres', 'postmaster.pid')))
  await using store = await openStore({ data_dir, durable: false })
  assert.deepEqual(await store.rows(sql`SELECT n FROM t`), [{ n: 7 }])
})

test('a data folder below one that only we may enter works, and two stand side by side', async () => {
  await using folder = temporary()
  chmodSync(folder.data_dir, 0o700)
  const [one, other] = ['one', 'other'].map((name) => join(folder.data_dir, 'closed', name))
  await using first = await openStore({ data_dir: one ?? '', durable: false })
  await using second = await openStore({ data_dir: other ?? '', durable: false })
  assert.notEqual(first.database_url, second.database_url)
  await using same = await openStore({ data_dir: '', database_url: first.database_url })
  const where = sql`SELECT current_setting('unix_socket_directories') AS dir`
  assert.deepEqual(await same.rows(where), await first.rows(where))
  assert.notDeepEqual(await second.rows(where), await first.rows(where))
})

test('a server whose parent lives is left alone, and a parent that is killed takes its server with it', async () => {
  await using folder = temporary()
  const { data_dir } = folder
  await using parent = await startParent(data_dir)
  const pid = serverOf(data_dir)
  await assert.rejects(openStore({ data_dir, durable: false }), { code: 'store_busy' })
  assert.ok(isAlive(pid))
  parent.process.kill('SIGKILL')
  for (let tries = 0; tries < 500 && isAlive(pid); tries++) await sleep(20)
  assert.ok(!isAlive(pid))
  await using store = await openStore({ data_dir, durable: false })
  assert.deepEqual(await store.rows(sql`SELECT n FROM t`), [{ n: 1 }])
})

test('a server that its parent left behind is stopped', async () => {
  await using folder = temporary()
  const { data_dir } = folder
  await using parent = await startParent(data_dir)
  const left = serverOf(data_dir)
  parent.process.kill('SIGKILL')
  while (parent.process.signalCode === null) await sleep(1)
  await using store = await openStore({ data_dir, durable: false }) // sooner than its watchman looks
  assert.notEqual(serverOf(data_dir), left)
  assert.deepEqual(await store.rows(sql`SELECT n FROM t`), [{ n: 1 }])
})

test('an address where nothing listens is refused', async () => {
  const database_url = `postgres://postgres@localhost/postgres?host=${encodeURIComponent(join(tmpdir(), 'nobody-here'))}`
  await assert.rejects(openStore({ data_dir: '', database_url }), { code: 'store_unavailable' })
})

test('a folder that holds no database is refused with what the server said', async () => {
  await using folder = temporary()
  mkdirSync(join(folder.data_dir, 'postgres'), { mode: 0o700 })
  await assert.rejects(openStore({ data_dir: folder.data_dir }), { code: 'store_start_failed' })
})

function temporary(): AsyncDisposable & { readonly data_dir: string } {
  const data_dir = mkdtempSync(join(tmpdir(), 'xinqiao-store-'))
  return { data_dir, [Symbol.asyncDispose]: async () => rmSync(data_dir, { recursive: true, force: true }) }
}

async function startParent(data_dir: string): Promise<AsyncDisposable & { readonly process: ChildProcess }> {
  const program = `
    import { sql } from '#sql'
    import { openStore } from '#store'
    const store = await openStore({ data_dir: ${JSON.stringify(data_dir)}, durable: false })
    await store.run(sql\`CREATE TABLE IF NOT EXISTS t AS SELECT 1 AS n; CHECKPOINT\`)
    console.log('ready')
    setInterval(() => {}, 1000)`
  const args = ['--import', 'tsx', '--input-type=module', '-e', program]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  return {
    process: child,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
    },
  }
}

function serverOf(data_dir: string): number {
  return Number(readFileSync(join(data_dir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
