import { type Day, monthsAfter } from '#kernel'
import type { ConsentPayload } from '../payload.ts'
import type { NewRequest } from './request.ts'

/** In which field a signed payload is not of a request, or null; and whether it lets less be seen than was asked. */
export function mismatchOf(
  request: NewRequest,
  payload: ConsentPayload,
): { readonly field: string | null; readonly narrower: boolean } {
  const { subject, grantee, purpose, scopes, products, valid_from, valid_to } = payload
  const asked = [...request.required_scopes, ...request.optional_scopes]
  const last = monthsAfter(valid_from as Day, request.term_months) // the payload's schema and reader make it a day
  const faults: readonly (readonly [string, boolean])[] = [
    ['subject.uscc', subject.uscc !== request.uscc],
    ['grantee.node_id', grantee.node_id !== request.node_id],
    ['grantee.institution_id', grantee.institution_id !== request.institution_id],
    ['purpose', purpose !== request.purpose],
    ['required_scopes', !sameSet(payload.required_scopes, request.required_scopes)],
    ['scopes', scopes.some((scope) => !asked.includes(scope))],
    ['products', products.some((product) => !request.products.includes(product))],
    ['valid_to', valid_to !== null && valid_to > last],
  ]
  const narrower =
    scopes.length < new Set(asked).size ||
    products.length < request.products.length ||
    (valid_to !== null && valid_to < last)
  return { field: faults.find(([, isFault]) => isFault)?.[0] ?? null, narrower }
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item) => other.includes(item))
}
