import { type Instant, isIndividualBusiness } from '#kernel'
import { literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { type KnownEnterprise, requireEnterprise } from './enterprises.sql.ts'
import { refuse } from './refusals.ts'

/** A merge as a person made it: `member_uscc` is answered for by `uscc` until it is split. */
export interface Merge {
  readonly merge_id: number
  readonly uscc: string
  readonly member_uscc: string
  readonly merged_at: Instant
  readonly merged_by: string
  readonly note: string
  readonly split_at: Instant | null
  readonly split_by: string | null
  readonly split_note: string | null
}

/** An act of a person on who is who. */
export interface IdentityAct {
  readonly by: string
  readonly note: string
  readonly at: Instant
}

/**
 * Lets an enterprise answer from now on for a code that nobody can have, under which some source wrote of it; no fact is
 * touched, and no answer of before changes. Two valid codes are two enterprises and never merge: a consent is given by
 * a code, and nobody could give one for the other. Refuses also what stands in a merge already.
 */
export function mergeEnterprises(
  session: Session,
  uscc: string,
  member_uscc: string,
  { by, note, at }: IdentityAct,
): Promise<number> {
  return session.transaction(async (tx) => {
    const { whole, member } = await checkMerge(tx, uscc, member_uscc, at)
    const [next] = await tx.rows<{ merge_id: number }>(sql`
      SELECT coalesce(max(merge_id), 0) + 1 AS merge_id FROM identity.merges`)
    const merge_id = next?.merge_id ?? 1
    const ids = sql`${literal(whole.enterprise_id)}, ${literal(member.enterprise_id)}`
    await tx.run(sql`
      INSERT INTO identity.merges (merge_id, enterprise_id, member_id, merged_at, merged_by, note)
      VALUES (${literal(merge_id)}, ${ids}, CAST(${at} AS TIMESTAMP), ${by}, ${note})`)
    await tx.run(sql`
      INSERT INTO identity.members (enterprise_id, member_id, known_at)
      VALUES (${ids}, CAST(${at} AS TIMESTAMP))`)
    return merge_id
  })
}

/** The two of a merge that may be made at an instant. Refuses what may not. */
export async function checkMerge(
  session: Session,
  uscc: string,
  member_uscc: string,
  at: Instant,
): Promise<{ readonly whole: KnownEnterprise; readonly member: KnownEnterprise }> {
  const whole = await requireEnterprise(session, uscc)
  const member = await requireEnterprise(session, member_uscc)
  requireMergeable(whole, member)
  await requireUnmerged(session, whole, sql`member_id`)
  await requireUnmerged(session, member, sql`enterprise_id`)
  await requireUnmerged(session, member, sql`member_id`)
  await requireLater(session, member, at)
  return { whole, member }
}

/** Takes a merge back from now on; what was answered meanwhile stays so. Refuses one that is unknown or split. */
export function splitMerge(
  session: Session,
  merge_id: number,
  { by, note, at }: IdentityAct,
): Promise<Merge> {
  return session.transaction(async (tx) => {
    const merge = await checkSplit(tx, merge_id, at)
    await tx.run(sql`
      UPDATE identity.members SET superseded_at = CAST(${at} AS TIMESTAMP)
      FROM identity.merges m
      WHERE m.merge_id = ${literal(merge_id)} AND members.enterprise_id = m.enterprise_id
        AND members.member_id = m.member_id AND members.superseded_at IS NULL`)
    await tx.run(sql`
      UPDATE identity.merges SET split_at = CAST(${at} AS TIMESTAMP), split_by = ${by}, split_note = ${note}
      WHERE merge_id = ${literal(merge_id)}`)
    return { ...merge, split_at: at, split_by: by, split_note: note }
  })
}

/** A merge that may be taken back at an instant. Refuses one that is unknown, split, or made later. */
export async function checkSplit(session: Session, merge_id: number, at: Instant): Promise<Merge> {
  const merge = await mergeById(session, merge_id)
  if (merge.split_at !== null) throw refuse('merge_split_already', { merge_id, split_at: merge.split_at })
  if (at < merge.merged_at) throw refuse('act_out_of_order', { at, done_at: merge.merged_at })
  return merge
}

/** Every merge that was made, split or not, the newest first. */
export function listMerges(session: Session): Promise<readonly Merge[]> {
  return mergesWhere(session, sql`TRUE`)
}

async function mergeById(session: Session, merge_id: number): Promise<Merge> {
  const [merge] = await mergesWhere(session, sql`merge_id = ${literal(merge_id)}`)
  if (merge === undefined) throw refuse('merge_unknown', { merge_id })
  return merge
}

function mergesWhere(session: Session, condition: Sql): Promise<readonly Merge[]> {
  return session.rows<Merge>(sql`
    SELECT merge_id, whole.uscc, member.uscc AS member_uscc, merged_at, merged_by, note, split_at, split_by, split_note
    FROM identity.merges m
    JOIN identity.enterprises whole ON whole.enterprise_id = m.enterprise_id
    JOIN identity.enterprises member ON member.enterprise_id = m.member_id
    WHERE ${condition}
    ORDER BY merge_id DESC`)
}

function requireMergeable(whole: KnownEnterprise, member: KnownEnterprise): void {
  const [{ uscc }, { uscc: member_uscc }] = [whole, member]
  if (uscc === member_uscc) throw refuse('merge_with_itself', { uscc })
  if (!member.is_overridden) throw refuse('merge_of_valid_codes', { member_uscc })
  if (whole.is_overridden) throw refuse('merge_into_faulty', { uscc })
  const isIndividual = isIndividualBusiness
  if (isIndividual(uscc) !== isIndividual(member_uscc))
    throw refuse('merge_of_subjects', { uscc, member_uscc })
}

// One step, never a chain: who answers for whom is read in one look, and a split undoes one act.
async function requireUnmerged(
  session: Session,
  { enterprise_id, uscc }: KnownEnterprise,
  as: Sql,
): Promise<void> {
  const [merged] = await session.rows(sql`
    SELECT 1 FROM identity.members WHERE ${as} = ${literal(enterprise_id)} AND superseded_at IS NULL LIMIT 1`)
  if (merged !== undefined) throw refuse('merge_chained', { uscc })
}

// Else two would answer for one code at an instant between.
async function requireLater(
  session: Session,
  { enterprise_id }: KnownEnterprise,
  at: Instant,
): Promise<void> {
  const id = literal(enterprise_id)
  const [last] = await mergesWhere(session, sql`m.member_id = ${id} AND split_at > CAST(${at} AS TIMESTAMP)`)
  if (last?.split_at != null) throw refuse('act_out_of_order', { at, done_at: last.split_at })
}
