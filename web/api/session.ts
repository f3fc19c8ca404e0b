import { useQuery, useQueryClient } from '@tanstack/react-query'
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

/** Forgets all that was answered to whoever was here before: call it after signing in. */
export function useSignedIn(): (session: SignedIn) => void {
  const client = useQueryClient()
  return (session) => {
    client.clear()
    client.setQueryData(['session'], session)
  }
}

/** Signs out, and forgets what was answered. */
export async function signOut(): Promise<void> {
  await answered(api.DELETE('/v1/session'))
  answers.clear()
}
