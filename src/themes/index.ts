/**
 * Themes: the facts of the seven theme databases, each in two times: the day it is about and when it was known.
 * Owns the tables of facts, their versions and closings, and from when a month is open, complete or covered;
 * the annotations on facts, and what the law lets be read of them at the moment of asking.
 */
export { rowsAbout } from './about.sql.ts'
export { annotate, endSaying, type Saying } from './annotate.ts'
export {
  type Annotation,
  type AnnotationKind,
  annotation_kinds,
  listAnnotations,
  toldSql,
} from './annotations.sql.ts'
export { LawClocks, readClocks } from './clocks.ts'
export { datasetsPulled, isPulled, pulledBy } from './firm-coverage.sql.ts'
export { disputedIn, type Law, lawAt, lawfulFacts } from './lawful.sql.ts'
export { type LoadRequest, load } from './load.ts'
export { type FactMark, fact_marks } from './marks.ts'
export { endHolds, keepHold, type Purged } from './purge.sql.ts'
export { type PurgeReport, purge } from './purge.ts'
export {
  type Correction,
  type CorrectionKind,
  correction_kinds,
  lastCorrected,
  nextCorrections,
} from './quality/corrections.sql.ts'
export type { Snapshot } from './snapshot.ts'
export { columnType, confirmationsOf, ensureThemes, factsOf } from './tables.sql.ts'
export { versionOf } from './version.sql.ts'
export { type ClockMode, clockColumns, visibleAt } from './visible.sql.ts'
