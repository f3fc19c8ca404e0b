/**
 * Runs every `*.test.ts`: those of the rooms in one process, for eighty files take a second together and fifteen
 * apart, and the journeys in a second one beside it. Arguments are parts of paths; then only the files that contain
 * one of them run, in this process.
 */
import { run } from 'node:test'
import { spec, tap } from 'node:test/reporters'
import { filesOf, importAll, parts } from './parts/import.ts'

const wanted = process.argv.slice(2)

if (wanted.length > 0) await importAll(parts.flatMap((part) => filesOf(part, wanted)))
else {
  const files = parts.map((part) => `test/parts/${part}.ts`)
  const results = run({ files, concurrency: parts.length }).on('test:fail', () => {
    process.exitCode = 1
  })
  const shown = process.stdout.isTTY ? results.compose(new spec()) : results.compose(tap)
  shown.pipe(process.stdout)
}
