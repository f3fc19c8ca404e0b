import { type Static, Type } from 'typebox'
import { oneOf, readerOf } from '#kernel'

const Text = Type.String({ minLength: 1 })
const English = Type.Optional(Type.Array(Text))
const Place = Type.Object(
  {
    zh: Text,
    short: Text,
    level: oneOf(['province', 'city', 'district']),
    code: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
    en: Type.Optional(Text),
  },
  { additionalProperties: false },
)
const Trade = Type.Object({ zh: Text, en: English }, { additionalProperties: false })
const Form = Type.Object(
  {
    zh: Text,
    kind: oneOf(['company', 'head', 'cooperative', 'partnership', 'firm', 'sole', 'works', 'shop']),
    en: English,
    /** The form that this one is another wording of. */
    same_as: Type.Optional(Text),
  },
  { additionalProperties: false },
)

/** The words that names of enterprises are made of, as a region puts them. */
export const NameWordsShape = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    source: Text,
    places: Type.Array(Place),
    trades: Type.Array(Trade),
    forms: Type.Array(Form),
    /** How the part ends that names a branch. */
    branches: Type.Array(Text),
    branch_words_en: Type.Array(Text),
    /** Words that end like a place and are none: 社区, 园区. */
    not_places: Type.Array(Text),
    /** Words whose characters are read otherwise than alone: 行 in 银行. */
    readings: Type.Array(
      Type.Object({ word: Text, pinyin: Type.Array(Text) }, { additionalProperties: false }),
    ),
  },
  { additionalProperties: false },
)

export type NameWords = Static<typeof NameWordsShape>

/** A region's words of names from JSON that `place` names. Refuses with `schema_mismatch` what does not fit. */
export const readNameWords = readerOf(NameWordsShape)
