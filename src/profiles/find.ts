import type { Json } from '#kernel'
import type { Tx } from '#store'
import { type Layout, naming } from './layout.ts'
import { foundRows } from './served.sql.ts'

/** An enterprise as it is found: what the registry makes public of it. */
export interface Found {
  readonly uscc: string
  /** Null where the registry has not delivered it. */
  readonly name: string | null
  readonly fact: Readonly<Record<string, Json>> | null
}

const whole_code = /^[0-9A-Z]{18}$/i

/**
 * The enterprises of a whole code, or whose name holds a text, at most twenty; null where the text is shorter than two
 * characters. Spaces are left out, and any bracket stands for any other.
 */
export async function findEnterprises(
  tx: Tx,
  layout: Layout,
  text: string,
): Promise<readonly Found[] | null> {
  const words = text.replace(/\s+/gu, '')
  if ([...words].length < 2) return null
  const place = layout.facts.findIndex(({ id }) => id === naming.dataset)
  const wanted = whole_code.test(words) ? { uscc: words.toUpperCase() } : { like: patternOf(words) }
  return tx.rows<Found>(foundRows(wanted, place))
}

// A name is registered with brackets of half or of full width; a pattern lets one character stand for either.
function patternOf(words: string): string {
  return words.replace(/[%_\\]/g, '\\$&').replace(/[()\uff08\uff09]/g, '_')
}
