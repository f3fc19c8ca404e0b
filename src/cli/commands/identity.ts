import { parseArgs } from 'node:util'
import { ask, common, wanted } from '../ask.ts'
import { type Command, WrongUsage } from '../command.ts'

export const identity: Command = {
  summary:
    'Lets an enterprise answer for a code that nobody can have, takes that back, or records a succession.',
  usage:
    'identity list | identity merge USCC MEMBER --note TEXT [--dry-run] | identity split NUMBER --note TEXT [--dry-run] | identity succeed FROM TO --on DAY --note TEXT | identity unsucceed FROM --note TEXT  [--data DIR] [--json]',
  async run(args, print, world) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...common,
        ...{ note: { type: 'string' }, on: { type: 'string' }, 'dry-run': { type: 'boolean' } },
      },
    })
    const [verb = '', one, other] = positionals
    const asked = verbs[verb]
    if (asked === undefined) throw new WrongUsage(`one of ${Object.keys(verbs).join(', ')}`)
    const answer = await ask(world, print, values.data, `identity_${verb}`, asked({ ...values, one, other }))
    print.document(answer)
    print.line(JSON.stringify(answer, null, 2))
    return undefined
  },
}

interface Said {
  readonly one: string | undefined
  readonly other: string | undefined
  readonly note?: string | undefined
  readonly on?: string | undefined
  readonly 'dry-run'?: boolean | undefined
}

const noteOf = ({ note }: Said): string => wanted(note, '--note')

const verbs: Readonly<Record<string, (said: Said) => Parameters<typeof ask>[4]>> = {
  list: () => ({}),
  merge: (said) => ({
    ...{ uscc: wanted(said.one, 'USCC'), member_uscc: wanted(said.other, 'MEMBER') },
    ...{ note: noteOf(said), dry_run: said['dry-run'] },
  }),
  split: (said) => ({
    ...{ merge_id: Number(wanted(said.one, 'NUMBER')), note: noteOf(said), dry_run: said['dry-run'] },
  }),
  succeed: (said) => ({
    ...{ from_uscc: wanted(said.one, 'FROM'), to_uscc: wanted(said.other, 'TO') },
    ...{ succeeded_on: wanted(said.on, '--on'), note: noteOf(said) },
  }),
  unsucceed: (said) => ({ from_uscc: wanted(said.one, 'FROM'), note: noteOf(said) }),
}
