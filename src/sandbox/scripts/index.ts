import type { DemoPart } from '../demo-firms.ts'
import { opening_scripts } from './opening.ts'
import type { Script } from './script.ts'
import { story_scripts } from './stories.ts'

/** The script of each demo firm. */
export const scripts: Readonly<Record<DemoPart, Script>> = { ...opening_scripts, ...story_scripts }
