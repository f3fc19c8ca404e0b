import { parseArgs } from 'node:util'
import { ask, common } from '../ask.ts'
import type { Command } from '../command.ts'

export const doctor: Command = {
  summary: 'Lists what an operator should look at: batches known at another time than they were loaded.',
  usage: 'doctor [--data DIR] [--json]',
  async run(args, print, world) {
    const { values } = parseArgs({ args: [...args], options: common })
    const answer = await ask(world, print, values.data, 'doctor', {})
    print.document(answer)
    print.line(JSON.stringify(answer, null, 2))
    return undefined
  },
}
