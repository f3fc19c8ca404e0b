import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { dayOf, instantFromMs, type Json, month } from '#kernel'
import { readDefinitions, readSettings } from '#platform'
import { buildCity, latestCityMonth } from '#sandbox'
import { common, wanted } from '../ask.ts'
import { type Command, WrongUsage } from '../command.ts'

export const city: Command = {
  summary: 'Builds the imaginary city: delivery files as departments would write them. 模拟数据.',
  usage: 'city build --out DIR [--enterprises N] [--months M] [--seed S] [--until YYYY-MM] [--json]',
  async run(args, print, world) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...common,
        out: { type: 'string' },
        enterprises: { type: 'string', default: '20000' },
        months: { type: 'string', default: '36' },
        seed: { type: 'string', default: '1' },
        until: { type: 'string' },
      },
    })
    if (positionals[0] !== 'build') throw new WrongUsage('build')
    const { datasets } = readDefinitions(readSettings(world.env, values).region_dir)
    const summary = await buildCity(
      {
        enterprises: wholeOf(values.enterprises, '--enterprises'),
        months: wholeOf(values.months, '--months'),
        seed: wholeOf(values.seed, '--seed'),
        until:
          values.until === undefined
            ? latestCityMonth(dayOf(instantFromMs(world.now())))
            : month(values.until),
        out: resolve(wanted(values.out, '--out')),
        datasets,
      },
      (done, all) => print.progress(`building the city ${done}/${all}`),
    )
    print.progress('')
    print.document(summary as unknown as Json) // a summary is made of numbers and texts
    print.line(`${summary.enterprises} firms, ${summary.months} months: ${values.out}`)
    return undefined
  },
}

function wholeOf(text: string, option: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new WrongUsage(`${option} ${text} is not a whole number`)
  return Number(text)
}
