/**
 * Themes: the facts of the seven theme databases, each in two times: the day it is about and when it was known.
 * Owns the tables of facts, their versions and closings, and from when a month is open, complete or covered.
 */
export { type LoadRequest, load } from './load.ts'
export { type FactMark, fact_marks } from './marks.ts'
export type { Snapshot } from './snapshot.ts'
export { columnType, confirmationsOf, ensureThemes, factsOf } from './tables.sql.ts'
export { type ClockMode, clockColumns, visibleAt } from './visible.sql.ts'
