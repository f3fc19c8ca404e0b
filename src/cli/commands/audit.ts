import { parseArgs } from 'node:util'
import { ask, common, wanted } from '../ask.ts'
import { type Command, WrongUsage } from '../command.ts'

export const audit: Command = {
  summary: 'Verifies the whole audit log, or proves that one leaf stands in it.',
  usage: 'audit verify | audit prove LEAF_HASH  [--data DIR] [--json]',
  async run(args, print, world) {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: common })
    const [verb, leaf_hash] = positionals
    if (verb !== 'verify' && verb !== 'prove') throw new WrongUsage('verify or prove')
    const answer =
      verb === 'verify'
        ? await ask(world, print, values.data, 'audit_verify', {})
        : await ask(world, print, values.data, 'audit_prove', { leaf_hash: wanted(leaf_hash, 'LEAF_HASH') })
    print.document(answer)
    print.line(JSON.stringify(answer, null, 2))
    const is_unsound =
      typeof answer === 'object' && answer !== null && 'sound' in answer && answer.sound === false
    return is_unsound ? 1 : 0
  },
}
