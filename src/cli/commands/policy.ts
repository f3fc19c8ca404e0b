import { parseArgs } from 'node:util'
import { ask, common, wanted } from '../ask.ts'
import { type Command, WrongUsage } from '../command.ts'

export const policy: Command = {
  summary: 'Makes a past decision again from what was kept: the same bytes.',
  usage: 'policy replay DECISION_ID [--bank-inputs JSON] [--data DIR] [--json]',
  async run(args, print, world) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...common, 'bank-inputs': { type: 'string' } },
    })
    if (positionals[0] !== 'replay') throw new WrongUsage('replay')
    const answer = await ask(world, print, values.data, 'policy_replay', {
      decision_id: wanted(positionals[1], 'DECISION_ID'),
      bank_inputs: values['bank-inputs'] === undefined ? undefined : JSON.parse(values['bank-inputs']),
    })
    print.document(answer)
    print.line(JSON.stringify(answer, null, 2))
    return undefined
  },
}
