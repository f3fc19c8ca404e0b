/**
 * The platform: settings and definitions read, engines opened, and the desk: all that may be asked of the bureau.
 */
export { catalogueOf, type Definitions, readDefinitions } from './definitions.ts'
export type { Tell } from './line.ts'
export { askDesk } from './reach.ts'
export { readSettings, type Settings } from './settings.ts'
export type { World } from './world.ts'
