import type { Instant } from '#kernel'
import type { Tx } from '#store'
import { insertInstitution, institutionsUnder, theInstitution } from './institutions.sql.ts'
import { refuse } from './refusals.ts'

export type InstitutionKind = 'bank' | 'operator' | 'regulator' | 'source'

/** A node of a tree of institutions: 总行, 分行 or 支行, a department or one of its offices. */
export interface Institution {
  readonly institution_id: string
  readonly parent_id: string | null
  /** Itself first, then its parent, up to the root. */
  readonly ancestor_ids: readonly string[]
  readonly kind: InstitutionKind
  readonly name: string
}

export type NewInstitution = Pick<Institution, 'institution_id' | 'parent_id' | 'kind' | 'name'>

/** Adds a node below its parent, whose kind it shares. Refuses an unknown parent, another kind, an id that is taken. */
export async function addInstitution(tx: Tx, added: NewInstitution, at: Instant): Promise<Institution> {
  const { institution_id, parent_id, kind } = added
  const parent = parent_id === null ? null : await institutionById(tx, parent_id)
  if (parent !== null && parent.kind !== kind) {
    const { institution_id: above, kind: parent_kind } = parent
    throw refuse('institution_kind_mismatch', { institution_id, kind, parent_id: above, parent_kind })
  }
  const institution = { ...added, ancestor_ids: [institution_id, ...(parent?.ancestor_ids ?? [])] }
  if ((await tx.run(insertInstitution(institution, at))) === 0) {
    throw refuse('institution_exists', { institution_id })
  }
  return institution
}

/** The institution of an id. Refuses with `institution_unknown`. */
export async function institutionById(tx: Tx, institution_id: string): Promise<Institution> {
  const [institution] = await tx.rows<Institution>(theInstitution(institution_id))
  if (institution === undefined) throw refuse('institution_unknown', { institution_id })
  return institution
}

/** The node itself, its parent, and so on up to the root. Refuses with `institution_unknown`. */
export async function ancestorsOf(tx: Tx, institution_id: string): Promise<readonly string[]> {
  return (await institutionById(tx, institution_id)).ancestor_ids
}

/** The node itself and every node below it: a tree, as statements of usage take it. */
export function institutionsBelow(tx: Tx, institution_id: string): Promise<readonly Institution[]> {
  return tx.rows<Institution>(institutionsUnder(institution_id))
}
