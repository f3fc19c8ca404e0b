import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { filesBelow } from '../files.ts'

/** The two halves of the tests: journeys wait for processes of their own, while rooms keep this one busy. */
export const parts = ['rooms', 'journeys'] as const

const folders = ['src', 'test', 'bench', 'web'].filter((folder) => existsSync(folder))

/** The test files of a part whose path contains one of the wanted words; all of them where none is wanted. */
export function filesOf(part: (typeof parts)[number], wanted: readonly string[]): readonly string[] {
  return filesBelow(folders, (path) => path.endsWith('.test.ts'))
    .filter((path) => path.startsWith('test/journeys/') === (part === 'journeys'))
    .filter((path) => process.env.NO_BROWSER === undefined || !path.startsWith('test/journeys/browser-'))
    .filter((path) => wanted.length === 0 || wanted.some((word) => path.includes(word)))
}

/** Runs test files in this process, one after another. */
export async function importAll(files: readonly string[]): Promise<void> {
  for (const file of files) await import(pathToFileURL(resolve(file)).href)
}
