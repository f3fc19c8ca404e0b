import { most_likeness } from './name-columns.ts'

/** A first sieve over the entries of an index: who stands on the most lists, and the rarest. */
export interface Sieve {
  readonly bytes: number
  /** The best entries of some lists, at most `most`; an entry's points are those of its lists and its likeness. */
  best(lists: readonly Int32Array[], likeness: (entry: number) => number, most: number): readonly number[]
}

/** A sieve over so many entries; it keeps its arrays between questions, for they are as long as the index. */
export function sieveOf(entries_n: number): Sieve {
  const points = new Float32Array(entries_n)
  let touched = new Int32Array(1024)
  return {
    bytes: points.byteLength,
    best(lists, likeness, most) {
      const touched_n = spread(lists)
      const best = new Int32Array(most)
      const scores = new Float64Array(most).fill(Number.NEGATIVE_INFINITY)
      let kept = 0
      for (let at = 0; at < touched_n; at++) {
        const entry = touched[at] ?? 0
        const listed = points[entry] ?? 0
        points[entry] = 0
        if (listed + most_likeness <= (scores[most - 1] ?? 0)) continue
        const score = listed + likeness(entry)
        let place = Math.min(kept, most)
        while (place > 0 && (scores[place - 1] ?? 0) < score) place--
        if (place === most) continue
        scores.copyWithin(place + 1, place, most - 1)
        best.copyWithin(place + 1, place, most - 1)
        scores[place] = score
        best[place] = entry
        kept = Math.min(most, kept + 1)
      }
      return [...best.subarray(0, kept)]
    },
  }

  // A list gives each of its entries a point, more the rarer it is.
  function spread(lists: readonly Int32Array[]): number {
    const all = lists.reduce((sum, { length }) => sum + length, 0)
    if (all > touched.length) touched = new Int32Array(all * 2)
    let touched_n = 0
    for (const list of lists) {
      const weight = Math.log2(1 + entries_n / list.length)
      for (let at = 0; at < list.length; at++) {
        const entry = list[at] ?? 0
        const before = points[entry] ?? 0
        if (before === 0) touched[touched_n++] = entry
        points[entry] = before + weight
      }
    }
    return touched_n
  }
}
