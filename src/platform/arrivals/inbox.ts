import { existsSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Where what was taken goes, and where what was refused goes, each with its report beside it. */
export const inbox_folders = ['done', 'refused'] as const

/** What lies in a watched folder, by name, with what it looks like: another size or time is another look. */
export type Lying = ReadonlyMap<string, string>

/**
 * The deliveries that lie whole in a watched folder: files, folders with a manifest, and folders of such folders.
 * A sender writes the manifest last; names that begin with a point are still being written.
 */
export function lookInto(dir: string): Lying {
  const names = readdirSync(dir).filter((name) => !name.startsWith('.') && !isOurs(name))
  const lying = names.sort().flatMap((name) => {
    const path = join(dir, name)
    return isWhole(path) ? [[name, looksOf(path).join('\n')] as const] : []
  })
  return new Map(lying)
}

/** The names of what has lain unchanged since the look before. */
export function settledSince(before: Lying, now: Lying): readonly string[] {
  return [...now].filter(([name, looks]) => before.get(name) === looks).map(([name]) => name)
}

/** The first link at or below a path; null where everything lies there itself. */
export function linkIn(path: string): string | null {
  return looksOf(path).find((look) => look.startsWith('link ')) ?? null
}

function isOurs(name: string): boolean {
  return inbox_folders.some((folder) => folder === name)
}

function isWhole(path: string): boolean {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) return true
  if (existsSync(join(path, 'manifest.json'))) return true
  const folders = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders.length > 0 && folders.every(({ name }) => existsSync(join(path, name, 'manifest.json')))
}

function looksOf(path: string): readonly string[] {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined) return ['gone']
  if (found.isSymbolicLink()) return [`link ${path}`]
  if (!found.isDirectory()) return [`${path} ${found.size} ${found.mtimeMs}`]
  return readdirSync(path)
    .sort()
    .flatMap((name) => looksOf(join(path, name)))
}
