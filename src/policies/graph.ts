import { type Static, Type } from 'typebox'

const Row = Type.Record(Type.String(), Type.String())
const Column = Type.Object({ id: Type.String({ minLength: 1 }), name: Type.String() })
const Output = Type.Object({ ...Column.properties, field: Type.String({ minLength: 1 }) })

const Table = Type.Object({
  hitPolicy: Type.String(),
  passThrough: Type.Boolean(),
  outputPath: Type.String({ minLength: 1 }),
  inputs: Type.Array(Column),
  outputs: Type.Array(Output, { minItems: 1 }),
  rules: Type.Array(Row),
})

const Expressions = Type.Object({
  passThrough: Type.Boolean(),
  expressions: Type.Array(
    Type.Object({ id: Type.String(), key: Type.String({ minLength: 1 }), value: Type.String() }),
  ),
})

const NodeShape = Type.Object({
  id: Type.String({ minLength: 1 }),
  name: Type.String(),
  type: Type.String(),
  content: Type.Optional(Type.Unknown()),
})

/** A decision graph (JDM) as the editor writes it: what stands beside these fields is the editor's. */
export const Graph = Type.Object({
  contentType: Type.Optional(Type.String()),
  nodes: Type.Array(NodeShape, { minItems: 2 }),
  edges: Type.Array(Type.Object({ id: Type.String(), sourceId: Type.String(), targetId: Type.String() })),
})

/** The kinds of node that a policy may be made of, each with the shape of its content. */
export const contents = { decisionTableNode: Table, expressionNode: Expressions } as const

export type Graph = Static<typeof Graph>
export type Table = Static<typeof Table>
export type Expressions = Static<typeof Expressions>

/** One expression of a graph, with the place where it stands; a condition has to give yes or no. */
export interface Expression {
  readonly node: string
  readonly at: string
  readonly text: string
  readonly kind: 'condition' | 'value'
}

/** The expressions of a decision table: of each row its conditions, then its outputs; an empty cell is none. */
export function tableExpressions(node: string, table: Table): readonly Expression[] {
  const columns = [
    ...table.inputs.map(({ id }) => ({ id, kind: 'condition' as const })),
    ...table.outputs.map(({ id }) => ({ id, kind: 'value' as const })),
  ]
  return table.rules.flatMap((row, index) =>
    columns.flatMap(({ id, kind }) => {
      const text = row[id] ?? ''
      return text === '' ? [] : [{ node, at: `row ${row._id ?? index + 1} ${id}`, text, kind }]
    }),
  )
}

/** The expressions of an expression node. */
export function nodeExpressions(node: string, { expressions }: Expressions): readonly Expression[] {
  return expressions.map(({ key, value }) => ({ node, at: key, text: value, kind: 'value' }))
}
