import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { answers, api } from './client.ts'
import { answered, Problem } from './problem.ts'

/** Who is signed in; null where nobody is. */
export function useSession() {
  return useQuery({ queryKey: ['session'], queryFn: currentSession, staleTime: 60_000 })
}

async function currentSession() {
  try {
    return await answered(api.GET('/v1/session'))
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return null
    throw error
  }
}

export type SignedIn = NonNullable<Awaited<ReturnType<typeof currentSession>>>

/** Takes a session as the one of this browser, and forgets what was answered to whoever was here before. */
export function useSignedIn(): (session: SignedIn) => void {
  const client = useQueryClient()
  return (session) => become(client, session)
}

/** Signs out, and forgets what was answered. */
export async function signOut(): Promise<void> {
  await answered(api.DELETE('/v1/session'))
  become(answers, null)
}

// The question of who is signed in stays, for the frame of every page watches it.
function become(client: QueryClient, session: SignedIn | null): void {
  client.setQueryData(['session'], session)
  client.removeQueries({
    predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'authorise',
  })
}
