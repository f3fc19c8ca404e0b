/** Which entries hold a bigram, in typed arrays: a table of bigrams by hash, and behind it one list of entries. */
export interface Postings {
  /** How many entries hold the bigram. */
  count(gram: number): number
  /** The entries that hold the bigram; a view, not to be kept. */
  entries(gram: number): Int32Array
  readonly bytes: number
}

const golden = 0x9e3779b1

/** A count of bigrams that becomes postings: every bigram is counted first, then placed once for each count. */
export interface PostingsMaker {
  tally(gram: number): void
  /** Makes room for what was counted; from here on bigrams are placed. */
  allot(): void
  place(gram: number, entry: number): void
  made(): Postings
}

/** Begins postings. Bigrams are numbers from 1 to 2^32 - 1. */
export function makePostings(): PostingsMaker {
  let grams: Uint32Array = new Uint32Array(1 << 12)
  let counts: Uint32Array = new Uint32Array(1 << 12)
  let used = 0
  let ends: Uint32Array = new Uint32Array(0)
  let entries = new Int32Array(0)
  return {
    tally(gram) {
      if (used * 2 >= grams.length) grow()
      const at = slotOf(grams, gram)
      if (grams[at] === 0) {
        grams[at] = gram
        used++
      }
      counts[at] = (counts[at] ?? 0) + 1
    },
    allot() {
      ends = new Uint32Array(counts.length)
      let total = 0
      for (let at = 0; at < counts.length; at++) {
        ends[at] = total
        total += counts[at] ?? 0
      }
      entries = new Int32Array(total)
    },
    place(gram, entry) {
      const at = slotOf(grams, gram)
      const end = ends[at] ?? 0
      entries[end] = entry
      ends[at] = end + 1
    },
    made: () => ({
      count: (gram) => counts[slotOf(grams, gram)] ?? 0,
      entries(gram) {
        const at = slotOf(grams, gram)
        const end = ends[at] ?? 0
        return entries.subarray(end - (counts[at] ?? 0), end)
      },
      bytes: grams.byteLength + counts.byteLength + ends.byteLength + entries.byteLength,
    }),
  }

  function grow(): void {
    const wider = new Uint32Array(grams.length * 2)
    const wider_counts = new Uint32Array(grams.length * 2)
    for (let from = 0; from < grams.length; from++) {
      const gram = grams[from] ?? 0
      if (gram === 0) continue
      const to = slotOf(wider, gram)
      wider[to] = gram
      wider_counts[to] = counts[from] ?? 0
    }
    grams = wider
    counts = wider_counts
  }
}

// The length is a power of two, and half of it stays empty.
function slotOf(grams: Uint32Array, gram: number): number {
  const mask = grams.length - 1
  let at = (Math.imul(gram, golden) >>> 7) & mask
  while (grams[at] !== 0 && grams[at] !== gram) at = (at + 1) & mask
  return at
}
