import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readSettings, watchInbox } from '#platform'
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
  readonly reasons: Readonly<Record<string, number>>
  readonly seconds: number
}

export const ingest: Command = {
  summary:
    'Loads delivery files, archives, or folders of deliveries in the order in which they were known; or watches a folder.',
  usage:
    'ingest FILE|DIR… [--dataset ID] [--source ID] [--known-at INSTANT] [--backfill] [--complete] [--snapshot] | ingest --snapshot --release BATCH | ingest --watch DIR [--data DIR] [--json]',
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
        snapshot: { type: 'boolean' },
        release: { type: 'string' },
        watch: { type: 'string' },
      },
    })
    const asked = (name: string, more: Parameters<typeof ask>[4]) =>
      ask(world, print, values.data, name, more)
    if (values.watch !== undefined) {
      await watchInbox(resolve(values.watch), readSettings(world.env, values), world, print.warn)
      return undefined
    }
    if (positionals.length === 0 && values.release === undefined)
      throw new WrongUsage('name a file or a folder')
    const answer =
      values.release === undefined
        ? await asked('ingest', {
            paths: positionals.map((path) => resolve(path)),
            ...{ dataset: values.dataset, source: values.source, known_at: values['known-at'] },
            ...{ backfill: values.backfill, complete: values.complete, snapshot: values.snapshot },
          })
        : await asked('snapshot_release', { batch_id: Number(values.release) })
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
  if ('snapshot_held' in batch.reasons)
    return `${batch.file} → ${batch.dataset}: held for a person: see quarantine snapshots`
  return `${batch.file} → ${batch.dataset}: ${batch.rows_in} rows, ${counts.join(', ')} (${batch.seconds.toFixed(1)} s)`
}
