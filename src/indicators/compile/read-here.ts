import { partsOf, type Term } from '../check/term.ts'

/**
 * The terms that are read whatever happens: what stands in the branches of a choice is read only if it is taken, and
 * of several of which the least known is taken none has to be there.
 */
export function readHere(term: Term): readonly Term[] {
  const parts = term.kind === 'choose' ? [term.of] : term.kind === 'least_known' ? [] : partsOf(term)
  return [term, ...parts.flatMap(readHere)]
}
