import type { Staged } from '#sources'
import type { Session } from '#warehouse'
import type { LoadRequest } from '../load.ts'
import { compareSources, hasOtherSources } from './conflicts.sql.ts'
import { hasJumps, holdJumps } from './jumps.sql.ts'
import { doubted, isDoubted, startLooking } from './looked.sql.ts'

/**
 * Holds for a person what came in good order and is hard to believe: values that jump, and what two sources say
 * differently of one key. Such rows stand in quarantine until a person lets them in or turns them down. What a person
 * has looked at is not held again. Gives back whether sources were compared, in the temporary table `conflicts`.
 */
export async function holdDoubtful(session: Session, request: LoadRequest, staged: Staged): Promise<boolean> {
  if (request.is_looked_at === true) return false
  const differs = await hasOtherSources(session, request)
  const jumps = await hasJumps(session, request.dataset)
  if (!differs && !jumps) return false
  await startLooking(session)
  if (differs) await compareSources(session, request)
  if (jumps) await holdJumps(session, request.dataset, request.rules)
  if (await isDoubted(session)) await staged.faultRows(doubted)
  return differs
}
