import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import sm from 'sm-crypto-v2'
import { type DigestSuite, digest } from '#kernel'

/** ES256 is ECDSA on P-256 with SHA-256; SM2-with-SM3 is GB/T 32918 with the standard's default user id. */
export type SignatureAlgorithm = 'ES256' | 'SM2-with-SM3'

/** A key as JSON (RFC 7517); `d` is there in its private half alone. SM2 goes under its own curve's name. */
export interface Jwk {
  readonly kid: string
  readonly kty: 'EC'
  readonly crv: 'P-256' | 'SM2'
  readonly x: string
  readonly y: string
  readonly d?: string
}

/** What signs and which key it was. */
export interface Signer {
  readonly kid: string
  readonly alg: SignatureAlgorithm
  /** The signature as r ‖ s, 64 bytes in base64url. */
  sign(message: Uint8Array): string
}

/** A signature that came with something: made by whose key, and how. */
export interface Signature {
  readonly kid: string
  readonly alg: SignatureAlgorithm
  readonly value: string
}

/** A new key pair of the suite's algorithm. */
export function generateKey(suite: DigestSuite): Jwk {
  const jwk = suite === 'gm' ? newSm2Key() : newP256Key()
  return { kid: thumbprintOf(jwk), ...jwk }
}

/** The half of a key that everybody may have. */
export function publicHalf({ kid, kty, crv, x, y }: Jwk): Jwk {
  return { kid, kty, crv, x, y }
}

/** The thumbprint of a key (RFC 7638), which we use as its kid. */
export function thumbprintOf({ kty, crv, x, y }: Omit<Jwk, 'kid'>): string {
  return digest('intl', JSON.stringify({ crv, kty, x, y })).toString('base64url')
}

/** What signs with a private key. */
export function signerOf(jwk: Jwk): Signer {
  const { kid, crv, d } = jwk
  if (d === undefined) throw new Error(`${kid} is a public key; it cannot sign`)
  return crv === 'SM2' ? sm2Signer(jwk, d) : p256Signer(jwk)
}

/** Whether a signature of a message verifies under a public key; one of another shape does not. */
export function verifySignature(jwk: Jwk, message: Uint8Array, { alg, value }: Signature): boolean {
  if (alg !== algorithmOf(jwk) || !/^[\w-]{86}$/.test(value)) return false
  return verifierOf(jwk)(message, Buffer.from(value, 'base64url'))
}

type Verifier = (message: Uint8Array, signature: Buffer) => boolean

const verifiers = new Map<string, Verifier>()
const verifiers_at_most = 1000

// Preparing a key costs more than a verification: SM2 gains a factor of four by its table of multiples.
function verifierOf(jwk: Jwk): Verifier {
  const name = `${jwk.crv}.${jwk.x}.${jwk.y}`
  const known = verifiers.get(name)
  if (known !== undefined) return known
  const verifier = jwk.crv === 'SM2' ? sm2Verifier(jwk) : p256Verifier(jwk)
  if (verifiers.size >= verifiers_at_most) verifiers.clear()
  verifiers.set(name, verifier)
  return verifier
}

function algorithmOf({ crv }: Jwk): SignatureAlgorithm {
  return crv === 'SM2' ? 'SM2-with-SM3' : 'ES256'
}

function newP256Key(): Omit<Jwk, 'kid'> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '', d = '' } = privateKey.export({ format: 'jwk' })
  return { kty: 'EC', crv: 'P-256', x, y, d }
}

function newSm2Key(): Omit<Jwk, 'kid'> {
  const { privateKey, publicKey } = sm.sm2.generateKeyPairHex()
  const [x, y] = [publicKey.slice(2, 66), publicKey.slice(66)].map(base64urlOfHex)
  return { kty: 'EC', crv: 'SM2', x: x ?? '', y: y ?? '', d: base64urlOfHex(privateKey) }
}

function p256Signer(jwk: Jwk): Signer {
  const key = createPrivateKey({ key: { ...jwk }, format: 'jwk' })
  return {
    kid: jwk.kid,
    alg: 'ES256',
    sign: (message) => sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
  }
}

function p256Verifier(jwk: Jwk): Verifier {
  const key = createPublicKey({ key: { ...publicHalf(jwk) }, format: 'jwk' })
  return (message, signature) => verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature)
}

// node:crypto cannot set the user id 1234567812345678 that GB/T 32918 signs with; this library does by default.
function sm2Signer(jwk: Jwk, d: string): Signer {
  const privateKey = hexOf(d)
  const publicKey = pointOf(jwk)
  return {
    kid: jwk.kid,
    alg: 'SM2-with-SM3',
    sign: (message) => base64urlOfHex(sm.sm2.doSignature(message, privateKey, { hash: true, publicKey })),
  }
}

function sm2Verifier(jwk: Jwk): Verifier {
  const publicKey = pointOf(jwk)
  const prepared = sm.sm2.precomputePublicKey(publicKey)
  return (message, signature) =>
    sm.sm2.doVerifySignature(message, signature.toString('hex'), prepared, { hash: true })
}

function pointOf({ x, y }: Jwk): string {
  return `04${hexOf(x)}${hexOf(y)}`
}

function hexOf(base64url: string): string {
  return Buffer.from(base64url, 'base64url').toString('hex')
}

function base64urlOfHex(hex: string): string {
  return Buffer.from(hex.padStart(hex.length > 64 ? 128 : 64, '0'), 'hex').toString('base64url')
}
