import type { verifyInclusion } from '#audit'
import type { DigestSuite } from '#kernel'
import { until } from './bureau.ts'
import { send } from './client.ts'

type Inclusion = Parameters<typeof verifyInclusion>[0]

/** The proof that a leaf stands in the log, asked for until it is sealed. */
export async function proofOf(token: string, leaf_hash: string): Promise<Inclusion> {
  const sent = await until(`leaf ${leaf_hash} is sealed`, async () => {
    const { status, body } = await send('GET', `/v1/audit/entries/${leaf_hash}/proof`, token)
    return status === 200 ? body : null
  })
  const { head, leaf_index, path } = sent as unknown as SentProof // the answer's own shape
  return {
    suite: head.digest_suite,
    leaf_hash: Buffer.from(leaf_hash, 'hex'),
    leaf_index: Number(leaf_index),
    tree_size: Number(head.tree_size),
    root_hash: Buffer.from(head.root_hash, 'hex'),
    path: path.map((node) => Buffer.from(node, 'hex')),
  }
}

interface SentProof {
  readonly head: {
    readonly digest_suite: DigestSuite
    readonly tree_size: number
    readonly root_hash: string
  }
  readonly leaf_index: number
  readonly path: readonly string[]
}
