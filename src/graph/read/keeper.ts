import { dayOf, type Instant } from '#kernel'
import type { ClockMode } from '#themes'
import type { Warehouse } from '#warehouse'
import type { GraphRules } from '../rules.ts'
import { type Drawing, drawGraph } from './draw.ts'
import type { Moment } from './facts.sql.ts'
import { stateOfFacts } from './keeper.sql.ts'

/** Keeps the graph that was drawn last, as long as it is the one that is asked for. */
export interface GraphKeeper {
  /** The graph of a moment: drawn once for a day, for as long as no fact that it is drawn from changes. */
  at(moment: Moment): Promise<Drawing>
}

interface FactState {
  readonly generation: number
  readonly memberships: number
  readonly annotations: number
  readonly changed_at: Instant
}

/** A keeper over a warehouse. Who asks while it draws waits for the same drawing. */
export function keeperOf(warehouse: Warehouse, rules: GraphRules): GraphKeeper {
  let kept: { readonly key: string; readonly drawing: Promise<Drawing> } | null = null
  return {
    async at(moment) {
      const key = keyOf(moment, await stateOf(moment.mode))
      if (kept?.key === key) return { ...(await kept.drawing), moment }
      const drawing = warehouse.session((session) => drawGraph(session, rules, moment))
      kept = { key, drawing }
      drawing.catch(() => {
        kept = null // a drawing that failed is drawn again
      })
      return drawing
    },
  }

  async function stateOf(mode: ClockMode): Promise<FactState> {
    const [state] = await warehouse.rows<FactState>(stateOfFacts(mode))
    if (state === undefined) throw new Error('a maximum has one row')
    return state
  }
}

// After the last change every instant of a day sees the same; the law counts in days.
function keyOf({ mode, as_of, on, lawful }: Moment, state: FactState): string {
  const { generation, memberships, annotations, changed_at } = state
  const law = lawful === undefined ? 'all' : dayOf(lawful.law.asked_at)
  const seen = as_of >= changed_at ? 'latest' : as_of
  return [mode, on, law, generation, memberships, annotations, seen].join(' ')
}
