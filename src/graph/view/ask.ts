import { refusals } from '#kernel'
import type { Warehouse } from '#warehouse'
import type { Moment } from '../read/facts.sql.ts'
import type { GraphKeeper } from '../read/keeper.ts'
import type { GraphRules } from '../rules.ts'
import { enterpriseByCode } from './names.sql.ts'
import { type GraphView, viewOf } from './view.ts'

const refuse = refusals({
  graph_enterprise_unknown: ['not_found', 'nothing is known of {uscc}'],
})

/** The graph around an enterprise at a moment. Refuses with `graph_enterprise_unknown` a code that nobody has. */
export async function graphOfEnterprise(
  warehouse: Warehouse,
  keeper: GraphKeeper,
  rules: GraphRules,
  { uscc, moment }: { readonly uscc: string; readonly moment: Moment },
): Promise<GraphView> {
  const [known] = await warehouse.rows<{ enterprise_id: number }>(enterpriseByCode(uscc))
  if (known === undefined) throw refuse('graph_enterprise_unknown', { uscc })
  const drawing = await keeper.at(moment)
  return viewOf(warehouse, drawing, rules, { enterprise_id: known.enterprise_id, uscc })
}
