import type { Jwk, KeyRing, Signature } from '#store'

/** The port to who signs for an owner on our own pages, and under which keys it verifies (domain §4i). */
export interface TrustService {
  readonly keys: readonly Jwk[]
  sign(message: Uint8Array): Promise<Signature>
}

/** A stand-in for a certified trust service: it signs with a key of the bureau itself, which everybody can check. */
export function localTrust({ signer, public_keys }: KeyRing): TrustService {
  return {
    keys: public_keys,
    async sign(message) {
      return { kid: signer.kid, alg: signer.alg, value: signer.sign(message) }
    },
  }
}
