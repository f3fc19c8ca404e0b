import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { Type } from 'typebox'
import { type DigestSuite, readerOf } from '#kernel'
import { makeOnce, parsed, writeSecret } from './file.ts'
import { lockOf, newLockKey, readLockKeys, type SecretLock } from './lock.ts'
import { generateKey, type Jwk, publicHalf, type Signer, signerOf } from './signature.ts'

/** What a key is for: access tokens, heads of the audit tree, receipts, what owners sign on our own pages. */
export type KeyUse = 'token' | 'tree_head' | 'receipt' | 'trust'

/** The key of one use: what signs now, and the public halves of all that ever did, the newest first. */
export interface KeyRing {
  readonly signer: Signer
  readonly private_key: Jwk
  readonly public_keys: readonly Jwk[]
}

/** The keys of this bureau. */
export interface Keys extends Readonly<Record<KeyUse, KeyRing>> {
  /** What personal numbers are hashed with, so that nobody can try them all; 32 bytes. */
  readonly salt: Uint8Array
  /** What secrets are encrypted with that the store keeps: webhooks' and second factors'. */
  readonly lock: SecretLock
}

export interface KeySettings {
  /** The folder of the keys; it and they are readable by us alone. */
  readonly dir: string
  /** The algorithm of new keys; tokens are ES256 in either, for no client library knows SM2. */
  readonly suite: DigestSuite
}

/** The keys of a folder; those that are missing are made. Refuses with `keys_unreadable`. */
export function openKeys({ dir, suite }: KeySettings): Keys {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  return {
    token: ringOf(held(dir, 'token', () => [generateKey('intl')])),
    tree_head: ringOf(held(dir, 'tree_head', () => [generateKey(suite)])),
    receipt: ringOf(held(dir, 'receipt', () => [generateKey(suite)])),
    trust: ringOf(held(dir, 'trust', () => [generateKey(suite)])),
    salt: saltOf(dir),
    lock: lockIn(dir),
  }
}

/** Encrypts with a new key from now on; the old one stays, for what it encrypted. */
export function rotateLock({ dir, suite }: KeySettings): SecretLock {
  openKeys({ dir, suite })
  const file = fileOf(dir, 'lock')
  const keys = [newLockKey(), ...readLockKeys(parsed(file), file).keys]
  writeSecret(`${file}.new`, { keys })
  renameSync(`${file}.new`, file)
  return lockOf(keys)
}

/** Puts a new key in place of one; the old one's public half stays, so that what it signed still verifies. */
export function rotateKey({ dir, suite }: KeySettings, use: KeyUse): KeyRing {
  const { public_keys } = openKeys({ dir, suite })[use]
  const keys = [generateKey(use === 'token' ? 'intl' : suite), ...public_keys]
  const file = fileOf(dir, use)
  writeSecret(`${file}.new`, { keys })
  renameSync(`${file}.new`, file)
  return ringOf(keys)
}

function ringOf(keys: readonly Jwk[]): KeyRing {
  const [private_key] = keys
  if (private_key === undefined) throw new Error('a key ring without a key')
  return { signer: signerOf(private_key), private_key, public_keys: keys.map(publicHalf) }
}

const Half = {
  kid: Type.String(),
  kty: Type.Literal('EC'),
  crv: Type.Union([Type.Literal('P-256'), Type.Literal('SM2')]),
  x: Type.String(),
  y: Type.String(),
}
const readRing = readerOf(
  Type.Object({
    keys: Type.Array(Type.Object({ ...Half, d: Type.Optional(Type.String()) }), { minItems: 1 }),
  }),
)
const readSalt = readerOf(Type.Object({ salt: Type.String({ pattern: '^[\\w-]{43}$' }) }))

function held(dir: string, use: KeyUse, make: () => readonly Jwk[]): readonly Jwk[] {
  const file = fileOf(dir, use)
  if (!existsSync(file)) makeOnce(file, { keys: make() })
  return readRing(parsed(file), file).keys
}

function saltOf(dir: string): Uint8Array {
  const file = fileOf(dir, 'salt')
  if (!existsSync(file)) makeOnce(file, { salt: randomBytes(32).toString('base64url') })
  return Buffer.from(readSalt(parsed(file), file).salt, 'base64url')
}

function lockIn(dir: string): SecretLock {
  const file = fileOf(dir, 'lock')
  if (!existsSync(file)) makeOnce(file, { keys: [newLockKey()] })
  return lockOf(readLockKeys(parsed(file), file).keys)
}

function fileOf(dir: string, use: KeyUse | 'salt' | 'lock'): string {
  return join(dir, `${use}.json`)
}
