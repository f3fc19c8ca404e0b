import { parseArgs } from 'node:util'
import { ask, common, pairOf, wanted } from '../ask.ts'
import { type Command, WrongUsage } from '../command.ts'

interface Annotation {
  readonly annotation_id: number
  readonly dataset: string
  readonly uscc: string
  readonly grain_key: string
  readonly kind: string
  readonly from_at: string
  readonly until_at: string | null
  readonly who: string
}

export const annotate: Command = {
  summary: 'Says something of a fact, such as disputed or repaired, ends it, or lists what was said.',
  usage:
    'annotate add USCC --dataset ID [--grain FIELD=VALUE]… --kind KIND --who NAME [--note TEXT] | annotate end NUMBER | annotate list USCC  [--data DIR] [--json]',
  async run(args, print, world) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...common,
        ...{ dataset: { type: 'string' }, kind: { type: 'string' }, who: { type: 'string' } },
        ...{ note: { type: 'string' }, grain: { type: 'string', multiple: true } },
      },
    })
    const [verb, what] = positionals
    const asked = (name: string, more: Parameters<typeof ask>[4]) =>
      ask(world, print, values.data, name, more)
    const show = (answer: Awaited<ReturnType<typeof ask>>): undefined => {
      print.document(answer)
      const rows = (Array.isArray(answer) ? answer : [answer]) as unknown as readonly Annotation[] // the desk's own
      for (const row of rows) print.line(lineOf(row))
    }
    switch (verb) {
      case 'add':
        return show(
          await asked('annotate', {
            ...{ uscc: wanted(what, 'USCC'), dataset: wanted(values.dataset, '--dataset') },
            ...{ kind: wanted(values.kind, '--kind'), who: wanted(values.who, '--who') },
            note: values.note ?? '',
            grain: Object.fromEntries(
              (values.grain ?? []).map((text) => pairOf(text, '--grain', 'FIELD=VALUE')),
            ),
          }),
        )
      case 'end':
        return show(await asked('annotation_end', { annotation_id: Number(wanted(what, 'NUMBER')) }))
      case 'list':
        return show(await asked('annotations', { uscc: wanted(what, 'USCC') }))
      default:
        throw new WrongUsage('say add, end or list')
    }
  },
}

function lineOf({
  annotation_id,
  uscc,
  dataset,
  grain_key,
  kind,
  from_at,
  until_at,
  who,
}: Annotation): string {
  return `${annotation_id}  ${uscc}  ${dataset} ${grain_key}  ${kind}  ${from_at} – ${until_at ?? ''}  ${who}`
}
