import type { Tx } from '#store'
import { type Client, requireClient } from './client.ts'
import type { InstitutionKind } from './institution.ts'
import { type Person, personById } from './person.ts'
import { refuse } from './refusals.ts'
import type { Role } from './role.ts'

/** Whoever asks for an institution: a machine of it, or a member of its staff. */
export interface Actor {
  readonly kind: 'client' | 'person'
  readonly id: string
  readonly name: string
  readonly institution_id: string
  /** Its institution first, then what stands above, up to the root. */
  readonly ancestor_ids: readonly string[]
  readonly institution_kind: InstitutionKind
  readonly institution_name: string
  readonly roles: readonly Role[]
}

/** An actor as it is named to another process. */
export type ActorName = Pick<Actor, 'kind' | 'id'>

/** A machine, as one who asks. */
export function clientAsActor({ client_id, ...client }: Client): Actor {
  return { ...placeOf(client), kind: 'client', id: client_id }
}

/** A member of staff, as one who asks. */
export function personAsActor({ person_id, ...person }: Person): Actor {
  return { ...placeOf(person), kind: 'person', id: person_id }
}

/** The actor of a name, as it stands now. Refuses one that is unknown or suspended. */
export async function requireActor(tx: Tx, { kind, id }: ActorName): Promise<Actor> {
  if (kind === 'client') return clientAsActor(await requireClient(tx, { client_id: id }))
  const person = await personById(tx, id)
  if (person === null) throw refuse('person_unknown', { person_id: id })
  if (person.status !== 'active') throw refuse('person_suspended', { person_id: id })
  return personAsActor(person)
}

/** How the audit log names an actor: its institution, and itself. */
export function actorInLog({ kind, id, institution_id }: Actor) {
  return kind === 'client' ? { institution_id, client_id: id } : { institution_id, person_id: id }
}

function placeOf({
  name,
  institution_id,
  ancestor_ids,
  institution_kind,
  institution_name,
  roles,
}: Omit<Actor, 'kind' | 'id'>) {
  return { name, institution_id, ancestor_ids, institution_kind, institution_name, roles }
}
