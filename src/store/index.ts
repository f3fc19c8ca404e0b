/**
 * The store: PostgreSQL, where the records of who may know what are kept. It is started by us from the binaries
 * that npm ships, or is any PostgreSQL by its address. Owns connections, transactions, migrations, how
 * PostgreSQL's values become ours, and the private keys of this bureau with what signs and verifies.
 */
export { type LockedSecret, type LockKey, lockOf, newLockKey, type SecretLock } from './keys/lock.ts'
export {
  type KeyRing,
  type Keys,
  type KeyUse,
  openKeys,
  rotateKey,
  rotateLock,
} from './keys/ring.ts'
export {
  generateKey,
  type Jwk,
  publicHalf,
  type Signature,
  type SignatureAlgorithm,
  type Signer,
  signerOf,
  thumbprintOf,
  verifySignature,
} from './keys/signature.ts'
export { type Migration, migrate } from './migrate.ts'
export { openStore, type StoreSettings } from './open.ts'
export { inOrder } from './pool/in-order.ts'
export type { Store, TransactionOptions, Tx } from './store.ts'
