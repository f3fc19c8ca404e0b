import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Static, Type } from 'typebox'
import { dayOf, type Instant, instant, type Json, readerOf } from '#kernel'
import {
  type BatchReport,
  type DatasetDefinition,
  readManifest,
  refuseDelivery,
  requireSource,
  type SourceDefinition,
} from '#sources'
import { load } from '#themes'
import type { Tell } from './line.ts'
import { type Office, scratchOf } from './office.ts'
import type { LoadProgress } from './turns.ts'

export const IngestArgs = Type.Object(
  {
    paths: Type.Array(Type.String(), { minItems: 1 }),
    dataset: Type.Optional(Type.String()),
    source: Type.Optional(Type.String()),
    known_at: Type.Optional(Type.String()),
    backfill: Type.Optional(Type.Boolean()),
    complete: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

type IngestArgs = Static<typeof IngestArgs>

const read = readerOf(IngestArgs)

/** One file with what is said of it, by its manifest or by the command. */
interface Delivery {
  readonly file: string
  readonly dataset: DatasetDefinition
  readonly source: SourceDefinition | undefined
  readonly known_at: Instant
  readonly complete: boolean
  readonly backfill: boolean
}

/** Loads files, and folders of deliveries in the order in which they were known. Stops at the first refusal. */
export async function ingest(office: Office, args: unknown, tell: Tell): Promise<Json> {
  const deliveries = deliveriesOf(office, read(args, 'ingest'))
  for (const { dataset, source } of deliveries) {
    const delivery = { dataset: dataset.id, source }
    requireSource(office.definitions.sources, delivery, dayOf(office.clock()))
  }
  const batches: BatchReport[] = []
  for (const [index, delivery] of deliveries.entries()) {
    tell(progressOf(delivery, index, deliveries.length))
    batches.push(
      await load(office.warehouse, { ...delivery, scratch_dir: scratchOf(office.settings) }, office.clock),
    )
  }
  return { batches } as unknown as Json // a report is made of numbers and texts
}

function progressOf({ file, dataset }: Delivery, done: number, total: number): Json {
  const name = basename(file)
  const progress: LoadProgress = {
    text: `${done + 1}/${total} ${name} → ${dataset.id}`,
    file: name,
    done,
    total,
  }
  return { ...progress }
}

function deliveriesOf(office: Office, args: IngestArgs): readonly Delivery[] {
  const now = args.known_at === undefined ? office.clock() : instant(args.known_at)
  return args.paths.flatMap((path) => {
    if (!existsSync(path)) throw refuseDelivery('file_missing', { file: path })
    return statSync(path).isDirectory()
      ? inFolder(office, args, path, now)
      : [oneFile(office, args, path, now)]
  })
}

function oneFile(office: Office, args: IngestArgs, file: string, known_at: Instant): Delivery {
  const source = sourceOf(office, args.source)
  const named =
    args.dataset ??
    (source?.datasets.length === 1 ? source.datasets[0] : undefined) ??
    office.definitions.datasets.find(({ id }) => basename(file).startsWith(id))?.id
  if (named === undefined) throw refuseDelivery('dataset_unnamed', { file })
  const dataset = datasetOf(office, named)
  return {
    file,
    dataset,
    source,
    known_at,
    complete: args.complete ?? false,
    backfill: args.backfill ?? false,
  }
}

// A folder is one delivery with a manifest, or holds such folders, or holds files.
function inFolder(office: Office, args: IngestArgs, folder: string, now: Instant): readonly Delivery[] {
  const folders = [folder, ...subfoldersOf(folder)].filter((each) => existsSync(join(each, 'manifest.json')))
  if (folders.length === 0) return looseFiles(office, args, folder, now)
  const deliveries = folders.flatMap((each) => byManifest(office, args, each))
  return deliveries.sort((one, other) =>
    one.known_at < other.known_at ? -1 : one.known_at > other.known_at ? 1 : 0,
  )
}

function byManifest(office: Office, args: IngestArgs, folder: string): readonly Delivery[] {
  const place = join(folder, 'manifest.json')
  const manifest = readManifest(readFileSync(place, 'utf8'), place)
  return manifest.files.map((file) => ({
    file: join(folder, file),
    dataset: datasetOf(office, manifest.dataset),
    source: sourceOf(office, manifest.source),
    known_at: instant(args.known_at ?? manifest.known_at),
    complete: args.complete ?? manifest.complete,
    backfill: args.backfill ?? manifest.backfill ?? false,
  }))
}

function looseFiles(office: Office, args: IngestArgs, folder: string, now: Instant): readonly Delivery[] {
  const files = readdirSync(folder).filter((file) => /\.(csv|jsonl|ndjson|parquet)$/i.test(file))
  if (files.length === 0) throw refuseDelivery('delivery_empty', { folder })
  return files.sort().map((file) => oneFile(office, args, join(folder, file), now))
}

function subfoldersOf(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return entries.map(({ name }) => join(folder, name)).sort()
}

function datasetOf({ definitions }: Office, id: string): DatasetDefinition {
  const dataset = definitions.datasets.find((each) => each.id === id)
  if (dataset === undefined) throw refuseDelivery('dataset_unknown', { dataset: id })
  return dataset
}

function sourceOf({ definitions }: Office, id: string | undefined): SourceDefinition | undefined {
  if (id === undefined) return undefined
  const source = definitions.sources.find((each) => each.id === id)
  if (source === undefined) throw refuseDelivery('source_unknown', { source: id })
  return source
}
