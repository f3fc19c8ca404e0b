import { ident, type Sql } from '#sql'
import type { Term, Window } from '../check/term.ts'

/** The columns of a compiled statement, each named by what stands in it. */
export const column = {
  scan: (dataset: string): Sql => ident(dataset),
  atom: (symbol: string, { from, months }: Window): Sql =>
    ident(months === 1 ? `${symbol}[${from}]` : `${symbol}[${from}..${from + months - 1}]`),
  // Apart from the scan's own columns: to the engine K is k.
  row: (symbol: string): Sql => ident(`${symbol} of row`),
  symbol: (
    symbol: string,
    what: 'true' | 'unknown' | 'suppressed' | 'known' | 'hidden' | 'assumed' | 'assumed before',
  ): Sql => ident(`${symbol} ${what}`),
  dataset: (
    dataset: string,
    what:
      | 'm0'
      | 'complete'
      | 'covered'
      | 'key'
      | 'flags'
      | 'present'
      | 'assumed'
      | 'silent'
      | 'months'
      | 'guessed'
      | 'estimated'
      | 'spread'
      | 'ends'
      | 'behind',
  ): Sql => ident(`${dataset} ${what}`),
  rows: (
    { take, symbol, months }: Term & { kind: 'rows' },
    what: 'value' | 'holds' | 'assumed' | 'unknown',
  ): Sql => ident(`${take} ${symbol}${months === null ? '' : ` ${months}m`} ${what}`),
  previous: (symbol: string): Sql => ident(`${symbol} before`),
  own: (kind: string): Sql => ident(`own ${kind}`),
  shared: (name: string): Sql => ident(name),
  figure: (id: string, from: number, what: 'value' | 'flags' | 'marks'): Sql =>
    ident(`${from === 0 ? id : `${id}@${from}`} ${what}`),
}
