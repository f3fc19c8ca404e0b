import type { Instant } from '#kernel'
import type { Tx } from '#store'
import { type InstitutionKind, institutionById } from './institution.ts'
import { insertPerson, setPersonStatus, thePerson } from './people.sql.ts'
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

/** Stops a person: its sessions end with its next request; or lets it go on. */
export async function setPerson(tx: Tx, person_id: string, status: Person['status']): Promise<void> {
  if ((await tx.run(setPersonStatus(person_id, status))) === 0) throw refuse('person_unknown', { person_id })
}

/** The person of an id with its place in the tree; null where there is none. */
export async function personById(tx: Tx, person_id: string): Promise<Person | null> {
  const [person] = await tx.rows<Person>(thePerson(person_id))
  return person ?? null
}
