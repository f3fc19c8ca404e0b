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

interface Conflicts {
  readonly rows: readonly {
    readonly quarantine_id: string
    readonly dataset: string
    readonly uscc: string
    readonly held_by: { readonly zh: string }
    readonly said_by: { readonly zh: string }
    readonly outcome: string
    readonly differing: readonly { readonly field: string; readonly held: string; readonly said: string }[]
  }[]
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
    'quarantine list [--batch ID] | quarantine replay --batch ID [--row N]… [--set COLUMN=VALUE]… | quarantine release|reject ID --note TEXT | quarantine report BATCH | quarantine conflicts [--outcome WORD] | quarantine admit USCC --note TEXT | quarantine snapshots  [--data DIR] [--json]',
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
        outcome: { type: 'string' },
      },
    })
    const [verb, which] = positionals
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
      case 'release':
      case 'reject': {
        const answer = await asked('quarantine_decide', {
          quarantine_id: wanted(which, 'ID, as BATCH-ROW'),
          decision: verb,
          note: wanted(values.note, '--note'),
        })
        print.document(answer)
        print.line(JSON.stringify(answer))
        return undefined
      }
      case 'report': {
        const answer = await asked('batch', { batch_id: Number(wanted(which, 'BATCH')) })
        print.document(answer)
        print.line(JSON.stringify(answer, null, 2))
        return undefined
      }
      case 'conflicts': {
        const answer = await asked('conflicts', { outcome: values.outcome })
        print.document(answer)
        for (const each of (answer as unknown as Conflicts).rows) print.line(conflictLine(each)) // the desk's own
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
          uscc: wanted(which, 'USCC'),
          note: wanted(values.note, '--note'),
        })
        print.document(answer)
        print.line(`${which} may come in`)
        return undefined
      }
      default:
        throw new WrongUsage('list, replay, release, reject, report, conflicts, admit or snapshots')
    }
  },
}

function lineOf({ batch_id, row_no, file, line, column, value, reason }: QuarantinedRow): string {
  return `batch ${batch_id} row ${row_no} ${file}:${line} ${reason}${column === null ? '' : ` in ${column}`}${value === null ? '' : `: ${value}`}`
}

function conflictLine(found: Conflicts['rows'][number]): string {
  const { quarantine_id, dataset, uscc, held_by, said_by, outcome, differing } = found
  const what = differing.map(({ field, held, said }) => `${field} ${held} → ${said}`).join(', ')
  return `${quarantine_id} ${dataset} ${uscc} ${held_by.zh} → ${said_by.zh} (${outcome}): ${what}`
}

function heldLine({ batch_id, file, dataset, rows_in, gone, reasons }: HeldSnapshot): string {
  const why = reasons.map((reason) => JSON.stringify(reason)).join(' ')
  return `batch ${batch_id} ${file} → ${dataset}: ${rows_in} rows, would revoke ${gone}: ${why}; let in: ingest --snapshot --release ${batch_id}`
}
