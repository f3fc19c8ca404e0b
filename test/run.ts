/**
 * Runs every `*.test.ts` of src and test in this one process: eighty files take a second together and fifteen
 * apart. Arguments are parts of paths; then only the files that contain one of them run.
 */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { filesBelow } from './files.ts'

const wanted = process.argv.slice(2)
const files = filesBelow(
  ['src', 'test', 'bench', 'web'].filter((folder) => existsSync(folder)),
  (path) => path.endsWith('.test.ts'),
).filter((path) => wanted.length === 0 || wanted.some((part) => path.includes(part)))

for (const file of files) await import(pathToFileURL(resolve(file)).href)
