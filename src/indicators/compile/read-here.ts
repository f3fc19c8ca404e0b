import { partsOf, type Term } from '../check/term.ts'

/** The terms that are read whatever happens: what stands in the branches of a choice is read only if it is taken. */
export function readHere(term: Term): readonly Term[] {
  const parts = term.kind === 'choose' ? [term.of] : partsOf(term)
  return [term, ...parts.flatMap(readHere)]
}
