import { type Day, dayOf, type Json } from '#kernel'
import { isInForce, type SourceDefinition } from '#sources'
import { type FreshnessLine, freshnessLines } from './intake.ts'
import type { Office } from './office.ts'

/** A source as an operator sees it: whether it may deliver, what it delivers, and how that came of late. */
export interface SourceState {
  readonly source: string
  readonly name: SourceDefinition['name']
  readonly kind: SourceDefinition['kind']
  readonly contract_no: string
  readonly review_until: string
  readonly is_in_force: boolean
  readonly datasets: readonly FreshnessLine[]
  /** How many of them are older than they should be. */
  readonly stale_n: number
  /** The share of the rows of the last 30 days that came in; null where none were delivered. */
  readonly success_ratio: number | null
}

/** Every source with what it delivers, as it stands now. */
export async function sourcesAsk(office: Office): Promise<Json> {
  const lines = await freshnessLines(office)
  const today = dayOf(office.clock())
  return office.definitions.sources.map((source) => stateOf(source, lines, today)) as unknown as Json // JSON throughout
}

/** How a source stands on a day, by how its datasets do. */
export function stateOf(source: SourceDefinition, lines: readonly FreshnessLine[], today: Day): SourceState {
  const { id, name, kind, contract } = source
  const datasets = lines.filter(({ dataset }) => source.datasets.includes(dataset))
  const delivered = datasets.reduce((sum, { rows_30d }) => sum + rows_30d, 0)
  const rejected = datasets.reduce(
    (sum, { rows_30d, rejected_ratio }) => sum + Math.round(rows_30d * (rejected_ratio ?? 0)),
    0,
  )
  return {
    ...{ source: id, name, kind },
    ...{ contract_no: contract.contract_no, review_until: contract.review_until },
    is_in_force: isInForce(source, today),
    datasets,
    stale_n: datasets.filter(({ is_stale }) => is_stale).length,
    success_ratio: delivered === 0 ? null : (delivered - rejected) / delivered,
  }
}
