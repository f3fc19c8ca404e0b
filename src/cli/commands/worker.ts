import { parseArgs } from 'node:util'
import { firstDemo, readSettings, runWorker, type WorkerWord } from '#platform'
import { common } from '../ask.ts'
import { type Command, WrongUsage } from '../command.ts'

export const worker: Command = {
  summary: 'Owns the DuckDB file and answers for it; started by serve, never by hand.',
  usage: 'worker --data DIR [--demo]',
  async run(args, _print, world) {
    const { values } = parseArgs({ args: [...args], options: { ...common, demo: { type: 'boolean' } } })
    if (process.send === undefined) throw new WrongUsage('serve starts the worker')
    const heard = new Promise<string>((done) => {
      process.on('message', (word: WorkerWord) => word.kind === 'store' && done(word.database_url))
    })
    const ended = new Promise<void>((done) => process.once('disconnect', done))
    const first = values.demo === true ? firstDemo : null
    const work = runWorker(
      readSettings(world.env, values),
      world,
      { first },
      (word) => void process.send?.(word),
      heard,
      ended,
    )
    // Without whoever started us there is nobody to work for: a load that is under way is rolled back by the engine.
    await Promise.race([work, ended.then(() => new Promise((done) => setTimeout(done, 5_000).unref()))])
    return undefined
  },
}
