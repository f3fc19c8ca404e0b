import { gramsOf, soundGramsOf } from './grams.ts'
import type { Lexicon } from './lexicon.ts'
import { type NameParts, parseName } from './name.ts'
import { likenessOf, type NameColumns, type NameRow, nameColumns } from './name-columns.ts'
import { makePostings, type Postings } from './postings.ts'
import { sieveOf } from './sieve.ts'

/** Every name by the bigrams of its 字号, and of how it sounds. */
export interface NameIndex {
  readonly names_n: number
  readonly bytes: number
  /** The names that are most like this one by a first sieve, the likest first, at most `most`. */
  near(parts: NameParts, most: number): readonly NameRow[]
}

/** An index that is being built, name by name. */
export interface NameIndexMaker {
  add(row: NameRow): void
  /** Makes the index; `breathe` is called between slices of the work, so that others are heard. */
  finish(breathe: () => Promise<void>): Promise<NameIndex>
}

const slice_n = 10_000
// Beyond so many entries a further bigram is left out: it is common, and says less than those before it.
const most_entries = 6_000

/** Begins an index of names. */
export function makeNameIndex(lexicon: Lexicon): NameIndexMaker {
  const names = nameColumns()
  const maker = makePostings()
  return {
    add(row) {
      names.push(row, parseName(row.name, lexicon))
      for (const gram of gramsIn(names, names.length - 1)) maker.tally(gram)
    },
    async finish(breathe) {
      maker.allot()
      for (let entry = 0; entry < names.length; entry++) {
        for (const gram of gramsIn(names, entry)) maker.place(gram, entry)
        if (entry % slice_n === slice_n - 1) await breathe()
      }
      return indexOver(names, maker.made())
    },
  }
}

// By what the columns hold, for a name too long is cut there: what is counted must be what is placed.
function gramsIn(names: NameColumns, entry: number): readonly number[] {
  const brand = names.brandOf(entry)
  return [...gramsOf(brand, names.tradeStartOf(entry)), ...soundGramsOf({ brand })]
}

function indexOver(names: NameColumns, postings: Postings): NameIndex {
  const sieve = sieveOf(names.length)
  return {
    names_n: names.length,
    bytes: names.bytes + postings.bytes + sieve.bytes,
    near(parts, most) {
      const grams = [...gramsOf(parts.brand, parts.trade), ...soundGramsOf(parts)]
      const like = likenessOf(parts)
      const best = sieve.best(rarestFirst(grams, postings), (entry) => names.likeness(entry, like), most)
      return best.map((entry) => names.row(entry))
    },
  }
}

// The rarest list is always read whole, a further one only while not too many entries have been read.
function rarestFirst(grams: readonly number[], postings: Postings): readonly Int32Array[] {
  const held = grams.filter((gram) => postings.count(gram) > 0)
  const rarest = held.sort((one, other) => postings.count(one) - postings.count(other))
  let read = 0
  return rarest.flatMap((gram) => {
    if (read > 0 && read + postings.count(gram) > most_entries) return []
    read += postings.count(gram)
    return [postings.entries(gram)]
  })
}
