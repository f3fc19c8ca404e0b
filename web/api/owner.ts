import { api } from './client.ts'
import { answered } from './problem.ts'
import type { SignedIn } from './session.ts'

/**
 * Shows the simulated licence of a firm in one go, as its owner’s telephone would: begins the scan, confirms it, and
 * takes the session. 模拟电子营业执照.
 */
export async function showSimulatedLicence(uscc: string): Promise<SignedIn> {
  const { scan_id } = await answered(api.POST('/v1/session/licence', { body: { uscc } }))
  const at = { params: { path: { id: scan_id } } }
  await answered(api.POST('/v1/simulator/licences/{id}/confirm', { ...at, body: { uscc } }))
  const { session } = await answered(api.GET('/v1/session/licence/{id}', at))
  if (session === null) throw new Error('a confirmed scan signs its owner in')
  return session
}
