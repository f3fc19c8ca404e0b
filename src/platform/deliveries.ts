import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Instant, instant } from '#kernel'
import {
  type DatasetDefinition,
  isDeliveryFile,
  type PromisedFile,
  readManifest,
  refuseDelivery,
  requirePromised,
  type SourceDefinition,
  unzip,
} from '#sources'
import { type Office, scratchOf } from './office.ts'

/** What a command says of all files that it names. */
export interface DeliveryArgs {
  readonly paths: readonly string[]
  readonly dataset?: string
  readonly source?: string
  readonly known_at?: string
  readonly backfill?: boolean
  readonly complete?: boolean
  readonly snapshot?: boolean
  /** The one firm of which a source was asked. */
  readonly of_firm?: string
}

/** One file with what is said of it, by its manifest or by the command. */
export interface Delivery extends Place {
  readonly dataset: DatasetDefinition
  readonly source: SourceDefinition | undefined
  readonly known_at: Instant
  readonly complete: boolean
  readonly backfill: boolean
  /** Whether it holds everything that is true of its dataset, or of its months; then it is complete too. */
  readonly is_snapshot: boolean
  /** How many rows its manifest promises. */
  readonly rows: number | undefined
  readonly of_firm?: string | undefined
}

/** What a file or folder is called, and where it stands; they differ where it came out of an archive. */
interface Place {
  readonly file: string
  readonly path: string
}

interface Desk {
  readonly office: Office
  readonly args: DeliveryArgs
  readonly now: Instant
  /** Folders of unpacked archives, to be removed. */
  readonly unpacked: string[]
}

/** Deliveries, and what stands unpacked for them until they are disposed of. */
export interface Gathered extends Disposable {
  readonly deliveries: readonly Delivery[]
}

/**
 * Finds the files that a command names: files, archives, and folders in the order in which their deliveries were known.
 * Refuses all of them where one is not what its manifest promises.
 */
export async function gatherDeliveries(office: Office, args: DeliveryArgs): Promise<Gathered> {
  const now = args.known_at === undefined ? office.clock() : instant(args.known_at)
  const desk: Desk = { office, args, now, unpacked: [] }
  const dispose = (): void => {
    for (const folder of desk.unpacked) rmSync(folder, { recursive: true, force: true })
  }
  try {
    const deliveries: Delivery[] = []
    for (const path of args.paths) deliveries.push(...(await atPath(desk, { file: path, path })))
    refuseParts(deliveries)
    return { deliveries, [Symbol.dispose]: dispose }
  } catch (cause) {
    dispose()
    throw cause
  }
}

// Each of two parts would revoke what the other one has.
function refuseParts(deliveries: readonly Delivery[]): void {
  const snapshots = deliveries.filter(({ is_snapshot }) => is_snapshot)
  for (const [index, { dataset, known_at }] of snapshots.entries()) {
    const other = snapshots
      .slice(0, index)
      .find((each) => each.dataset.id === dataset.id && each.known_at === known_at)
    if (other !== undefined) throw refuseDelivery('snapshot_parts', { dataset: dataset.id, file: other.file })
  }
}

async function atPath(desk: Desk, place: Place): Promise<readonly Delivery[]> {
  if (!existsSync(place.path)) throw refuseDelivery('file_missing', { file: place.file })
  if (statSync(place.path).isDirectory()) return inFolder(desk, place)
  if (!isZip(place.file)) return [looseFile(desk, place)]
  const { folder, names } = await unpack(desk, place)
  const has_manifest = names.some((name) => basename(name) === 'manifest.json')
  if (has_manifest) return inFolder(desk, folder)
  return placesIn(folder, names).map((each) => looseFile(desk, each))
}

