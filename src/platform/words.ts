import { type Static, Type } from 'typebox'
import { flags, marks } from '#indicators'
import { oneOf, readerOf } from '#kernel'
import { Name } from '#sources'
import { type CorrectionKind, correction_kinds } from '#themes'

/** The stages of a piece of work at the worker. */
export const stages = ['load', 'profiles', 'replay'] as const

/** What flags, marks, faults of delivered rows and stages of work are in plain words, as a region puts them. */
export const WordsShape = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    flags: Type.Array(Type.Object({ flag: oneOf(flags), text: Name })),
    marks: Type.Array(Type.Object({ mark: oneOf(marks), text: Name })),
    faults: Type.Array(Type.Object({ code: Type.String(), text: Name })),
    /** What an institution is told of what it was shown and does not stand any more. */
    corrections: Type.Array(Type.Object({ kind: oneOf(correction_kinds), text: Name })),
    stages: Type.Array(Type.Object({ stage: oneOf(stages), text: Name })),
  },
  { additionalProperties: false },
)

export type Words = Static<typeof WordsShape>
export type Stage = (typeof stages)[number]
export type Text = Static<typeof Name>

/** A region's words from JSON that `place` names. Refuses with `schema_mismatch` what does not fit. */
export const readWords = readerOf(WordsShape)

/** A fault of a delivered row in plain words; one without words goes by its code. */
export function faultText({ faults }: Words, code: string): Text {
  return faults.find((each) => each.code === code)?.text ?? { zh: code, en: code }
}

/** What an institution is told of a correction. */
export function correctionText({ corrections }: Words, kind: CorrectionKind): Text {
  return corrections.find((each) => each.kind === kind)?.text ?? { zh: kind, en: kind }
}

/** A stage of work in plain words. */
export function stageText({ stages: all }: Words, stage: Stage): Text {
  return all.find((each) => each.stage === stage)?.text ?? { zh: stage, en: stage }
}
