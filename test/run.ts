/**
 * Runs every `*.test.ts`: those of the rooms in one process, for eighty files take a second together and fifteen
 * apart, and the journeys in a second one beside it. Arguments are parts of paths; then only the files that contain
 * one of them run, in this process. `--no-browser` leaves out the journeys in a real browser, which take a minute.
 */
import { run } from 'node:test'
import { spec, tap } from 'node:test/reporters'
import { filesOf, importAll, parts } from './parts/import.ts'

const given = process.argv.slice(2)
const wanted = given.filter((word) => word !== '--no-browser')
if (given.length > wanted.length) process.env.NO_BROWSER = 'yes'

if (wanted.length > 0) await importAll(parts.flatMap((part) => filesOf(part, wanted)))
else {
  const files = parts.map((part) => `test/parts/${part}.ts`)
  const results = run({ files, concurrency: parts.length }).on('test:fail', () => {
    process.exitCode = 1
  })
  const shown = process.stdout.isTTY ? results.compose(new spec()) : results.compose(tap)
  shown.pipe(process.stdout)
}
