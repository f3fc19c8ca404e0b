import type { Day, Month } from '#kernel'
import { nth } from './chance.ts'
import { type Firm, stands } from './firm.ts'

/**
 * Who holds whom and stands surety for whom: a pure function of the firms' numbers, so that a city of any size has
 * the same knots without keeping a graph of itself.
 */

/** Firms are tied among so many neighbours by number. */
const block = 40

/** What a firm is in the story of its block; most are nothing. */
export type Story = 'shell' | 'guarantee_circle' | 'group' | 'ring' | 'none'

/**
 * The story that a firm belongs to. In every fourth block ten firms stand surety for one another in a ring; in another
 * three shells at one address are held by a chain; in another a parent holds a group; in another two hold each other.
 */
export function storyOf({ no, script, form }: Pick<Firm, 'no' | 'script' | 'form'>): Story {
  if (script !== null || form !== 'company') return 'none'
  const [number, place] = [Math.floor(no / block), no % block]
  if (place < 10 && number % 4 === 1) return 'guarantee_circle'
  if (place >= 10 && place < 16 && number % 4 === 2) return 'shell'
  if (place >= 16 && place < 22 && number % 4 === 3) return 'group'
  if (place >= 22 && place < 25 && number % 4 === 0) return 'ring'
  return 'none'
}

/** Those of the same story in the firm's block, in the order of their numbers, itself among them. */
export function companionsOf(firm: Firm, firms: readonly Firm[]): readonly Firm[] {
  const story = storyOf(firm)
  if (story === 'none') return []
  const from = Math.floor(firm.no / block) * block
  return firms.slice(from, from + block).filter((one) => storyOf(one) === story)
}

/** The next of its companions that stand in a month, round and round; null where it stands alone. */
export function nextStanding(firm: Firm, firms: readonly Firm[], at: Month): Firm | null {
  return nextOf(
    firm,
    companionsOf(firm, firms).filter((one) => stands(one, at)),
  )
}

/** The firm that holds another, if it stands in the month: nobody is held by who is not founded, or closed. */
export function holderIn(firm: Firm, firms: readonly Firm[], at: Month): Firm | null {
  const parent = parentOf(firm, companionsOf(firm, firms))
  return parent !== null && stands(parent, at) ? parent : null
}

/** Those that a firm holds in a month. */
export function heldIn(firm: Firm, firms: readonly Firm[], at: Month): readonly Firm[] {
  if (!stands(firm, at)) return []
  const companions = companionsOf(firm, firms)
  return companions.filter((child) => stands(child, at) && parentOf(child, companions)?.no === firm.no)
}

/** The day from which one firm holds another: that on which the later of the two was founded. */
export function heldFrom(one: Firm, other: Firm): Day {
  return one.established_on > other.established_on ? one.established_on : other.established_on
}

/** A group is held by its first, shells each by the one before, a ring by the next: the last makes it round. */
function parentOf(firm: Firm, companions: readonly Firm[]): Firm | null {
  const story = storyOf(firm)
  const place = companions.findIndex(({ no }) => no === firm.no)
  if (story === 'ring') return nextOf(firm, companions)
  if (place <= 0 || !['group', 'shell'].includes(story)) return null
  return nth(companions, story === 'group' ? 0 : place - 1)
}

function nextOf(firm: Firm, companions: readonly Firm[]): Firm | null {
  if (companions.length < 2) return null
  return nth(companions, companions.findIndex(({ no }) => no === firm.no) + 1)
}
