/**
 * Access: who is asking. Institutions as a tree (head office, branch, sub-branch), the clients that are machines,
 * the people who are staff, and the table of who may do what. Owns the schema `access`. Owners of enterprises are
 * not here: they come through an identity provider and act for themselves.
 */
export {
  type Actor,
  type ActorName,
  actorInLog,
  clientAsActor,
  personAsActor,
  requireActor,
} from './actor.ts'
export {
  addClient,
  type Client,
  type ClientKeys,
  type ClientStatus,
  clientById,
  type NewClient,
  requireClient,
  resumeClient,
  rotateClientKeys,
  suspendClient,
} from './client.ts'
export {
  addInstitution,
  ancestorsOf,
  type Institution,
  type InstitutionKind,
  institutionById,
  institutionsBelow,
  type NewInstitution,
} from './institution.ts'
export { addPerson, type NewPerson, type Person, personById } from './person.ts'
export { may, type Role, requireRole, type Verb, verbsOf } from './role.ts'
export { accessMigrations } from './tables.sql.ts'
export { dropToken, findToken, keepToken } from './token.ts'
