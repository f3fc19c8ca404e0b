import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ask, common } from '../ask.ts'
import { type Command, WrongUsage } from '../command.ts'

/** One batch as the desk reports it; the field names are the command's promise. */
interface Batch {
  readonly file: string
  readonly dataset: string
  readonly rows_in: number
  readonly accepted: number
  readonly corrected: number
  readonly revoked: number
  readonly already_known: number
  readonly quarantined: number
  readonly seconds: number
}

export const ingest: Command = {
  summary: 'Loads delivery files, or folders of deliveries in the order in which they were known.',
  usage:
    'ingest FILE|DIR… [--dataset ID] [--source ID] [--known-at INSTANT] [--backfill] [--complete] [--data DIR] [--json]',
  async run(args, print, world) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...common,
        dataset: { type: 'string' },
        source: { type: 'string' },
        'known-at': { type: 'string' },
        backfill: { type: 'boolean' },
        complete: { type: 'boolean' },
      },
    })
    if (positionals.length === 0) throw new WrongUsage('name a file or a folder')
    const answer = await ask(world, print, values.data, 'ingest', {
      paths: positionals.map((path) => resolve(path)),
      dataset: values.dataset,
      source: values.source,
      known_at: values['known-at'],
      backfill: values.backfill,
      complete: values.complete,
    })
    print.document(answer)
    const { batches } = answer as unknown as { readonly batches: readonly Batch[] } // the desk's own answer
    for (const batch of batches) print.line(lineOf(batch))
    return undefined
  },
}

function lineOf(batch: Batch): string {
  const counts = (['accepted', 'corrected', 'revoked', 'already_known', 'quarantined'] as const)
    .filter((count) => batch[count] > 0)
    .map((count) => `${count} ${batch[count]}`)
  return `${batch.file} → ${batch.dataset}: ${batch.rows_in} rows, ${counts.join(', ')} (${batch.seconds.toFixed(1)} s)`
}
