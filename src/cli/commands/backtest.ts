import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ask, common, listOf, wanted } from '../ask.ts'
import type { Command } from '../command.ts'

export const backtest: Command = {
  summary: 'Computes indicators as they were known at each instant of a spine file (uscc,as_of[,label]).',
  usage:
    'backtest SPINE.csv --indicators ID,… [--mode strict|published] --out FILE.csv|FILE.parquet [--data DIR] [--json]',
  async run(args, print, world) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...common,
        indicators: { type: 'string' },
        mode: { type: 'string' },
        out: { type: 'string' },
      },
    })
    const answer = await ask(world, print, values.data, 'backtest', {
      spine: resolve(wanted(positionals[0], 'SPINE.csv')),
      indicators: listOf(wanted(values.indicators, '--indicators')),
      mode: values.mode,
      out: resolve(wanted(values.out, '--out')),
    })
    print.document(answer)
    print.line(JSON.stringify(answer, null, 2))
    return undefined
  },
}
