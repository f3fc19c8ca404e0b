import { createReadStream, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { someMemberships } from '#identity'
import { statementAt } from '#indicators'
import type { Instant } from '#kernel'
import type { Store, Tx } from '#store'
import { type Law, lawAt } from '#themes'
import { onOwnConnection, type Session } from '#warehouse'
import {
  clocksSql,
  codesSql,
  copyProfilesTo,
  type DatasetClock,
  enterprisesSql,
  profilesSql,
  type Reading,
  touchedSince,
  warehouseGeneration,
  withWholesSql,
} from './gather.sql.ts'
import type { Layout } from './layout.ts'
import { type Profile, type ProfileRow, profileOf } from './profile.ts'
import {
  beginNext,
  beginSome,
  copy_next,
  copy_some,
  keepProjection,
  mergeSome,
  projection,
  servedRow,
  swapNext,
} from './served.sql.ts'

// Above this many touched enterprises a whole new picture is cheaper than many replaced rows.
const few = 5_000

/** What is served of one enterprise now; null where nothing is known of the code. */
export async function servedProfile(tx: Tx, layout: Layout, uscc: string): Promise<Profile | null> {
  const [row] = await tx.rows<ProfileRow>(servedRow(uscc))
  return row === undefined ? null : profileOf(layout, row)
}

/**
 * The same of any past instant, from the warehouse, less what has left every answer by the moment of asking; null where
 * the code is unknown.
 */
export async function profileAt(
  session: Session,
  layout: Layout,
  uscc: string,
  as_of: Instant,
  asked_at = as_of,
): Promise<Profile | null> {
  return await onOwnConnection(session, async (own) => {
    const law = await lawOf(own, layout, asked_at)
    const answers = await statementAt(own, layout.plan, { as_of, subjects: [uscc], law })
    const clocks = await clocksAt(own, layout, as_of)
    const only = await own.rows<{ enterprise_id: number }>(enterprisesSql([uscc]))
    const ids = only.map(({ enterprise_id }) => enterprise_id)
    if (ids.length === 0) return null
    const reading = await readingOf(own, law, as_of)
    const [row] = await own.rows<TextRow>(profilesSql(layout, answers, clocks, as_of, ids, reading))
    return row === undefined ? null : profileOf(layout, rowOf(row))
  })
}

async function readingOf(session: Session, law: Law | undefined, as_of: Instant): Promise<Reading> {
  return { law: law ?? null, members: await someMemberships(session, as_of) }
}

function lawOf(session: Session, { clocks }: Layout, asked_at: Instant): Promise<Law | undefined> {
  return clocks === undefined ? Promise.resolve(undefined) : lawAt(session, clocks, asked_at)
}

type TextRow = Readonly<Record<'values' | 'flags' | 'marks' | 'body', string>> &
  Pick<ProfileRow, 'uscc' | 'enterprise_id' | 'as_of'>

function rowOf({ uscc, enterprise_id, as_of, values, flags, marks, body }: TextRow): ProfileRow {
  const numbers = (text: string) =>
    text
      .slice(1, -1)
      .split(',')
      .map((item) => (item === 'NULL' ? null : Number(item)))
  const whole = (text: string) => numbers(text).map((item) => item ?? 0)
  const arrays = { values: numbers(values), flags: whole(flags), marks: whole(marks) }
  return { uscc, enterprise_id, as_of, ...arrays, body: JSON.parse(body) }
}

/** What is known of each dataset of a layout at an instant: its open month, its cover and its latest batch. */
export function clocksAt(
  session: Session,
  of: Pick<Layout, 'datasets'>,
  as_of: Instant,
): Promise<readonly DatasetClock[]> {
  return session.rows<DatasetClock>(clocksSql(of, as_of))
}

/** The number of the latest batch of the warehouse, by which what it holds is named; nought where there is none. */
export async function generationOf(session: Session): Promise<number> {
  const [now] = await session.rows<{ generation: number }>(warehouseGeneration())
  return now?.generation ?? 0
}

/** Whether the served profiles are a picture of the warehouse as it is, in this layout, and of this day. */
export async function isCurrent(session: Session, tx: Tx, layout: Layout, since: Instant): Promise<boolean> {
  const generation = await generationOf(session)
  const [served] = await tx.rows<{ generation: number; layout: string; as_of: Instant }>(projection())
  return served?.generation === generation && served?.layout === layout.id && (served?.as_of ?? '') >= since
}

/** Whether the whole picture that is served was drawn in this layout since an instant, whatever came in after it. */
export async function isDrawnSince(tx: Tx, layout: Layout, since: Instant): Promise<boolean> {
  const [served] = await tx.rows<{ layout: string; as_of: Instant }>(projection())
  return served?.layout === layout.id && served.as_of >= since
}

/** Draws a whole new picture of the warehouse and swaps it in. Gives back of how many enterprises. */
export async function refreshAll(
  session: Session,
  store: Store,
  layout: Layout,
  as_of: Instant,
  scratch_dir: string,
): Promise<number> {
  const generation = await generationOf(session)
  return withFile(scratch_dir, async (file) => {
    const count = await writeProfiles(session, layout, as_of, null, file)
    await store.transaction(async (tx) => {
      await tx.run(beginNext())
      await tx.copyIn(copy_next, createReadStream(file))
      await tx.run(swapNext())
      await tx.run(keepProjection(generation, layout.id, as_of))
    }, copying)
    return count
  })
}

const copying = { copies: true } as const

/**
 * Refreshes the enterprises that batches since the last picture touched; all of them where they are many, where a
 * month has opened meanwhile, or where the picture is of another layout.
 */
export async function catchUp(
  session: Session,
  store: Store,
  layout: Layout,
  as_of: Instant,
  scratch_dir: string,
): Promise<number> {
  const [served] = await store.rows<{ generation: number; layout: string; as_of: Instant }>(projection())
  if (served === undefined || served.layout !== layout.id)
    return refreshAll(session, store, layout, as_of, scratch_dir)
  const touched = await session.rows<{ enterprise_id: number }>(touchedSince(layout, served.generation))
  if (touched.length > few || (await monthOpened(session, layout, served.as_of, as_of))) {
    return refreshAll(session, store, layout, as_of, scratch_dir)
  }
  const generation = await generationOf(session)
  const ids = touched.map(({ enterprise_id }) => enterprise_id)
  const keep = (tx: Tx) => tx.run(keepProjection(generation, layout.id, served.as_of))
  return redraw(session, store, layout, { as_of, ids, scratch_dir }, keep)
}

/** Draws some enterprises anew, and who answers for them: something is said or withdrawn without a delivery. */
export async function refreshSome(
  session: Session,
  store: Store,
  layout: Layout,
  some: { readonly as_of: Instant; readonly ids: readonly number[]; readonly scratch_dir: string },
): Promise<number> {
  if (some.ids.length === 0) return 0
  const drawn = await session.rows<{ enterprise_id: number }>(withWholesSql(some.ids, some.as_of))
  const ids = drawn.map(({ enterprise_id }) => enterprise_id)
  return redraw(session, store, layout, { ...some, ids }, async () => 0)
}

function redraw(
  session: Session,
  store: Store,
  layout: Layout,
  { as_of, ids, scratch_dir }: Parameters<typeof refreshSome>[3],
  keep: (tx: Tx) => Promise<number>,
): Promise<number> {
  return withFile(scratch_dir, async (file) => {
    if (ids.length > 0) await writeProfiles(session, layout, as_of, ids, file)
    await store.transaction(async (tx) => {
      if (ids.length > 0) {
        await tx.run(beginSome())
        await tx.copyIn(copy_some, createReadStream(file))
        await tx.run(mergeSome())
      }
      await keep(tx)
    }, copying)
    return ids.length
  })
}

async function monthOpened(
  session: Session,
  layout: Layout,
  before: Instant,
  now: Instant,
): Promise<boolean> {
  const months = async (at: Instant) =>
    (await clocksAt(session, layout, at)).map(({ m0, covered }) => `${m0} ${covered}`).join()
  return (await months(before)) !== (await months(now))
}

async function writeProfiles(
  session: Session,
  layout: Layout,
  as_of: Instant,
  only: readonly number[] | null,
  file: string,
): Promise<number> {
  const subjects = only === null ? {} : { subjects: await codesOf(session, only) }
  return await onOwnConnection(session, async (own) => {
    const law = await lawOf(own, layout, as_of)
    const answers = await statementAt(own, layout.plan, { as_of, ...subjects, law })
    const clocks = await clocksAt(own, layout, as_of)
    return own.run(
      copyProfilesTo(
        profilesSql(layout, answers, clocks, as_of, only, await readingOf(own, law, as_of)),
        file,
      ),
    )
  })
}

async function codesOf(session: Session, ids: readonly number[]): Promise<readonly string[]> {
  const rows = await session.rows<{ uscc: string }>(codesSql(ids))
  return rows.map(({ uscc }) => uscc)
}

async function withFile<Result>(
  scratch_dir: string,
  work: (file: string) => Promise<Result>,
): Promise<Result> {
  mkdirSync(scratch_dir, { recursive: true })
  const file = join(scratch_dir, 'profiles.csv')
  try {
    return await work(file)
  } finally {
    rmSync(file, { force: true })
  }
}
