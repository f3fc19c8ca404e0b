import type { ChildProcess } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { because, refuse } from '../refusals.ts'
import { type Place, placeOf } from './place.ts'
import { pidFile, stopPrevious } from './previous.ts'
import { dataArgument, ended, launch, watchOver } from './process.ts'

export interface ServerSettings {
  readonly data_dir: string
  readonly durable: boolean
}

/** A PostgreSQL of our own, running. */
export interface Server {
  readonly database_url: string
  readonly pid: number
  stop(): Promise<void>
}

/** Starts the server of a data folder, and makes it where there is none. Refuses with `store_start_failed`. */
export async function startServer({ data_dir, durable }: ServerSettings): Promise<Server> {
  mkdirSync(data_dir, { recursive: true })
  const data = join(data_dir, 'postgres')
  const place = await placeOf(data)
  if (!existsSync(data)) await makeCluster(data, place, durable)
  await stopPrevious(data)
  const log = join(data_dir, 'postgres.log')
  const postgres = startPostgres(data, place, log, durable)
  const gone = ended(postgres)
  await ready(postgres, gone, data, place, log)
  return { ...supervised(postgres, gone, data, place), database_url: addressOf(place) }
}

async function makeCluster(data: string, place: Place, durable: boolean): Promise<void> {
  const unfinished = `${data}.new` // a start that was cut off leaves no half of a cluster under the real name
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  const { user, programs } = place
  if (user !== undefined) chownSync(unfinished, user.uid, user.gid)
  const args = [
    ...['-D', dataArgument(user, unfinished), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8'],
    ...['--locale=C.UTF-8', '--no-instructions', ...(durable ? [] : ['--no-sync'])],
  ]
  const child = launch({ program: programs.initdb, args, data: unfinished, user, stdio: 'pipe' })
  let said = ''
  child.stderr?.on('data', (text) => {
    said += text
  })
  child.stdout?.resume()
  const code = await ended(child).catch((cause: unknown) => {
    throw because(refuse('store_start_failed', { folder: data, problem: String(cause) }), cause)
  })
  if (code !== 0) throw refuse('store_start_failed', { folder: data, problem: `initdb: ${said.trim()}` })
  renameSync(unfinished, data)
}

function startPostgres(data: string, place: Place, log: string, durable: boolean): ChildProcess {
  const { user, programs, socket_dir } = place
  const settings = {
    listen_addresses: '',
    unix_socket_directories: socket_dir,
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: '256MB',
    max_wal_size: '2GB',
    log_min_messages: 'warning',
    fsync: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
  }
  const args = [
    ...['-D', dataArgument(user, data)],
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  const file = openSync(log, 'w') // a pipe would close with us, and the server outlives us for a moment
  const postgres = launch({ program: programs.postgres, args, data, user, stdio: ['ignore', file, file] })
  closeSync(file)
  postgres.unref()
  return postgres
}

// The line that pg_ctl waits for too: the eighth of postmaster.pid.
async function ready(
  postgres: ChildProcess,
  gone: Promise<number | string>,
  data: string,
  place: Place,
  log: string,
): Promise<void> {
  let end: unknown
  gone.then(
    (code) => {
      end = code
    },
    (error) => {
      end = error
    },
  )
  for (let tries = 0; tries < 6000 && end === undefined; tries++) {
    const lines = pidFile(data)
    if (Number(lines[0]) === postgres.pid && lines[7]?.trim() === 'ready') return
    await sleep(10)
  }
  rmSync(place.socket_dir, { recursive: true, force: true })
  const problem = `${end ?? 'no answer in 60 s'}: ${readFileSync(log, 'utf8').trim().slice(-1000)}`
  throw refuse('store_start_failed', { folder: data, problem })
}

function supervised(
  postgres: ChildProcess,
  gone: Promise<number | string>,
  data: string,
  { user, socket_dir }: Place,
): Omit<Server, 'database_url'> {
  const pid = postgres.pid ?? 0
  const callOff = watchOver(pid, data, user)
  gone.then(callOff)
  return {
    pid,
    async stop() {
      postgres.ref()
      postgres.kill('SIGINT')
      await gone
      rmSync(socket_dir, { recursive: true, force: true })
    },
  }
}

function addressOf({ socket_dir }: Place): string {
  return `postgres://postgres@localhost/postgres?host=${encodeURIComponent(socket_dir)}`
}
