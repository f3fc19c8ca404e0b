import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Type } from 'typebox'
import { digestHex, readerOf } from '#kernel'
import { because, refuse } from '../refusals.ts'

/** A secret as the store keeps it: the key's id, and nonce, cipher text and tag of AES-256-GCM in one. */
export interface LockedSecret {
  readonly key_id: string
  readonly locked: Uint8Array
}

/** Encrypts the secrets that the store keeps; what a secret belongs to is bound to it, so that none stands in for another. */
export interface SecretLock {
  lock(secret: string, of: string): LockedSecret
  /** Refuses with `secret_key_missing` where its key is not here, and with `secret_damaged` what is not its own. */
  unlock(kept: LockedSecret, of: string): string
}

/** A key of the lock: 32 bytes in base64url, and its id, which says nothing about them. */
export interface LockKey {
  readonly key_id: string
  readonly key: string
}

/** Reads a file of lock keys, the newest first. */
export const readLockKeys = readerOf(
  Type.Object({
    keys: Type.Array(Type.Object({ key_id: Type.String(), key: Type.String({ pattern: '^[\\w-]{43}$' }) }), {
      minItems: 1,
    }),
  }),
)

/** A new key of the lock. */
export function newLockKey(): LockKey {
  const bytes = randomBytes(32)
  return { key_id: digestHex('intl', 'lock key', bytes).slice(0, 16), key: bytes.toString('base64url') }
}

/** The lock of these keys: the first encrypts, each opens what it encrypted. */
export function lockOf(keys: readonly LockKey[]): SecretLock {
  const [newest] = keys
  if (newest === undefined) throw new Error('a lock without a key')
  return {
    lock: (secret, of) => ({ key_id: newest.key_id, locked: encrypted(bytesOf(newest), secret, of) }),
    unlock({ key_id, locked }, of) {
      const key = keys.find((each) => each.key_id === key_id)
      if (key === undefined) throw refuse('secret_key_missing', { key_id, of })
      return decrypted(bytesOf(key), locked, of)
    },
  }
}

const cipher = 'aes-256-gcm'
const nonce_bytes = 12 // NIST SP 800-38D §8.2.2: 96 random bits serve 2^32 secrets of one key
const tag_bytes = 16

function encrypted(key: Uint8Array, secret: string, of: string): Uint8Array {
  const nonce = randomBytes(nonce_bytes)
  const making = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(of))
  return Buffer.concat([nonce, making.update(secret, 'utf8'), making.final(), making.getAuthTag()])
}

function decrypted(key: Uint8Array, locked: Uint8Array, of: string): string {
  try {
    const reading = createDecipheriv(cipher, key, locked.subarray(0, nonce_bytes), {
      authTagLength: tag_bytes,
    })
    reading.setAAD(Buffer.from(of)).setAuthTag(locked.subarray(-tag_bytes))
    const text = reading.update(locked.subarray(nonce_bytes, -tag_bytes))
    return Buffer.concat([text, reading.final()]).toString('utf8')
  } catch (cause) {
    throw because(refuse('secret_damaged', { of }), cause)
  }
}

function bytesOf({ key }: LockKey): Uint8Array {
  return Buffer.from(key, 'base64url')
}
