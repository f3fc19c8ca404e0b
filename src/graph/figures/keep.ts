import { setImmediate } from 'node:timers/promises'
import { dayOf, type Instant, refusals } from '#kernel'
import type { Sql } from '#sql'
import type { ClockMode } from '#themes'
import type { Session } from '#warehouse'
import { drawGraph } from '../read/draw.ts'
import type { Lawful, Moment } from '../read/facts.sql.ts'
import type { GraphRules } from '../rules.ts'
import {
  addresses_table,
  askedAt,
  dropTemporary,
  keepFigures,
  makeAddresses,
  makeFigures,
  makeTold,
  told_table,
} from './figures.sql.ts'
import { everybody, figure_names, figureTeller } from './figures.ts'

/** By whose clock, when, and of whom: of all unless told. */
export interface FigureQuestion {
  readonly mode: ClockMode
  readonly instants: readonly Instant[]
  readonly enterprise_ids?: readonly number[]
  /** A relation (`enterprise_id`, `as_of`) that says who is asked for at which instant. */
  readonly pairs?: Sql
  /** What may still be read at the moment of asking; without it all that was known. */
  readonly lawful?: Lawful | undefined
}

/** As many graphs as one question may draw: two years, day by day. */
export const most_instants = 800

const firms_at_once = 5000

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
  question: FigureQuestion,
): Promise<void> {
  const asked = [...new Set(question.instants)].sort()
  if (asked.length > most_instants)
    throw refuse('too_many_graphs', { instants: asked.length, most: most_instants })
  await session.run(makeFigures())
  try {
    await session.run(makeAddresses(question.enterprise_ids, question.lawful))
    for (const [place, as_of] of asked.entries()) {
      const moment: Moment = { mode: question.mode, as_of, on: dayOf(as_of), lawful: question.lawful }
      await tell(session, rules, moment, await askedFor(session, question, as_of))
      await session.run(keepFigures(moment, asked[place + 1] ?? null, rules.crowd_size.value))
    }
  } finally {
    for (const table of [told_table, addresses_table]) await session.run(dropTemporary(table))
  }
}

async function askedFor(
  session: Session,
  { enterprise_ids, pairs }: FigureQuestion,
  as_of: Instant,
): Promise<readonly number[] | undefined> {
  if (pairs === undefined) return enterprise_ids
  const [ids = new Int32Array()] = await session.integers(askedAt(pairs, as_of))
  return [...ids]
}

async function tell(
  session: Session,
  rules: GraphRules,
  moment: Moment,
  enterprise_ids: readonly number[] | undefined,
): Promise<void> {
  const { graph } = await drawGraph(session, rules, moment)
  const teller = figureTeller(graph, rules)
  const asked = enterprise_ids ?? everybody(graph)
  await session.run(makeTold())
  for (let from = 0; from < asked.length; from += firms_at_once) {
    const columns = teller(asked.slice(from, from + firms_at_once))
    await session.append(
      told_table,
      figure_names.map((name) => columns[name]),
    )
    await setImmediate() // who else asks the worker has a turn
  }
}
