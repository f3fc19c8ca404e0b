/** Builders for tests: the definitions of Shenzhen, worlds of facts written straight into a warehouse, a naive loop. */

export { asked_at } from './edges.ts'
export { formulas, naive } from './naive/formulas.ts'
export type { Naive } from './naive/reader.ts'
export { type Asked, ask } from './naive/view.ts'
export { answersTo, type Pair } from './pairs.ts'
export { codeOf, randomWorld } from './random-world.ts'
export { shenzhen } from './region.ts'
export { type SampleFacts, sampleWorld } from './sample-world.ts'
export { type IndexedWorld, indexed, type Opening, type Version, type World, writeWorld } from './world.ts'
