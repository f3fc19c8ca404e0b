import { createHash } from 'node:crypto'

/** `gm`: SM3 (GB/T 32905), for use in China; `intl`: SHA-256 (FIPS 180-4). Both give 32 bytes. */
export type DigestSuite = 'gm' | 'intl'

const algorithms = { gm: 'sm3', intl: 'sha256' } as const

/** The digest of the parts one after another, 32 bytes. */
export function digest(suite: DigestSuite, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash(algorithms[suite])
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** The digest in lower-case hexadecimal. */
export function digestHex(suite: DigestSuite, ...parts: readonly (string | Uint8Array)[]): string {
  return digest(suite, ...parts).toString('hex')
}
