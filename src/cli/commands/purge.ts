import { parseArgs } from 'node:util'
import { ask, common, wanted } from '../ask.ts'
import { type Command, WrongUsage } from '../command.ts'

interface Report {
  readonly purged: readonly {
    readonly dataset: string
    readonly rule: string
    readonly rows: number
    readonly oldest: string
  }[]
  readonly held: readonly string[]
}

export const purge: Command = {
  summary: 'Deletes what may be kept no longer and says how much, or keeps a dataset whole by a legal hold.',
  usage:
    'purge [--dry-run] | purge hold DATASET --who NAME [--note TEXT] | purge release DATASET  [--data DIR] [--json]',
  async run(args, print, world) {
    const own = { 'dry-run': { type: 'boolean' }, who: { type: 'string' }, note: { type: 'string' } } as const
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...common, ...own },
    })
    const [verb, dataset] = positionals
    const asked = async (name: string, more: Parameters<typeof ask>[4]) => {
      const answer = await ask(world, print, values.data, name, more)
      print.document(answer)
      return answer
    }
    switch (verb) {
      case undefined: {
        const answer = await asked('purge', { dry_run: values['dry-run'] })
        const { purged, held } = answer as unknown as Report // the desk's own
        for (const each of purged)
          print.line(`${each.dataset}  ${each.rule}  ${each.rows} rows, the oldest of ${each.oldest}`)
        for (const each of held) print.line(`${each}  held`)
        return undefined
      }
      case 'hold': {
        const who = wanted(values.who, '--who')
        const answer = await asked('purge_hold', {
          dataset: wanted(dataset, 'DATASET'),
          who,
          note: values.note ?? '',
        })
        print.line(JSON.stringify(answer))
        return undefined
      }
      case 'release': {
        print.line(JSON.stringify(await asked('purge_release', { dataset: wanted(dataset, 'DATASET') })))
        return undefined
      }
      default:
        throw new WrongUsage('say nothing, hold or release')
    }
  },
}
