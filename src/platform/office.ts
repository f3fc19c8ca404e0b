import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type GraphKeeper, keeperOf } from '#graph'
import { ensureIdentity } from '#identity'
import { ensureIndicators } from '#indicators'
import type { Clock } from '#kernel'
import { ensureIntake } from '#sources'
import { openStore, type Store } from '#store'
import { ensureThemes } from '#themes'
import { openDuckDb, type Warehouse } from '#warehouse'
import { type Definitions, readDefinitions } from './definitions.ts'
import { type DistributionKeeper, distributionKeeper } from './distribution.ts'
import { type NameKeeper, nameKeeper } from './names/keeper.ts'
import { ensureStore } from './rooms.ts'
import type { Settings } from './settings.ts'
import { clockOf, type World } from './world.ts'

/**
 * The engines of one data folder, opened: who has an office holds the lock of the folder. The store is opened when it
 * is first asked for, for loading a file needs none.
 */
export interface Office extends AsyncDisposable {
  readonly settings: Settings
  readonly definitions: Definitions
  readonly clock: Clock
  readonly random: (bytes: number) => Uint8Array
  readonly warehouse: Warehouse
  /** The graph of enterprises that was drawn last. */
  readonly graphs: GraphKeeper
  /** The names of all enterprises. */
  readonly names: NameKeeper
  /** How indicators are spread over the enterprises. */
  readonly distributions: DistributionKeeper
  store(): Promise<Store>
}

/** Opens the engines of a data folder. Refuses with `data_dir_busy` where another process holds it. */
export async function openOffice(settings: Settings, world: World, shared?: Store): Promise<Office> {
  const definitions = readDefinitions(settings.region_dir)
  const warehouse = await openDuckDb({
    file: join(settings.data_dir, 'warehouse.duckdb'),
    memory_limit: settings.memory_limit,
  })
  rmSync(scratchOf(settings), { recursive: true, force: true }) // what a killed load left; the lock is ours
  await ensureIdentity(warehouse)
  await ensureIntake(warehouse)
  await ensureThemes(warehouse, definitions.datasets)
  await ensureIndicators(warehouse)
  let store: Promise<Store> | undefined = shared === undefined ? undefined : Promise.resolve(shared)
  return {
    settings,
    definitions,
    clock: clockOf(world),
    random: world.random,
    warehouse,
    graphs: keeperOf(warehouse, definitions.graph),
    names: nameKeeper(warehouse, definitions, clockOf(world)),
    distributions: distributionKeeper(warehouse, definitions, clockOf(world)),
    store() {
      store ??= openOwnStore(settings)
      return store
    },
    async [Symbol.asyncDispose]() {
      if (shared === undefined) await (await store)?.[Symbol.asyncDispose]()
      await warehouse[Symbol.asyncDispose]()
    },
  }
}

/** PostgreSQL of a data folder, started where it is our own, with every room's tables. */
export async function openOwnStore({ data_dir, database_url }: Settings): Promise<Store> {
  const store = await openStore({ data_dir, ...(database_url === undefined ? {} : { database_url }) })
  await ensureStore(store)
  return store
}

/** Where files of a load may stand while it runs. */
export function scratchOf({ data_dir }: Settings): string {
  return join(data_dir, 'scratch')
}

/** Where copies of snapshots stand that wait for a person. */
export function heldOf({ data_dir }: Settings): string {
  return join(data_dir, 'held')
}
