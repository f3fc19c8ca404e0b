import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { because, refuse } from '../refusals.ts'

/** What a file of keys holds, before its schema has read it. Refuses with `keys_unreadable`. */
export function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw because(refuse('keys_unreadable', { file, problem: String(cause) }), cause)
  }
}

/**
 * Makes a file where there is none. Two processes may start at once: a link is made by one of them only, and both
 * then read the same key.
 */
export function makeOnce(file: string, content: object): void {
  const own = `${file}.${process.pid}`
  writeSecret(own, content)
  try {
    linkSync(own, file)
  } catch (error) {
    if (!existsSync(file)) throw error
  } finally {
    rmSync(own)
  }
}

/** Writes a file that we alone may read. */
export function writeSecret(file: string, content: object): void {
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flush: true })
}
