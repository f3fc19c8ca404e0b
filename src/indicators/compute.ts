import { type FigureQuestion, graphFigures } from '#graph'
import { type Instant, refusals, usccFault } from '#kernel'
import type { Sql } from '#sql'
import { type ClockMode, datasetsPulled, type Law } from '#themes'
import { onOwnConnection, type Session, type Warehouse } from '#warehouse'
import type { Clocks } from './compile/clocks.ts'
import type { Reading, Spine } from './compile/frame.ts'
import {
  clocksAt,
  copyOut,
  everybody,
  hasMembers,
  inOrder,
  knownCodes,
  theseSubjects,
} from './compute.sql.ts'
import { type Flag, type Mark, marks } from './definition.ts'
import type { IndicatorPlan } from './plan/plan.ts'
import { answersOf } from './relation.ts'

/** When, of whom and by whose clock: everybody and ours unless told. */
export interface Question {
  readonly as_of: Instant
  readonly subjects?: readonly string[]
  readonly mode?: ClockMode
  /** What may still be read at the moment of asking; without it all that was known. */
  readonly law?: Law | undefined
}

/** A value, what hinders or qualifies it, and what its reader must be told, sorted. */
export interface IndicatorValue {
  readonly value: number | null
  readonly flag: Flag
  readonly marks: readonly Mark[]
}

/** The values of one enterprise at one instant, by indicator. */
export interface IndicatorRow {
  readonly uscc: string
  readonly as_of: Instant
  readonly values: Readonly<Record<string, IndicatorValue>>
}

const refuse = refusals({
  bad_uscc: ['bad_request', '{uscc} is no unified social credit code: {fault}'],
})

/** The indicators of a plan at one instant, in the order of the subjects. Refuses a code that none can be. */
export async function compute(
  session: Session | Warehouse,
  plan: IndicatorPlan,
  question: Question,
): Promise<readonly IndicatorRow[]> {
  if (question.subjects?.length === 0) return []
  return await onOwnConnection(session, async (own) => {
    const rows = await own.rows<Answer>(inOrder(await statementAt(own, plan, question)))
    return rows.map((row) => rowOf(row, plan.ids))
  })
}

/**
 * The same into a wide file, CSV or Parquet by its ending: `uscc`, `as_of`, a column an indicator and, where
 * `flags`, `<ID>_flag` beside it. Gives back how many rows it wrote.
 */
export async function computeToFile(
  session: Session | Warehouse,
  plan: IndicatorPlan,
  question: Question,
  { file, flags = false }: { readonly file: string; readonly flags?: boolean },
): Promise<number> {
  return await onOwnConnection(session, async (own) =>
    own.run(copyOut(await statementAt(own, plan, question), plan.ids, flags, file)),
  )
}

/**
 * The statement that answers a question, as a relation (`spine_no`, `uscc`, `as_of`, and for each indicator `<ID>`,
 * `<ID>_flag`, `<ID>_marks` as bits in the order of `marks`), for those who read it in the engine, in this session.
 */
export async function statementAt(session: Session, plan: IndicatorPlan, question: Question): Promise<Sql> {
  const { as_of, subjects, mode = 'strict', law } = question
  if (subjects !== undefined) await mustBeCodes(session, subjects)
  const [clocks] = await session.rows<Clocks>(clocksAt(plan, mode, as_of))
  if (clocks === undefined) throw new Error('an instant has its clocks')
  const figures = { mode, instants: [as_of], ...(await idsOf(session, plan, subjects)) }
  await drawFigures(session, plan, figures, law)
  const spine: Spine = {
    kind: 'instant',
    subjects: subjects === undefined ? everybody() : theseSubjects(subjects),
    some: subjects !== undefined,
    clocks,
  }
  return answersOf(session, plan, spine, await readingOf(session, mode, law))
}

/** Draws what the plan reads of the graph into the session's temporary table; nothing where it reads none. */
export async function drawFigures(
  session: Session,
  plan: IndicatorPlan,
  question: FigureQuestion,
  law: Law | undefined,
): Promise<void> {
  if (plan.graph === null) return
  const { rules, datasets } = plan.graph
  await graphFigures(session, rules, { ...question, lawful: law === undefined ? law : { law, datasets } })
}

async function idsOf(session: Session, plan: IndicatorPlan, subjects: readonly string[] | undefined) {
  if (plan.graph === null || subjects === undefined) return {}
  const rows = await session.rows<{ enterprise_id: number }>(knownCodes(subjects))
  return { enterprise_ids: rows.map(({ enterprise_id }) => enterprise_id) }
}

/** How statements read in this session: who answers for whom, and who is covered for itself, is asked where any are. */
export async function readingOf(session: Session, mode: ClockMode, law: Law | undefined): Promise<Reading> {
  return { mode, has_members: await someMembers(session), law, pulled: await datasetsPulled(session) }
}

async function someMembers(session: Session): Promise<boolean> {
  const [row] = await session.rows<{ has_members: boolean }>(hasMembers())
  return row?.has_members ?? false
}

/** A row of a compiled statement. */
export type Answer = Readonly<Record<string, unknown>> & { readonly uscc: string; readonly as_of: Instant }

/** A row of a compiled statement as its values, flags and marks. */
export function rowOf(row: Answer, ids: readonly string[]): IndicatorRow {
  const values = ids.map((id) => {
    const bits = Number(row[`${id}_marks`])
    const told = marks.filter((_, at) => (bits & (2 ** at)) !== 0)
    // The statement casts the value to DOUBLE and takes the flag from the list of flags.
    const value = { value: row[id] as number | null, flag: row[`${id}_flag`] as Flag, marks: told.sort() }
    return [id, value] as const
  })
  return { uscc: row.uscc, as_of: row.as_of, values: Object.fromEntries(values) }
}

// A code with a fault may still be known: an operator has let it in.
async function mustBeCodes(session: Session, usccs: readonly string[]): Promise<void> {
  const faulty = usccs.filter((uscc) => usccFault(uscc) !== null)
  if (faulty.length === 0) return
  const known = new Set((await session.rows<{ uscc: string }>(knownCodes(faulty))).map(({ uscc }) => uscc))
  const uscc = faulty.find((each) => !known.has(each))
  if (uscc !== undefined) throw refuse('bad_uscc', { uscc, fault: usccFault(uscc) ?? '' })
}
