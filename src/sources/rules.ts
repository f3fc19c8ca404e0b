import { type Static, Type } from 'typebox'
import { readerOf } from '#kernel'

const sourced = <Schema extends Parameters<typeof Type.Optional>[0]>(value: Schema) =>
  Type.Object({ value, source: Type.String({ minLength: 1 }) }, { additionalProperties: false })
const count = sourced(Type.Integer({ minimum: 1 }))

/** What a delivery may be: how large, how dense, how many columns, and how much less than the last one. */
export const IntakeRules = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    /** The most bytes that an archive may come to. */
    unpacked_bytes: count,
    /** The most bytes that one byte of an archive may become, once it has become `ratio_from_bytes`. */
    unpacked_ratio: count,
    ratio_from_bytes: count,
    /** The most files in one archive. */
    archive_files: count,
    /** The most bytes that a workbook may come to, as XML or as CSV. */
    sheet_bytes: count,
    /** The most bytes of an .xls workbook, which is read whole. */
    xls_bytes: count,
    /** What reading a workbook may take of memory. */
    sheet_memory_mb: count,
    /** The most columns of a file. */
    columns: count,
    /** The most bytes that may be kept of lines with too many cells: the whole line for each of them. */
    faulty_line_bytes: count,
    /** The most rows that a Parquet file may say it has. */
    parquet_rows: count,
    /** The most by which a full snapshot may fall short of what is held before a person looks at it. */
    snapshot_shrink_ratio: sourced(Type.Number({ minimum: 0, maximum: 1 })),
    /** The most bytes of a file that a source sends over HTTP. */
    push_bytes: count,
    /** How many files a client may be sending at once, and for how many days one may lie unfinished. */
    pushes_open: count,
    push_days: count,
    /**
     * How a value that jumps is told: against the firm's own last `months`, of which at least `least_months` are held,
     * and only where it changes by more than `least_ratio` of their mean, and of the month before.
     */
    jumps: Type.Object(
      { months: count, least_months: count, least_ratio: sourced(Type.Number({ minimum: 0 })) },
      { additionalProperties: false },
    ),
    /** Which enterprises a complete delivery is held against: those of the register that are in business. */
    register: Type.Object(
      {
        dataset: Type.String(),
        status: Type.String(),
        in_business: Type.Array(Type.String(), { minItems: 1 }),
        founded: Type.String(),
        source: Type.String({ minLength: 1 }),
      },
      { additionalProperties: false },
    ),
    /** The field that says a district, and the register that says it of enterprises. */
    district: Type.Object(
      { dataset: Type.String(), field: Type.String(), source: Type.String({ minLength: 1 }) },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)

export type IntakeRules = Static<typeof IntakeRules>

const read = readerOf(IntakeRules)

/** The rules of intake from JSON that `place` names. Refuses with `schema_mismatch` what does not fit. */
export function readIntakeRules(value: unknown, place: string): IntakeRules {
  return read(value, place)
}
