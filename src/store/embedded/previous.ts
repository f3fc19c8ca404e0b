import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { refuse } from '../refusals.ts'

/**
 * Stops the server that still runs on a data folder, left by a parent that died; does nothing where none runs. Refuses
 * with `store_busy` where its parent lives: somebody serves from it.
 */
export async function stopPrevious(data: string): Promise<void> {
  const pid = runningOn(data)
  if (pid === undefined) return
  const parent = livingParent(pid)
  if (parent !== undefined) throw refuse('store_busy', { folder: data, pid: parent })
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    process.kill(pid, signal)
    for (let tries = 0; tries < 500; tries++) {
      if (runningOn(data) !== pid) return
      await sleep(20)
    }
  }
  throw refuse('store_start_failed', { folder: data, problem: `process ${pid} holds it and does not stop` })
}

/** The process of the PostgreSQL that runs on a data folder. */
export function runningOn(data: string): number | undefined {
  const pid = Number(pidFile(data)[0])
  return Number.isSafeInteger(pid) && pid > 1 && holds(pid, data) ? pid : undefined
}

/** The lines of postmaster.pid; none where it is not there. */
export function pidFile(data: string): readonly string[] {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return [] // it comes and goes with the server
  }
}

// A number in a file may by now be anybody's: PostgreSQL stands in its data folder, or names it on its command line.
function holds(pid: number, data: string): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data)
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).includes(data)
  } catch {
    return false // no such process any more
  }
}

// A server whose parent died belongs to the first process of the machine, or to whatever adopts orphans there.
function livingParent(pid: number): number | undefined {
  try {
    const parent = Number(/PPid:\s*(\d+)/.exec(about(pid, 'status', 'ppid='))?.[1])
    if (!(parent > 1) || parent === process.pid) return undefined
    return /^(node|MainThread)/.test(about(parent, 'comm', 'comm=')) ? parent : undefined
  } catch {
    return undefined // one of them is gone by now
  }
}

function about(pid: number, file: 'status' | 'comm', column: 'ppid=' | 'comm='): string {
  if (process.platform === 'linux') return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  const said = execFileSync('ps', ['-p', String(pid), '-o', column], { encoding: 'utf8' }).trim()
  return column === 'ppid=' ? `PPid: ${said}` : (said.split('/').at(-1) ?? '')
}
