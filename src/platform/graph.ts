import { Type } from 'typebox'
import { type ActorName, actorInLog, requireActor, requireRole } from '#access'
import { graph_datasets, graphOfEnterprise } from '#graph'
import { dayOf, instant, type Json, oneOf, readerOf } from '#kernel'
import { lawAt } from '#themes'
import { recordEntry } from './bulk.ts'
import type { Office } from './office.ts'

const readGraph = readerOf(
  Type.Object(
    {
      /** Who asks over HTTP; a command at the machine has no name. */
      actor: Type.Optional(Type.Object({ kind: oneOf(['client', 'person']), id: Type.String() })),
      uscc: Type.String({ maxLength: 100 }),
      as_of: Type.Optional(Type.String()),
    },
    { additionalProperties: false },
  ),
)

/** The graph around an enterprise as known at an instant, now unless told; without a leaf in the log nothing is handed out. */
export async function graphAsk(office: Office, args: unknown): Promise<Json> {
  const { actor, uscc, as_of: text } = readGraph(args, 'graph')
  const { warehouse, definitions, graphs, clock } = office
  const as_of = text === undefined ? clock() : instant(text)
  const law = await lawAt(warehouse, definitions.clocks, clock())
  const lawful = { law, datasets: definitions.datasets }
  const moment = { mode: 'strict', as_of, on: dayOf(as_of), lawful } as const
  const view = await graphOfEnterprise(warehouse, graphs, definitions.graph, { uscc, moment })
  await recordEntry(office, {
    ...{ kind: 'bulk', act: 'graph.read', uscc, as_of, datasets: graph_datasets },
    ...(await whoLooked(office, actor)),
  })
  return view as unknown as Json // plain words and numbers
}

async function whoLooked(office: Office, name: ActorName | undefined) {
  if (name === undefined) return {}
  const actor = await requireActor(await office.store(), name)
  requireRole(actor, 'graph.read')
  return actorInLog(actor)
}
