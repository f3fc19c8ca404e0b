/**
 * The platform: settings and definitions read, engines opened, and the desk: all that may be asked of the bureau.
 */
export {
  type Actor,
  type Client,
  clientAsActor,
  type Opened,
  type Owner,
  personAsActor,
  type Session,
} from '#access'
export { SignedConsent } from '#consent'
export { ProductDefinition } from '#products'
export { SignedPush } from '#sources'
export { AnswerBody, ProofBody } from './answers.ts'
export { watchInbox } from './arrivals/folder.ts'
export {
  BankDecisionBody,
  ChoiceBody,
  ConsentAnswerBody,
  ConsentRequestBody,
  ConsentSessionBody,
  OwnerChangeBody,
} from './bodies.ts'
export { catalogueOf, deliveredCatalogue } from './catalogue.ts'
export { type Definitions, readDefinitions } from './definitions.ts'
export { type DemoClient, firstDemo } from './demo.ts'
export { demoConsent } from './demo-consent.ts'
export { playScene, type Scene } from './demo-scene.ts'
export { assertionOf } from './demo-try.ts'
export { DecisionBody, QueryBody } from './disclose.ts'
export type { Front } from './front.ts'
export type { Tell } from './line.ts'
export { askedDatasets } from './pull/addresses.ts'
export { askDesk } from './reach.ts'
export { definitionSchemas } from './schemas.ts'
export { type Serving, startBureau } from './serve.ts'
export { readSettings, type Settings } from './settings.ts'
export { progressText } from './turns.ts'
export { runWorker, type WorkerWord } from './worker.ts'
export { clockOf, type World } from './world.ts'
