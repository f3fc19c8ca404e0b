/**
 * Access: who is asking. Institutions as a tree (head office, branch, sub-branch), the clients that are machines,
 * the people who are staff, and the table of who may do what; how staff signs in, and sessions. Owners of enterprises
 * are not kept here: they come through an identity provider and act for themselves. Owns the schema `access`.
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
export type { IdentityProvider, Scan, ScanState, SentCode } from './identity-provider.ts'
export {
  addInstitution,
  ancestorsOf,
  type Institution,
  type InstitutionKind,
  institutionById,
  institutionsBelow,
  type NewInstitution,
} from './institution.ts'
export { type PasswordCost, password_cost } from './password.ts'
export {
  addPerson,
  changePerson,
  type NewPerson,
  type Person,
  type PersonChange,
  personById,
} from './person.ts'
export { may, type Role, requireRole, type Verb, verbsOf } from './role.ts'
export { codeAt, secondFactorOf } from './second-factor.ts'
export { lockSecrets, type NewSecrets, type SecretSettings, setSecrets } from './secrets.ts'
export {
  endSession,
  type Holder,
  type Opened,
  type Owner,
  openSession,
  requireSession,
  type Session,
} from './session.ts'
export { type Doorway, type SignIn, sign_in_tries, signIn, stepTaken } from './sign-in.ts'
export { type Licence, openSimulator, type Simulator } from './simulator.ts'
export { accessMigrations } from './tables.sql.ts'
export { dropToken, findToken, keepToken } from './token.ts'
