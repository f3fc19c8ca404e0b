import { canonicalJson, type DigestSuite, type Instant } from '#kernel'
import type { Jwk, SignatureAlgorithm, Tx } from '#store'
import { verifySignature } from '#store'
import { headOf } from './tree.sql.ts'

/** A signed head: so many leaves, their root, when and by which key. */
export interface Head {
  readonly tree_size: number
  readonly root_hash: Buffer
  readonly digest_suite: DigestSuite
  readonly signed_at: Instant
  readonly kid: string
  readonly alg: SignatureAlgorithm
  readonly signature: string
}

/** The bytes that the head's key signs. */
export function headMessage({
  tree_size,
  root_hash,
  digest_suite,
  signed_at,
}: Pick<Head, 'tree_size' | 'root_hash' | 'digest_suite' | 'signed_at'>): Buffer {
  return Buffer.from(
    canonicalJson({ digest_suite, root_hash: root_hash.toString('hex'), signed_at, tree_size }),
  )
}

/** Whether one of the keys signed this head. */
export function isSigned(head: Head, keys: readonly Jwk[]): boolean {
  const { kid, alg, signature } = head
  const key = keys.find((candidate) => candidate.kid === kid)
  return key !== undefined && verifySignature(key, headMessage(head), { kid, alg, value: signature })
}

/** The latest signed head; null while nothing was sealed. */
export async function latestHead(tx: Tx): Promise<Head | null> {
  const [head] = await tx.rows<Head>(headOf(null))
  return head ?? null
}
