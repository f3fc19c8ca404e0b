import { migrate, type Store } from '#store'

/** Makes whatever is missing of every room's tables in the store. */
export async function ensureStore(store: Store): Promise<void> {
  await migrate(store, [])
}
