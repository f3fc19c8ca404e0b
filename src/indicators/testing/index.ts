/** Builders for tests: the definitions of Shenzhen, and worlds of facts written straight into a warehouse. */
export { shenzhen } from './region.ts'
export { type Opening, type Version, type World, writeWorld } from './world.ts'
