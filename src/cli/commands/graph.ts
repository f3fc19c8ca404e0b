import { parseArgs } from 'node:util'
import { ask, common, wanted } from '../ask.ts'
import type { Command } from '../command.ts'

export const graph: Command = {
  summary: 'Shows who owns, runs, controls and guarantees an enterprise, as known at an instant.',
  usage: 'graph USCC [--as-of INSTANT] [--data DIR] [--json]',
  async run(args, print, world) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...common, 'as-of': { type: 'string' } },
    })
    const uscc = wanted(positionals[0], 'USCC')
    const answer = await ask(world, print, values.data, 'graph', { uscc, as_of: values['as-of'] })
    print.document(answer)
    print.line(JSON.stringify(answer, null, 2))
    return undefined
  },
}
