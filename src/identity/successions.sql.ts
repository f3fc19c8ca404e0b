import { type Day, dayOf, type Instant, isIndividualBusiness } from '#kernel'
import { literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { type KnownEnterprise, requireEnterprise } from './enterprises.sql.ts'
import type { IdentityAct } from './merges.sql.ts'
import { refuse } from './refusals.ts'

/** 个转企: an individual business that went on as a company. Two subjects; the old one’s facts stay its own. */
export interface Succession {
  readonly from_uscc: string
  readonly to_uscc: string
  readonly succeeded_on: Day
  readonly known_at: Instant
  readonly superseded_at: Instant | null
  readonly recorded_by: string
  readonly note: string
  readonly ended_by: string | null
  readonly ended_note: string | null
}

/** Records that a company goes on from an individual business. Refuses other kinds, and a second successor. */
export function recordSuccession(
  session: Session,
  { from_uscc, to_uscc, succeeded_on }: Pick<Succession, 'from_uscc' | 'to_uscc' | 'succeeded_on'>,
  { by, note, at }: IdentityAct,
): Promise<void> {
  return session.transaction(async (tx) => {
    const { from, to } = await checkSuccession(tx, { from_uscc, to_uscc, succeeded_on }, at)
    await tx.run(sql`
      INSERT INTO identity.successions (from_id, to_id, succeeded_on, known_at, recorded_by, note)
      VALUES (${literal(from.enterprise_id)}, ${literal(to.enterprise_id)}, CAST(${succeeded_on} AS DATE),
        CAST(${at} AS TIMESTAMP), ${by}, ${note})`)
  })
}

/** The two of a succession that may be recorded. Refuses what may not. */
export async function checkSuccession(
  session: Session,
  { from_uscc, to_uscc, succeeded_on }: Pick<Succession, 'from_uscc' | 'to_uscc' | 'succeeded_on'>,
  at: Instant,
): Promise<{ readonly from: KnownEnterprise; readonly to: KnownEnterprise }> {
  const from = await requireEnterprise(session, from_uscc)
  const to = await requireEnterprise(session, to_uscc)
  if (!isIndividualBusiness(from_uscc) || isIndividualBusiness(to_uscc))
    throw refuse('succession_of_subjects', { from_uscc, to_uscc })
  if (succeeded_on > dayOf(at)) throw refuse('succession_in_future', { succeeded_on })
  const standing = await successionsWhere(session, standsFrom(from.enterprise_id))
  if (standing.length > 0) throw refuse('succession_known', { from_uscc })
  const [later] = await successionsWhere(session, endedAfter(from.enterprise_id, at))
  if (later?.superseded_at != null) throw refuse('act_out_of_order', { at, done_at: later.superseded_at })
  return { from, to }
}

/** The succession from an individual business that may be taken back at an instant. Refuses where none stands. */
export async function standingSuccession(
  session: Session,
  from_uscc: string,
  at: Instant,
): Promise<Succession> {
  const { enterprise_id } = await requireEnterprise(session, from_uscc)
  const [standing] = await successionsWhere(session, standsFrom(enterprise_id))
  if (standing === undefined) throw refuse('succession_unknown', { from_uscc })
  if (at < standing.known_at) throw refuse('act_out_of_order', { at, done_at: standing.known_at })
  return standing
}

/** Takes a succession back that was recorded wrongly. Refuses where none stands. */
export function endSuccession(
  session: Session,
  from_uscc: string,
  { by, note, at }: IdentityAct,
): Promise<Succession> {
  return session.transaction(async (tx) => {
    const { enterprise_id } = await requireEnterprise(tx, from_uscc)
    const standing = await standingSuccession(tx, from_uscc, at)
    await tx.run(sql`
      UPDATE identity.successions SET superseded_at = CAST(${at} AS TIMESTAMP), ended_by = ${by}, ended_note = ${note}
      WHERE from_id = ${literal(enterprise_id)} AND superseded_at IS NULL`)
    return { ...standing, superseded_at: at, ended_by: by, ended_note: note }
  })
}

/** Every succession that was recorded, taken back or not, the newest first. */
export function listSuccessions(session: Session): Promise<readonly Succession[]> {
  return successionsWhere(session, sql`TRUE`)
}

function standsFrom(enterprise_id: number): Sql {
  return sql`from_id = ${literal(enterprise_id)} AND superseded_at IS NULL`
}

function endedAfter(enterprise_id: number, at: Instant): Sql {
  return sql`from_id = ${literal(enterprise_id)} AND superseded_at > CAST(${at} AS TIMESTAMP)`
}

function successionsWhere(session: Session, condition: Sql): Promise<readonly Succession[]> {
  return session.rows<Succession>(sql`
    SELECT source.uscc AS from_uscc, target.uscc AS to_uscc, succeeded_on, known_at, superseded_at, recorded_by, note, ended_by, ended_note
    FROM identity.successions s
    JOIN identity.enterprises source ON source.enterprise_id = s.from_id
    JOIN identity.enterprises target ON target.enterprise_id = s.to_id
    WHERE ${condition}
    ORDER BY known_at DESC, from_id`)
}
