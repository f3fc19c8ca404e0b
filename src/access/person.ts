import type { Instant } from '#kernel'
import type { Tx } from '#store'
import { type InstitutionKind, institutionById } from './institution.ts'
import { insertPerson, thePerson, updatePerson } from './people.sql.ts'
import { refuse } from './refusals.ts'
import { type Role, requireGivable } from './role.ts'

/** A member of an institution's staff. */
export interface Person {
  readonly person_id: string
  readonly institution_id: string
  readonly ancestor_ids: readonly string[]
  readonly institution_kind: InstitutionKind
  readonly institution_name: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly status: 'active' | 'suspended'
}

export type NewPerson = Omit<Person, 'ancestor_ids' | 'institution_kind' | 'institution_name' | 'status'>

/** Adds a person to an institution. Refuses an id that is taken, and roles that the institution cannot give. */
export async function addPerson(tx: Tx, person: NewPerson, at: Instant): Promise<void> {
  const { kind } = await institutionById(tx, person.institution_id)
  requireGivable(kind, person.roles)
  if ((await tx.run(insertPerson(person, at))) === 0) {
    throw refuse('person_exists', { person_id: person.person_id })
  }
}

export type PersonChange = Partial<Pick<Person, 'status' | 'roles'>>

/** Stops a person or lets it go on, or gives it other roles; either ends its sessions with its next request. */
export async function changePerson(tx: Tx, person_id: string, change: PersonChange): Promise<void> {
  const { status = null, roles = null } = change
  const person = await personById(tx, person_id)
  if (person === null) throw refuse('person_unknown', { person_id })
  if (roles !== null) requireGivable(person.institution_kind, roles)
  await tx.run(updatePerson(person_id, status, roles))
}

/** The person of an id with its place in the tree; null where there is none. */
export async function personById(tx: Tx, person_id: string): Promise<Person | null> {
  const [person] = await tx.rows<Person>(thePerson(person_id))
  return person ?? null
}
