import pg from 'pg'
import type { Instant } from '#kernel'

type Parse = (text: string) => unknown

const { builtins } = pg.types

/** An int8 as a number; beyond 2^53 it is a bug. */
function safeInteger(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new Error(`${text} is no safe integer: cast it in the query`)
  return number
}

// With TimeZone=UTC and DateStyle=ISO, which the pool sets: 2026-06-30 15:59:59.5+00, the fraction left out at 0.
function instantText(text: string): Instant {
  const [seconds = '', fraction = ''] = text.replace(/\+00$/, '').split('.')
  return `${seconds.replace(' ', 'T')}.${fraction.padEnd(6, '0')}Z` as Instant // the kernel's own shape
}

function listOf(parse: Parse): Parse {
  const texts = pg.types.getTypeParser(text_array as never) as (text: string) => readonly (string | null)[]
  return (text) => texts(text).map((item) => (item === null ? null : parse(item)))
}

const text_array = 1009 // the driver's own list of types leaves arrays out
const asText: Parse = (text) => text

const parsers: Readonly<Record<number, Parse>> = {
  [builtins.INT8]: safeInteger,
  [builtins.DATE]: asText,
  [builtins.TIMESTAMP]: instantText,
  [builtins.TIMESTAMPTZ]: instantText,
  1016: listOf(safeInteger), // int8[]
  1182: listOf(asText), // date[]
  1115: listOf(instantText), // timestamp[]
  1185: listOf(instantText), // timestamptz[]
  1231: listOf(asText), // numeric[]
}

/** How the driver reads each type; what is not named here is read as the driver reads it. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    parsers[oid] ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}
