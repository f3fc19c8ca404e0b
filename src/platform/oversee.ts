import { Type } from 'typebox'
import { requireActor } from '#access'
import { inclusionProof, seal, verify } from '#audit'
import { type Json, readerOf } from '#kernel'
import { replay } from '#policies'
import { type Bureau, openBureau } from './counter.ts'
import { discloseAdvice, discloseProduct } from './disclose.ts'
import type { Office } from './office.ts'
import { pastOf } from './past.ts'
import { withPulls } from './pull/addresses.ts'
import { verifyOf } from './pull/verify.ts'

const readAnswering = readerOf(
  Type.Object(
    {
      actor: Type.Object({ kind: Type.Enum(['client', 'person']), id: Type.String() }),
      what: Type.String(),
      body: Type.Unknown(),
    },
    { additionalProperties: false },
  ),
)
const readProve = readerOf(Type.Object({ leaf_hash: Type.String({ pattern: '^[0-9a-f]{64}$' }) }))
const readReplay = readerOf(
  Type.Object({
    decision_id: Type.String(),
    bank_inputs: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  }),
)

/** The counter of an office, with the warehouse behind it. */
export async function bureauOf(office: Office): Promise<Bureau> {
  const { settings, definitions, clock, random } = office
  return openBureau({
    settings,
    definitions,
    store: await office.store(),
    clock,
    random,
    past: pastOf(office),
    pull: null,
    verify: verifyOf(settings, withPulls(definitions, settings), clock),
  })
}

/** A product query, through the same door as over HTTP. */
export async function queryAsk(office: Office, args: unknown): Promise<Json> {
  const { actor, what, body } = readAnswering(args, 'query')
  return sealed(office, async ({ counter }) =>
    discloseProduct(counter, await requireActor(counter.store, actor), what, body),
  )
}

/** Advice by a policy, through the same door as over HTTP. */
export async function adviseAsk(office: Office, args: unknown): Promise<Json> {
  const { actor, what, body } = readAnswering(args, 'decision')
  return sealed(office, async ({ counter }) =>
    discloseAdvice(counter, await requireActor(counter.store, actor), what, body),
  )
}

/** Walks the whole audit log and names whatever was altered, removed or reordered. */
export async function auditVerify(office: Office): Promise<Json> {
  const store = await office.store()
  const { keys } = await bureauOf(office)
  const report = await verify(store, { keys: keys.tree_head.public_keys, at: office.clock() })
  return report as unknown as Json // counts and findings
}

/** That a leaf stands in the log, provable against the signed head. */
export async function auditProve(office: Office, args: unknown): Promise<Json> {
  const { leaf_hash } = readProve(args, 'audit prove')
  const store = await office.store()
  const { path, ...proof } = await inclusionProof(store, { leaf_hash: Buffer.from(leaf_hash, 'hex') })
  return {
    leaf_hash,
    ...proof,
    path: path.map((node) => Buffer.from(node).toString('hex')),
  } as unknown as Json // texts
}

/** A past decision made again from what was kept: the same bytes. */
export async function policyReplay(office: Office, args: unknown): Promise<Json> {
  const { decision_id, bank_inputs } = readReplay(args, 'policy replay')
  const { counter } = await bureauOf(office)
  const { text, advice_digest } = await replay(counter.store, decision_id, {
    salt: counter.salt,
    ...(bank_inputs === undefined ? {} : { bank_inputs }),
  })
  return { decision_id, advice_digest, advice: JSON.parse(text), text }
}

async function sealed<Result>(office: Office, work: (bureau: Bureau) => Promise<Result>): Promise<Json> {
  const bureau = await bureauOf(office)
  try {
    return (await work(bureau)) as unknown as Json // answers are made of JSON
  } finally {
    await seal(bureau.counter.store, {
      log: bureau.counter.log,
      signer: bureau.keys.tree_head.signer,
      clock: office.clock,
    })
  }
}
