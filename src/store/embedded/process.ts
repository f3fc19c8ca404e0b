import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import type { User } from './place.ts'

/** A program on a data folder: it begins there, as the user who owns it. */
export interface Launch {
  readonly program: string
  readonly args: readonly string[]
  readonly data: string
  readonly user: User | undefined
  readonly stdio: StdioOptions
}

/**
 * How a program that begins in the data folder calls it. Under another user the folders above may be closed to
 * it: we enter before we give root up, and what is entered needs no path.
 */
export function dataArgument(user: User | undefined, data: string): string {
  return user !== undefined && process.platform === 'linux' ? '/proc/self/cwd' : data
}

/** Starts a program in a session of its own, so that Ctrl-C on our terminal does not reach it. */
export function launch({ program, args, data, user, stdio }: Launch): ChildProcess {
  const env = { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C.UTF-8' }
  return spawn(program, args, { cwd: data, detached: true, env, stdio, ...user })
}

/** The code with which a program ended, or the name of the signal that ended it. */
export function ended(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'))
  })
}

/**
 * Ends a process when we die, however we die: the other end of its standard input is ours. Gives back what
 * calls the watch off.
 */
export function watchOver(pid: number, data: string, user: User | undefined): () => void {
  const script = 'read -r line || kill -INT "$0"'
  const args = ['-c', script, String(pid)]
  const watchdog = launch({ program: '/bin/sh', args, data, user, stdio: ['pipe', 'ignore', 'ignore'] })
  watchdog.on('error', () => {})
  watchdog.stdin?.on('error', () => {})
  watchdog.unref()
  const stdin = watchdog.stdin
  if (stdin !== null && 'unref' in stdin && typeof stdin.unref === 'function') stdin.unref()
  return () => stdin?.end('done\n')
}
