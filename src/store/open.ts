import { resolve } from 'node:path'
import { startServer } from './embedded/server.ts'
import { openPool, ping } from './pool/pool.ts'
import type { Store } from './store.ts'

export interface StoreSettings {
  /** The folder under which the embedded server keeps its data, in `postgres`. */
  readonly data_dir: string
  /** A PostgreSQL of one's own, in place of the embedded one. */
  readonly database_url?: string
  /** Connections held at most; 16 unless told. */
  readonly connections?: number
  /** Whether a commit waits for the disk, which only a test may forgo; true unless told. */
  readonly durable?: boolean
}

/**
 * Opens PostgreSQL: the one that is named, or our own, which is made on the first start and ends when the store
 * is disposed or this process dies. Refuses with `store_unavailable`, `store_start_failed`, `store_platform_unknown`.
 */
export async function openStore(settings: StoreSettings): Promise<Store> {
  const { database_url, connections = 16, durable = true } = settings
  if (database_url !== undefined)
    return reached(openPool({ database_url, connections, close: async () => {} }))
  const server = await startServer({ data_dir: resolve(settings.data_dir), durable })
  return reached(openPool({ database_url: server.database_url, connections, close: server.stop }))
}

async function reached(store: Store): Promise<Store> {
  try {
    await store.rows(ping)
    return store
  } catch (error) {
    await store[Symbol.asyncDispose]()
    throw error
  }
}
