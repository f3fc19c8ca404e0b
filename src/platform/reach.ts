import { type Json, Refusal, refusals } from '#kernel'
import { answerAt } from './desk.ts'
import { askOver, type Tell } from './line.ts'
import { type Office, openOffice } from './office.ts'
import type { Settings } from './settings.ts'
import { deskSocket } from './socket.ts'
import type { World } from './world.ts'

const refuse = refusals({
  worker_silent: ['unavailable', 'the worker does not answer; ask again in a moment'],
})

/** Asks the worker that serves a data folder. Refuses with `worker_silent` where it does not listen. */
export async function askWorker(
  { data_dir }: Settings,
  name: string,
  args: unknown,
  tell: Tell = () => {},
): Promise<Json> {
  const answer = await askOver(deskSocket(data_dir), name, args, tell)
  if (answer === null) throw refuse('worker_silent', {})
  return answer.result
}

/**
 * Asks the desk of a data folder: here, where nobody holds the folder, or over the socket of the process that does.
 * Refuses with `data_dir_busy` where the holder does not listen.
 */
export async function askDesk(
  settings: Settings,
  world: World,
  name: string,
  args: unknown,
  tell: Tell,
): Promise<Json> {
  const office = await openedOr(settings, world)
  if (!(office instanceof Refusal)) {
    await using held = office
    return await answerAt(held, name, args, tell)
  }
  const answer = await askOver(deskSocket(settings.data_dir), name, args, tell)
  if (answer === null) throw office
  return answer.result
}

async function openedOr(settings: Settings, world: World): Promise<Office | Refusal> {
  try {
    return await openOffice(settings, world)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'data_dir_busy') return error
    throw error
  }
}
