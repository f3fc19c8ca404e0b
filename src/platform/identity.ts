import { Type } from 'typebox'
import {
  checkMerge,
  checkSplit,
  checkSuccession,
  endSuccession,
  type IdentityAct,
  listMerges,
  listSuccessions,
  mergeEnterprises,
  recordSuccession,
  requireEnterprise,
  splitMerge,
  standingSuccession,
} from '#identity'
import { day, type Json, readerOf } from '#kernel'
import { refreshSome } from '#profiles'
import { rowsAbout } from '#themes'
import { actingAs, NamedActor, whoInLog } from './acting.ts'
import { nameOf } from './batch-report.ts'
import { recordEntry } from './bulk.ts'
import { profileLayout } from './counter.ts'
import { command_line } from './doubts.ts'
import { type Office, scratchOf } from './office.ts'

const acting = {
  actor: Type.Optional(NamedActor),
  note: Type.String({ minLength: 1, maxLength: 2000 }),
}
const Code = Type.String({ minLength: 1, maxLength: 32 })
const closed = { additionalProperties: false }

const readMerge = readerOf(
  Type.Object({ ...acting, uscc: Code, member_uscc: Code, dry_run: Type.Optional(Type.Boolean()) }, closed),
)
const readSplit = readerOf(
  Type.Object({ ...acting, merge_id: Type.Integer(), dry_run: Type.Optional(Type.Boolean()) }, closed),
)
const readSucceed = readerOf(
  Type.Object({ ...acting, from_uscc: Code, to_uscc: Code, succeeded_on: Type.String() }, closed),
)
const readUnsucceed = readerOf(Type.Object({ ...acting, from_uscc: Code }, closed))

/** Every merge and succession that was recorded, taken back or not, the newest first. */
export async function identityList({ warehouse }: Office): Promise<Json> {
  const [merges, successions] = [await listMerges(warehouse), await listSuccessions(warehouse)]
  return { merges, successions } as unknown as Json // rows of texts and numbers
}

/**
 * Lets an enterprise answer for a code that nobody can have, and says what it touches; a dry run only says so. Who did
 * it and why stand with it and in the log.
 */
export async function identityMerge(office: Office, args: unknown): Promise<Json> {
  const { actor: name, note, uscc, member_uscc, dry_run = false } = readMerge(args, 'identity merge')
  const actor = await actingAs(office, name, 'identity.merge')
  const { warehouse, clock } = office
  const act = { by: actor?.id ?? command_line, note, at: clock() }
  const { whole, member } = await checkMerge(warehouse, uscc, member_uscc, act.at)
  const touches = await touchedRows(office, member.enterprise_id)
  if (dry_run) return { merge_id: null, touches }
  await record(office, 'identity.merge', uscc, member_uscc, actor)
  const merge_id = await mergeEnterprises(warehouse, uscc, member_uscc, act)
  await redraw(office, [whole.enterprise_id, member.enterprise_id])
  return { merge_id, touches }
}

/** Takes a merge back from now on, and says what it touches; a dry run only says so. */
export async function identitySplit(office: Office, args: unknown): Promise<Json> {
  const { actor: name, note, merge_id, dry_run = false } = readSplit(args, 'identity split')
  const actor = await actingAs(office, name, 'identity.merge')
  const { warehouse, clock } = office
  const act = { by: actor?.id ?? command_line, note, at: clock() }
  const { uscc, member_uscc } = await checkSplit(warehouse, merge_id, act.at)
  const whole = await requireEnterprise(warehouse, uscc)
  const member = await requireEnterprise(warehouse, member_uscc)
  const touches = await touchedRows(office, member.enterprise_id)
  if (dry_run) return { merge_id, touches }
  await record(office, 'identity.split', uscc, member_uscc, actor)
  await splitMerge(warehouse, merge_id, act)
  await redraw(office, [whole.enterprise_id, member.enterprise_id])
  return { merge_id, touches }
}

/** Records that a company goes on from an individual business (个转企); the old facts stay the old subject's. */
export async function identitySucceed(office: Office, args: unknown): Promise<Json> {
  const { actor: name, note, ...said } = readSucceed(args, 'identity succeed')
  const actor = await actingAs(office, name, 'identity.merge')
  const succession = { ...said, succeeded_on: day(said.succeeded_on) }
  const act: IdentityAct = { by: actor?.id ?? command_line, note, at: office.clock() }
  const { to } = await checkSuccession(office.warehouse, succession, act.at)
  await record(office, 'identity.succeed', said.to_uscc, said.from_uscc, actor)
  await recordSuccession(office.warehouse, succession, act)
  await redraw(office, [to.enterprise_id])
  return { ...succession }
}

/** Takes a succession back that was recorded wrongly. */
export async function identityUnsucceed(office: Office, args: unknown): Promise<Json> {
  const { actor: name, note, from_uscc } = readUnsucceed(args, 'identity unsucceed')
  const actor = await actingAs(office, name, 'identity.merge')
  const act: IdentityAct = { by: actor?.id ?? command_line, note, at: office.clock() }
  const { to_uscc } = await standingSuccession(office.warehouse, from_uscc, act.at)
  await record(office, 'identity.unsucceed', to_uscc, from_uscc, actor)
  await endSuccession(office.warehouse, from_uscc, act)
  await redraw(office, [(await requireEnterprise(office.warehouse, to_uscc)).enterprise_id])
  return { from_uscc, to_uscc }
}

async function touchedRows({ warehouse, definitions }: Office, enterprise_id: number) {
  const counts = await rowsAbout(warehouse, definitions.datasets, enterprise_id)
  return counts.map(({ dataset, rows }) => ({ dataset, name: nameOf(definitions, dataset), rows }))
}

function record(
  office: Office,
  act: string,
  uscc: string,
  object_id: string,
  actor: Awaited<ReturnType<typeof actingAs>>,
): Promise<void> {
  return recordEntry(office, { kind: 'act', act, uscc, object_id, ...whoInLog(actor) })
}

async function redraw(office: Office, ids: readonly number[]): Promise<void> {
  const { warehouse, definitions, clock } = office
  const some = { as_of: clock(), ids, scratch_dir: scratchOf(office.settings) }
  await refreshSome(warehouse, await office.store(), profileLayout(definitions), some)
}
