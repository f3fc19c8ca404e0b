import type { SignedIn } from '../api/session.ts'

/** Where somebody begins who has signed in: at the first page of its face. */
export function placeOf(session: SignedIn): string {
  if (session.kind === 'owner') return '/owner'
  if (session.roles.includes('bank_query')) return '/officer'
  return session.roles.includes('operator') ? '/operator' : '/institution'
}