// A folder is one delivery with a manifest, or holds such folders, or holds files.
async function inFolder(desk: Desk, folder: Place): Promise<readonly Delivery[]> {
  const folders = [folder, ...placesIn(folder, subfoldersOf(folder.path))].filter(({ path }) =>
    existsSync(join(path, 'manifest.json')),
  )
  if (folders.length === 0) return inLooseFolder(desk, folder)
  const deliveries: Delivery[] = []
  for (const each of folders) deliveries.push(...(await byManifest(desk, each)))
  return deliveries.sort((one, other) =>
    one.known_at < other.known_at ? -1 : one.known_at > other.known_at ? 1 : 0,
  )
}

async function inLooseFolder(desk: Desk, folder: Place): Promise<readonly Delivery[]> {
  const names = readdirSync(folder.path).filter((name) => isZip(name) || isDeliveryFile(name))
  if (names.length === 0) throw refuseDelivery('delivery_empty', { folder: folder.file })
  const deliveries: Delivery[] = []
  for (const place of placesIn(folder, names.sort())) deliveries.push(...(await atPath(desk, place)))
  return deliveries
}

async function byManifest(desk: Desk, folder: Place): Promise<readonly Delivery[]> {
  const [place] = placesIn(folder, ['manifest.json'])
  if (place === undefined) throw new Error('a name gives a place')
  const { office, args } = desk
  const manifest = readManifest(readFileSync(place.path, 'utf8'), place.file)
  const is_snapshot = args.snapshot ?? manifest.snapshot ?? false
  const said = {
    dataset: datasetOf(office, manifest.dataset),
    source: sourceOf(office, manifest.source),
    known_at: instant(args.known_at ?? manifest.known_at),
    complete: is_snapshot || (args.complete ?? manifest.complete),
    backfill: args.backfill ?? manifest.backfill ?? false,
    is_snapshot,
  }
  const deliveries: Delivery[] = []
  for (const promised of manifest.files) {
    const places = await promisedPlaces(desk, folder, promised)
    deliveries.push(...places.map((each) => ({ ...each, ...said, rows: promised.rows })))
  }
  return deliveries
}

async function promisedPlaces(desk: Desk, folder: Place, promised: PromisedFile): Promise<readonly Place[]> {
  const places = placesIn(folder, [promised.name])
  for (const { file, path } of places) await requirePromised(file, path, promised)
  const [place] = places
  if (place === undefined || !isZip(promised.name)) return places
  const { folder: inside, names } = await unpack(desk, place)
  return placesIn(inside, names)
}

async function unpack({ office, unpacked }: Desk, { file, path }: Place) {
  const folder = join(scratchOf(office.settings), randomUUID())
  unpacked.push(folder)
  const names = await unzip(file, path, folder, office.definitions.intake)
  const odd = names.find((name) => !isDeliveryFile(name) && basename(name) !== 'manifest.json')
  if (odd !== undefined) throw refuseDelivery('file_kind_unknown', { file: join(file, odd) })
  if (names.length === 0) throw refuseDelivery('delivery_empty', { folder: file })
  return { folder: { file, path: folder }, names }
}

function looseFile({ office, args, now }: Desk, place: Place): Delivery {
  const source = sourceOf(office, args.source)
  const named =
    args.dataset ??
    (source?.datasets.length === 1 ? source.datasets[0] : undefined) ??
    office.definitions.datasets.find(({ id }) => basename(place.file).startsWith(id))?.id
  if (named === undefined) throw refuseDelivery('dataset_unnamed', { file: place.file })
  return {
    ...place,
    ...{ dataset: datasetOf(office, named), source, known_at: now, rows: undefined, of_firm: args.of_firm },
    complete: args.snapshot ?? args.complete ?? false,
    backfill: args.backfill ?? false,
    is_snapshot: args.snapshot ?? false,
  }
}

function isZip(name: string): boolean {
  return /\.zip$/i.test(name)
}

function placesIn(folder: Place, names: readonly string[]): readonly Place[] {
  return names.map((name) => ({ file: join(folder.file, name), path: join(folder.path, name) }))
}

function subfoldersOf(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return entries.map(({ name }) => name).sort()
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
