/**
 * A store for a test: one server for the whole process, a database of its own for each call.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digestHex } from '#kernel'
import { bind, ident, sql } from '#sql'
import { type Migration, migrate, openStore, type Store } from '#store'

interface Shared {
  readonly store: Store
  readonly templates: Map<string, Promise<string>>
  copies: number
}

let shared: Promise<Shared> | undefined

/** A new database with these migrations applied; it is dropped with the process's server. */
export async function openTestStore(migrations: readonly Migration[]): Promise<Store> {
  shared ??= start()
  const server = await shared
  const key = digestHex('intl', ...migrations.map(({ id, statements }) => id + bind(statements).text)).slice(
    0,
    12,
  )
  const template = await (server.templates.get(key) ?? makeTemplate(server, key, migrations))
  const name = `test_${++server.copies}`
  await server.store.run(sql`CREATE DATABASE ${ident(name)} TEMPLATE ${ident(template)} STRATEGY file_copy`)
  return open(server, name)
}

async function start(): Promise<Shared> {
  const data_dir = mkdtempSync(join(tmpdir(), 'xinqiao-test-'))
  const store = await openStore({ data_dir, durable: false, connections: 1 })
  const socket_dir = new URL(store.database_url).searchParams.get('host') ?? data_dir
  // The server itself ends with us: its watchdog sees to that.
  process.once('exit', () => {
    for (const dir of [data_dir, socket_dir]) rmSync(dir, { recursive: true, force: true })
  })
  return { store, templates: new Map(), copies: 0 }
}

function makeTemplate(server: Shared, key: string, migrations: readonly Migration[]): Promise<string> {
  const made = (async () => {
    const name = `template_${key}`
    await server.store.run(sql`CREATE DATABASE ${ident(name)}`)
    await using store = await open(server, name)
    await migrate(store, migrations)
    return name
  })()
  server.templates.set(key, made)
  return made
}

function open({ store }: Shared, name: string): Promise<Store> {
  const database_url = store.database_url.replace('/postgres?', `/${name}?`)
  return openStore({ data_dir: '', database_url, connections: 8 })
}
