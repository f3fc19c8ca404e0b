import { parseArgs } from 'node:util'
import { ask, common } from '../ask.ts'
import type { Command } from '../command.ts'

export const pull: Command = {
  summary:
    'Pulls what is new in the front-end databases of departments: of one source, or of all that are set.',
  usage: 'pull [SOURCE] [--data DIR] [--json]',
  async run(args, print, world) {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: common })
    const answer = await ask(world, print, values.data, 'pull', { source: positionals[0] })
    print.document(answer)
    const { pulled } = answer as unknown as {
      readonly pulled: readonly { readonly source: string; readonly dataset: string; readonly rows: number }[]
    } // the desk's own answer
    for (const { source, dataset, rows } of pulled) print.line(`${source} → ${dataset}: ${rows} rows`)
    return undefined
  },
}
