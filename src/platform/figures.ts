import { readFileSync } from 'node:fs'
import { Type } from 'typebox'
import { backtest, compute, computeToFile, datasetsOf, planIndicators } from '#indicators'
import { instant, type Json, oneOf, readerOf } from '#kernel'
import { lawAt } from '#themes'
import { recordBulk } from './bulk.ts'
import type { Tell } from './line.ts'
import type { Office } from './office.ts'

const readCompute = readerOf(
  Type.Object(
    {
      subjects: Type.Optional(Type.Array(Type.String())),
      subjects_file: Type.Optional(Type.String()),
      indicators: Type.Optional(Type.Array(Type.String())),
      as_of: Type.Optional(Type.String()),
      out: Type.Optional(Type.String()),
    },
    { additionalProperties: false },
  ),
)
const readBacktest = readerOf(
  Type.Object(
    {
      spine: Type.String(),
      indicators: Type.Array(Type.String(), { minItems: 1 }),
      mode: Type.Optional(oneOf(['strict', 'published'])),
      out: Type.String(),
    },
    { additionalProperties: false },
  ),
)

/** Indicators of some or all enterprises as of an instant: rows, or a file where `out` names one. */
export async function computeAsk(office: Office, args: unknown): Promise<Json> {
  const { subjects, subjects_file, indicators, as_of, out } = readCompute(args, 'indicators compute')
  const { warehouse, definitions, clock } = office
  const plan = planIndicators(definitions, indicators)
  const wanted = subjects ?? (subjects_file === undefined ? undefined : codesIn(subjects_file))
  const question = {
    as_of: as_of === undefined ? clock() : instant(as_of),
    law: await lawAt(warehouse, definitions.clocks, clock()),
    ...(wanted === undefined ? {} : { subjects: wanted }),
  }
  await recordBulk(office, {
    act: 'indicators.compute',
    datasets: datasetsOf(plan),
    fields: plan.ids,
    as_of: question.as_of,
  })
  if (out === undefined) return (await compute(warehouse, plan, question)) as unknown as Json // plain rows
  const rows = await computeToFile(warehouse, plan, question, { file: out, flags: true })
  return { out, rows, as_of: question.as_of, indicators: plan.ids }
}

/** Indicators as they were known at each instant of a spine file, a row a row; gives back what was found on the way. */
export async function backtestAsk(office: Office, args: unknown, _tell: Tell): Promise<Json> {
  const { spine, indicators, mode = 'published', out } = readBacktest(args, 'backtest')
  const { definitions, clock } = office
  const plan = planIndicators(definitions, indicators)
  await recordBulk(office, { act: 'backtest.run', datasets: datasetsOf(plan), fields: plan.ids })
  const summary = await office.warehouse.session(async (session) =>
    backtest(session, plan, { spine, out, mode, law: await lawAt(session, definitions.clocks, clock()) }),
  )
  return { out, ...summary } as unknown as Json // counts and shares
}

// One code a line; a header `uscc` and further columns may stand.
function codesIn(file: string): readonly string[] {
  const lines = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
  const codes = lines.map((line) => (line.split(',')[0] ?? '').trim())
  return codes.filter((code, index) => code !== '' && !(index === 0 && code.toLowerCase() === 'uscc'))
}
