import { type Reader, readerOf } from '#kernel'
import type { PolicyDefinition } from './definition.ts'
import {
  contents,
  type Expression,
  type Expressions,
  nodeExpressions,
  type Table,
  tableExpressions,
} from './graph.ts'
import { refuse } from './refusals.ts'

const readTable: Reader<typeof contents.decisionTableNode> = readerOf(contents.decisionTableNode)
const readExpressions: Reader<typeof contents.expressionNode> = readerOf(contents.expressionNode)

/** A node of a policy's graph that works something out. */
export interface Step {
  readonly node: string
  readonly outputs: readonly string[]
  readonly expressions: readonly Expression[]
  readonly table: Table | undefined
}

/** Every expression of a policy whose graph has been read. */
export function expressionsOf(policy: PolicyDefinition): readonly Expression[] {
  return stepsOf(policy).flatMap(({ expressions }) => expressions)
}

/** The working nodes of a policy's graph. Refuses a kind of node that a policy may not have. */
export function stepsOf({ id: policy_id, graph }: PolicyDefinition): readonly Step[] {
  return graph.nodes.flatMap(({ id: node, type, content }): readonly Step[] => {
    if (type === 'inputNode' || type === 'outputNode') return []
    const place = `${policy_id}: node ${node}`
    if (type === 'decisionTableNode') return [tableStep(node, readTable(content, place))]
    if (type === 'expressionNode') return [expressionStep(node, readExpressions(content, place))]
    throw refuse('policy_node_kind', { policy_id, node, type })
  })
}

function tableStep(node: string, table: Table): Step {
  return { node, outputs: [table.outputPath], expressions: tableExpressions(node, table), table }
}

function expressionStep(node: string, content: Expressions): Step {
  const outputs = content.expressions.map(({ key }) => key)
  return { node, outputs, expressions: nodeExpressions(node, content), table: undefined }
}

/** The rows of the table that gives an output; none where it is no table. */
export function rowsOf(steps: readonly Step[], output: string): Table['rules'] {
  return steps.flatMap(({ table }) => (table?.outputPath === output ? table.rules : []))
}
