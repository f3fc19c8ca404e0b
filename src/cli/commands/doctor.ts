import { parseArgs } from 'node:util'
import type { Json } from '#kernel'
import { ask, common } from '../ask.ts'
import type { Command, Print } from '../command.ts'

interface Report {
  readonly findings: readonly {
    readonly code: string
    readonly place: string
    readonly text: { readonly zh: string }
  }[]
  readonly readers: Readonly<Record<string, readonly string[]>>
  readonly read_by_drafts: readonly string[]
  readonly known_elsewhen: readonly Json[]
}

export const doctor: Command = {
  summary:
    'Proves that what is read exists and what exists is read and lawful; lists batches known at another time than loaded.',
  usage: 'doctor [--data DIR] [--json]',
  async run(args, print, world) {
    const { values } = parseArgs({ args: [...args], options: common })
    const answer = await ask(world, print, values.data, 'doctor', {})
    print.document(answer)
    const report = answer as unknown as Report // the desk's own
    tell(report, print)
    return report.findings.length === 0 ? 0 : 1
  },
}

function tell({ findings, readers, read_by_drafts, known_elsewhen }: Report, print: Print): void {
  for (const { code, place, text } of findings) print.line(`${place}  ${code}  ${text.zh}`)
  print.line(`${Object.keys(readers).length} datasets, ${findings.length} findings`)
  for (const id of read_by_drafts) print.line(`${id}  read by drafts alone: ${readers[id]?.join(', ')}`)
  for (const batch of known_elsewhen) print.line(JSON.stringify(batch))
}
