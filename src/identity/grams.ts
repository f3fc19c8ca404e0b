import type { NameParts } from './name.ts'
import { soundsOf, soundsSpelt } from './sounds.ts'

const start = 0x5e // no folded name holds ^ at its start and means it

/** The longest 字号 that is looked at: real ones are of two to six characters. */
export const longest_brand = 24

/**
 * The bigrams of a 字号 as numbers: its start with its first character, every two neighbours, its last with the first
 * character of the trade. Each once.
 */
export function gramsOf(brand: string, trade: string): readonly number[] {
  const text = brand.slice(0, longest_brand) + trade.slice(0, 1)
  const grams = new Set<number>()
  let before = start
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    grams.add(((before << 16) | unit) >>> 0)
    before = unit
  }
  return [...grams]
}

/** The bigrams of how a 字号 sounds; none where it has no character that is read. */
export function soundGramsOf({ brand }: Pick<NameParts, 'brand'>): readonly number[] {
  const sound = soundsSpelt(brand) ?? soundsOf(brand)
  return sound === brand ? [] : gramsOf(sound, '')
}
