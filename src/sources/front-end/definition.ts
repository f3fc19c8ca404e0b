import { type Static, Type } from 'typebox'
import { oneOf } from '#kernel'

const Column = Type.String({ minLength: 1, maxLength: 128 })

/**
 * A department's front-end database (前置机): which of its tables hold which dataset, and by which column a pull knows
 * what is new. Where it stands is the installation's setting `FRONT_END_<SOURCE>`, for it holds a password.
 */
export const FrontEnd = Type.Object(
  {
    engine: oneOf(['postgresql', 'mysql']),
    tables: Type.Array(
      Type.Object(
        {
          dataset: Type.String(),
          /** The table's name, with its schema before it where it has one. */
          table: Type.Array(Column, { minItems: 1, maxItems: 2 }),
          /** The department's column of each column of a delivery: `uscc`, the dataset's fields, `op`. */
          columns: Type.Record(Type.String(), Column),
          /** A column that only grows: a row that is changed gets a new value. */
          watermark: Type.Object(
            { column: Column, type: oneOf(['integer', 'instant']) },
            { additionalProperties: false },
          ),
          /** Rows of one delivery; those that share the last one's watermark come with it. */
          page_rows: Type.Object(
            { value: Type.Integer({ minimum: 1 }), source: Type.String({ minLength: 1 }) },
            { additionalProperties: false },
          ),
        },
        { additionalProperties: false },
      ),
      { minItems: 1 },
    ),
  },
  { additionalProperties: false },
)

export type FrontEnd = Static<typeof FrontEnd>
export type FrontEndEngine = FrontEnd['engine']
export type FrontEndTable = FrontEnd['tables'][number]
