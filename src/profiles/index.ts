/**
 * Profiles: what is served of one enterprise at one instant: facts as they are known, the last months, values and
 * flags. Owns the schema `profiles` of the store, a picture of the warehouse that can be dropped and drawn again.
 */
export { type Found, findEnterprises } from './find.ts'
export type { DatasetClock } from './gather.sql.ts'
export { type Layout, type LayoutNeeds, layoutOf, naming, type Series } from './layout.ts'
export type { DatasetAge, Profile, ToldOfFact } from './profile.ts'
export {
  catchUp,
  clocksAt,
  generationOf,
  isCurrent,
  isDrawnSince,
  profileAt,
  refreshAll,
  refreshSome,
  servedProfile,
} from './project.ts'
export { profilesMigrations } from './tables.sql.ts'
