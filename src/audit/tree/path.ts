/** The leaves [from, to), whose root is one element of a proof. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** What an inclusion proof of a leaf holds, from the leaf up (RFC 9162 2.1.3.1). */
export function inclusionPath(leaf_index: number, { from, to }: Range): readonly Range[] {
  if (to - from <= 1) return []
  const middle = from + halfOf(to - from)
  const left = { from, to: middle }
  const right = { from: middle, to }
  return leaf_index < middle
    ? [...inclusionPath(leaf_index, left), right]
    : [...inclusionPath(leaf_index, right), left]
}

/** What a consistency proof between the first `size` leaves and all of them holds (RFC 9162 2.1.4.1). */
export function consistencyPath(size: number, { from, to }: Range, whole = true): readonly Range[] {
  if (size === to) return whole ? [] : [{ from, to }]
  const middle = from + halfOf(to - from)
  const left = { from, to: middle }
  const right = { from: middle, to }
  return size <= middle
    ? [...consistencyPath(size, left, whole), right]
    : [...consistencyPath(size, right, false), left]
}

// The largest power of two below n.
function halfOf(n: number): number {
  let half = 1
  while (half * 2 < n) half *= 2
  return half
}
