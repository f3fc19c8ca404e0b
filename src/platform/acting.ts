import { type Static, Type } from 'typebox'
import { type Actor, actorInLog, requireActor, requireRole, type Verb } from '#access'
import type { Office } from './office.ts'

/** Who asks, as a front names its asker to the worker. */
export const NamedActor = Type.Object(
  { kind: Type.Enum(['client', 'person']), id: Type.String() },
  { additionalProperties: false },
)

/**
 * Who asks, where it may do what the verb names; null for the command line of whoever holds the data folder, who names
 * nobody. Refuses who may not.
 */
export async function actingAs(
  office: Office,
  name: Static<typeof NamedActor> | undefined,
  verb: Verb,
): Promise<Actor | null> {
  if (name === undefined) return null
  const actor = await requireActor(await office.store(), name)
  requireRole(actor, verb)
  return actor
}

/** What the log says of who acted. */
export function whoInLog(actor: Actor | null): Partial<ReturnType<typeof actorInLog>> {
  return actor === null ? {} : actorInLog(actor)
}
