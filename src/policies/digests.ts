import { canonicalJson, digestHex, type Json } from '#kernel'
import type { PolicyDefinition } from './definition.ts'
import type { Reason } from './reasons.ts'

/** The digest of what an advice rests on besides its inputs: the definition, and the wording of the reasons. */
export function digestOfPolicy(definition: PolicyDefinition, reasons: readonly Reason[]): string {
  return digestOfValue({ definition: plain(definition), reasons: plain(reasons) })
}

/** SM3 (GB/T 32905) of a value's one text, in hexadecimal. */
export function digestOfValue(value: Json): string {
  return digestHex('gm', canonicalJson(value))
}

/** A value of ours as JSON has it. */
export function plain(value: object): Json {
  return JSON.parse(JSON.stringify(value))
}
