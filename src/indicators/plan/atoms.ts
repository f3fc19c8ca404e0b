import type { Window } from '../check/term.ts'

/**
 * The windows cut to disjoint pieces, so that each month is added up once and every window is some of the pieces.
 * Newest first.
 */
export function atomsOf(windows: readonly Window[]): readonly Window[] {
  const edges = [...new Set(windows.flatMap(({ from, months }) => [from, from + months]))].sort(
    (a, b) => a - b,
  )
  return edges.slice(0, -1).flatMap((from, at) => {
    const atom = { from, months: (edges[at + 1] ?? from) - from }
    return windows.some((window) => contains(window, atom)) ? [atom] : []
  })
}

/** Each month of a window apart. */
export function pointsOf({ from, months }: Window): readonly Window[] {
  return Array.from({ length: months }, (_, at) => ({ from: from + at, months: 1 }))
}

/** Whether all months of one window are months of the other. */
export function contains(outer: Window, inner: Window): boolean {
  return inner.from >= outer.from && inner.from + inner.months <= outer.from + outer.months
}

/** The months of a window as bits, the latest month the lowest; below 2^53 for every window that `check` lets in. */
export function bitsOf({ from, months }: Window): number {
  return (2 ** months - 1) * 2 ** from
}

/** The months of several windows as bits. */
export function bitsOfAll(windows: readonly Window[]): number {
  const months = new Set(windows.flatMap(pointsOf).map(({ from }) => from))
  return [...months].reduce((bits, from) => bits + 2 ** from, 0)
}
