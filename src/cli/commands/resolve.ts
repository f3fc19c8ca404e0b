import { parseArgs } from 'node:util'
import { ask, common, wanted } from '../ask.ts'
import type { Command } from '../command.ts'

export const resolve: Command = {
  summary: 'Finds who a code or a name may mean, each candidate with its score in words.',
  usage: 'resolve NAME|CODE [--region CODE] [--established DAY] [--data DIR] [--json]',
  async run(args, print, world) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...common, region: { type: 'string' }, established: { type: 'string' } },
    })
    const text = wanted(positionals[0], 'NAME|CODE')
    const { region: region_code, established: established_on } = values
    const answer = await ask(world, print, values.data, 'resolve', { text, region_code, established_on })
    print.document(answer)
    print.line(JSON.stringify(answer, null, 2))
    return undefined
  },
}
