import { type Static, Type } from 'typebox'
import { readerOf } from '#kernel'
import { Name } from '#sources'

const Word = Type.String({ minLength: 1 })

/** What the law lets nobody collect, by the words that departments use for it, in Chinese and in Latin letters. */
export const ForbiddenShape = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    source: Type.String({ minLength: 1 }),
    concepts: Type.Array(
      Type.Object(
        {
          id: Type.String({ pattern: '^[a-z][a-z0-9_]*$' }),
          name: Name,
          zh: Type.Array(Word, { minItems: 1 }),
          latin: Type.Array(Word, { minItems: 1 }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1 },
    ),
  },
  { additionalProperties: false },
)

export type Forbidden = Static<typeof ForbiddenShape>
export type ForbiddenConcept = Forbidden['concepts'][number]

/** What is forbidden, from JSON that `place` names. Refuses with `schema_mismatch` what does not fit. */
export const readForbidden = readerOf(ForbiddenShape)

/** The forbidden concept that one of the texts speaks of; undefined where none does. */
export function forbiddenIn({ concepts }: Forbidden, texts: readonly string[]): ForbiddenConcept | undefined {
  const folded = texts.map(folding)
  return concepts.find(({ zh, latin }) =>
    folded.some(
      (text) =>
        zh.some((word) => text.includes(word)) || latin.some((word) => ` ${text} `.includes(` ${word} `)),
    ),
  )
}

// Latin words are whole words, for a gene is in every general; columns join theirs by _ or by a capital.
function folding(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .replaceAll(/(?<=\p{Script=Han})(?=[a-z])|(?<=[a-z])(?=\p{Script=Han})/gu, ' ')
    .trim()
}
