import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Entry, openPromise, validateFileName, type ZipFile } from 'yauzl'
import { Refusal } from '#kernel'
import { refuse } from './refusals.ts'
import type { IntakeRules } from './rules.ts'
import { type Scale, scaleOf, writeWithin } from './unpack.ts'

/**
 * Unpacks the .zip archive at `path`, called `file` in its refusals, into a folder and gives back the names of its files in their order. Refuses one that is
 * damaged, becomes too much, is encrypted, holds an archive, or names a file twice or outside of the folder.
 */
export async function unzip(
  file: string,
  path: string,
  folder: string,
  rules: IntakeRules,
): Promise<readonly string[]> {
  try {
    const zip = await openPromise(path, { autoClose: false, decodeStrings: false })
    try {
      return await unpackAll(file, zip, folder, scaleOf(file, path, rules), rules)
    } finally {
      zip.close()
    }
  } catch (cause) {
    if (cause instanceof Refusal) throw cause
    throw refuse('file_unreadable', { file, problem: cause instanceof Error ? cause.message : String(cause) })
  }
}

async function unpackAll(
  file: string,
  zip: ZipFile,
  folder: string,
  scale: Scale,
  rules: IntakeRules,
): Promise<readonly string[]> {
  const entries = await namedEntries(file, zip, rules)
  for (const [name, entry] of entries) {
    const to = join(folder, name)
    mkdirSync(dirname(to), { recursive: true })
    await writeWithin(`${file}/${name}`, await zip.openReadStreamPromise(entry), to, scale)
  }
  return [...entries.keys()]
}

// All names before any file: an archive is taken whole or not at all.
async function namedEntries(
  file: string,
  zip: ZipFile,
  rules: IntakeRules,
): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>()
  const folded = new Set<string>()
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry)
    if (name.endsWith('/')) continue
    refuseOdd(file, name, entry)
    if (folded.has(name.toLowerCase())) throw refuse('archive_name_twice', { file, name })
    if (entries.size >= rules.archive_files.value)
      throw refuse('archive_files', { file, files: rules.archive_files.value })
    folded.add(name.toLowerCase())
    entries.set(name, entry)
  }
  return entries
}

function refuseOdd(file: string, name: string, entry: Entry): void {
  if (validateFileName(name) !== null || hasControls(name)) throw refuse('archive_name', { file, name })
  if (entry.isEncrypted()) throw refuse('archive_encrypted', { file, name })
  if (/\.(zip|gz|tgz|tar|rar|7z|bz2|xz)$/i.test(name)) throw refuse('archive_nested', { file, name })
}

function hasControls(name: string): boolean {
  return [...name].some((letter) => letter < ' ' || letter === '\u007f')
}

// Bit 11 says that a name is UTF-8. Windows in Chinese leaves it out and writes GB18030, others leave it out and write
// UTF-8; the standard's own CP437 names no file of ours.
function nameOf(entry: Entry): string {
  const bytes = entry.fileNameRaw
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
