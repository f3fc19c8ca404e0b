/** For tests of who is who: the words of names as the region puts them. */
import { readFileSync } from 'node:fs'
import { type Lexicon, lexiconOf } from '../lexicon.ts'
import { readNameWords } from '../words.ts'

/** The lexicon of Shenzhen. */
export function regionLexicon(): Lexicon {
  const file = 'regions/shenzhen/name-words.json'
  return lexiconOf(readNameWords(JSON.parse(readFileSync(file, 'utf8')), file))
}
