import { dayOf, type Instant, refusals } from '#kernel'
import type { ClockMode } from '#themes'
import type { Session } from '#warehouse'
import { drawGraph } from '../read/draw.ts'
import type { Moment } from '../read/facts.sql.ts'
import type { GraphRules } from '../rules.ts'
import { dropTold, keepFigures, makeFigures, makeTold, told_table } from './figures.sql.ts'
import { figure_names, figuresOf } from './figures.ts'

/** By whose clock, when, and of whom: of all unless told. */
export interface FigureQuestion {
  readonly mode: ClockMode
  readonly instants: readonly Instant[]
  readonly enterprise_ids?: readonly number[]
}

/** As many graphs as one question may draw: two years, day by day. */
export const most_instants = 800

const refuse = refusals({
  too_many_graphs: [
    'unprocessable',
    'the graph would have to be drawn at {instants} instants; ask at {most} or fewer, such as the ends of days',
  ],
})

/**
 * Makes the temporary table `graph_figures` anew: a table of facts like any other, a row for each enterprise that is
 * known and each instant, known from that instant until the next that is asked. Wants a session of its own. Refuses
 * with `too_many_graphs`.
 */
export async function graphFigures(
  session: Session,
  rules: GraphRules,
  { mode, instants, enterprise_ids }: FigureQuestion,
): Promise<void> {
  const asked = [...new Set(instants)].sort()
  if (asked.length > most_instants)
    throw refuse('too_many_graphs', { instants: asked.length, most: most_instants })
  await session.run(makeFigures())
  for (const [place, as_of] of asked.entries()) {
    const moment: Moment = { mode, as_of, on: dayOf(as_of) }
    const { graph } = await drawGraph(session, rules, moment)
    const columns = figuresOf(graph, rules, enterprise_ids)
    await session.run(makeTold())
    await session.append(
      told_table,
      figure_names.map((name) => columns[name]),
    )
    await session.run(keepFigures(moment, asked[place + 1] ?? null))
    await session.run(dropTold())
  }
}
