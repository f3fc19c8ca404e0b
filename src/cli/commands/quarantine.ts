import { parseArgs } from 'node:util'
import { ask, common, pairOf, wanted } from '../ask.ts'
import { type Command, WrongUsage } from '../command.ts'

interface QuarantinedRow {
  readonly batch_id: number
  readonly row_no: number
  readonly file: string
  readonly line: number
  readonly column: string | null
  readonly value: string | null
  readonly reason: string
}

interface HeldSnapshot {
  readonly batch_id: number
  readonly file: string
  readonly dataset: string
  readonly rows_in: number
  readonly gone: number
  readonly reasons: readonly Readonly<Record<string, unknown>>[]
}

export const quarantine: Command = {
  summary: 'Lists the rows that did not come in, or mends a cell and plays them again.',
  usage:
    'quarantine list [--batch ID] | quarantine replay --batch ID [--row N]… [--set COLUMN=VALUE]… | quarantine admit USCC --note TEXT | quarantine snapshots  [--data DIR] [--json]',
  async run(args, print, world) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...common,
        batch: { type: 'string' },
        row: { type: 'string', multiple: true },
        set: { type: 'string', multiple: true },
        note: { type: 'string' },
      },
    })
    const [verb, uscc] = positionals
    const batch_id = values.batch === undefined ? undefined : Number(values.batch)
    const asked = (name: string, more: Parameters<typeof ask>[4]) =>
      ask(world, print, values.data, name, more)
    switch (verb) {
      case 'list': {
        const answer = await asked('quarantine_list', { batch_id })
        print.document(answer)
        for (const row of answer as unknown as readonly QuarantinedRow[]) print.line(lineOf(row)) // the desk's own
        return undefined
      }
      case 'replay': {
        wanted(values.batch, '--batch')
        const changes = Object.fromEntries(
          (values.set ?? []).map((text) => pairOf(text, '--set', 'COLUMN=VALUE')),
        )
        const answer = await asked('quarantine_replay', {
          batch_id,
          row_nos: values.row?.map(Number),
          changes,
        })
        print.document(answer)
        print.line(JSON.stringify(answer))
        return undefined
      }
      case 'snapshots': {
        const answer = await asked('snapshots_held', {})
        print.document(answer)
        for (const held of answer as unknown as readonly HeldSnapshot[]) print.line(heldLine(held)) // the desk's own
        return undefined
      }
      case 'admit': {
        const answer = await asked('code_admit', {
          uscc: wanted(uscc, 'USCC'),
          note: wanted(values.note, '--note'),
        })
        print.document(answer)
        print.line(`${uscc} may come in`)
        return undefined
      }
      default:
        throw new WrongUsage('list, replay, admit or snapshots')
    }
  },
}

function lineOf({ batch_id, row_no, file, line, column, value, reason }: QuarantinedRow): string {
  return `batch ${batch_id} row ${row_no} ${file}:${line} ${reason}${column === null ? '' : ` in ${column}`}${value === null ? '' : `: ${value}`}`
}

function heldLine({ batch_id, file, dataset, rows_in, gone, reasons }: HeldSnapshot): string {
  const why = reasons.map((reason) => JSON.stringify(reason)).join(' ')
  return `batch ${batch_id} ${file} → ${dataset}: ${rows_in} rows, would revoke ${gone}: ${why}; let in: ingest --snapshot --release ${batch_id}`
}
