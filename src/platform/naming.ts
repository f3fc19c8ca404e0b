import { institutionById } from '#access'
import type { ConsentRequest, Named } from '#consent'
import { servedProfile } from '#profiles'
import type { Tx } from '#store'
import type { Definitions } from './definitions.ts'
import type { FrontState } from './front-state.ts'

/** A kind of data as people read it: what it is, who gives it, and whether it may be left out. */
export interface NamedScope {
  readonly scope: string
  readonly name: Named
  readonly authorities: readonly Named[]
  readonly required: boolean
}

/** The kinds of data that a request asks for, those that are required first. */
export function namedScopes(
  { datasets, authorities }: Definitions,
  { required_scopes, optional_scopes }: Pick<ConsentRequest, 'required_scopes' | 'optional_scopes'>,
): readonly NamedScope[] {
  return [...required_scopes, ...optional_scopes].map((scope) => {
    const dataset = datasets.find(({ id }) => id === scope)
    return {
      scope,
      name: dataset?.name ?? asItself(scope),
      authorities: (dataset?.authorities ?? []).map(
        (id) => authorities.find((each) => each.id === id)?.name ?? asItself(id),
      ),
      required: required_scopes.includes(scope),
    }
  })
}

/** A purpose as people read it, and the business that a firm applies for with it. */
export function namedPurpose({ purposes }: Definitions, id: string) {
  return purposes.find((each) => each.id === id) ?? { id, name: asItself(id), business: asItself(id) }
}

/** What products are called. */
export function namedProducts({ products }: Definitions, ids: readonly string[]): readonly Named[] {
  return ids.map((id) => products.find((each) => each.id === id)?.name ?? asItself(id))
}

/** What an institution is called. */
export async function nameOfInstitution(tx: Tx, institution_id: string): Promise<string> {
  return (await institutionById(tx, institution_id)).name
}

/** What a firm is called in the register; its code where the register does not know it. */
export async function nameOfFirm({ store, bureau }: FrontState, uscc: string): Promise<string> {
  const profile = await servedProfile(store, bureau.counter.layout, uscc)
  const name = profile?.facts.reg_entity_base?.[0]?.name
  return typeof name === 'string' ? name : uscc
}

/** Whether a firm is made up. 模拟数据. */
export function isSimulated({ bureau }: Definitions, uscc: string): boolean {
  return uscc.slice(8).startsWith(bureau.simulated.organisation_prefix)
}

// What has no name here goes by its id in either language.
function asItself(id: string): Named {
  return { zh: id, en: id }
}
