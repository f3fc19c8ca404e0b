import { type Static, type TSchema, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { type Refusal, refusals } from './refusal.ts'

const refuse = refusals({
  schema_mismatch: ['bad_request', '{place}{at} {problem}'],
})

/** Reads `unknown` into a schema's type; `place` names where the value came from, for the refusal. */
export type Reader<Schema extends TSchema> = (value: unknown, place: string) => Static<Schema>

/** The reader of a schema, compiled once. It refuses with `schema_mismatch` at the first place that does not fit. */
export function readerOf<Schema extends TSchema>(schema: Schema): Reader<Schema> {
  const compiled = Compile(schema)
  return (value, place) => {
    if (compiled.Check(value)) return value as Static<Schema> // Check has just shown it
    throw mismatch(compiled.Errors(value), place)
  }
}

/** One of the given words. */
export function oneOf<const Words extends readonly string[]>(words: Words) {
  return Type.Unsafe<Words[number]>(Type.Enum([...words]))
}

interface SchemaError {
  readonly keyword: string
  readonly instancePath: string
  readonly message: string
  readonly params: object
}

function mismatch(errors: readonly SchemaError[], place: string): Refusal {
  const error = errors.find(({ keyword }) => keyword !== 'boolean') ?? errors[0]
  if (error === undefined) throw new Error('a schema that does not fit names no error')
  const named = Object.values(error.params)
    .flat()
    .filter((word) => typeof word === 'string')
  const problem = [error.message, ...(named.length > 0 ? [`(${named.join(', ')})`] : [])].join(' ')
  return refuse('schema_mismatch', { place, at: error.instancePath, problem })
}
