import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, type paths } from '../../api/client.ts'
import { answered } from '../../api/problem.ts'

type Got<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Answer } } } }
}
  ? Answer
  : never

export type Resolved = Got<'/v1/resolve'>
export type Candidate = Resolved['candidates'][number]
export type Merge = Got<'/v1/identity'>['merges'][number]
export type Succession = Got<'/v1/identity'>['successions'][number]

/** Who a code or a name may mean; nothing is asked of an empty text. */
export function useResolved(text: string) {
  return useQuery({
    queryKey: ['identity', 'resolve', text],
    queryFn: () => answered(api.GET('/v1/resolve', { params: { query: { text } } })),
    enabled: text !== '',
  })
}

/** Every merge and succession that was recorded. */
export function useIdentity() {
  return useQuery({
    queryKey: ['identity', 'list'],
    queryFn: () => answered(api.GET('/v1/identity')),
  })
}

export interface MergeSaid {
  readonly uscc: string
  readonly member_uscc: string
  readonly note: string
  readonly dry_run?: boolean
}

/** Lets a firm answer for a code, or says what that would touch. */
export function useMerge() {
  const again = useLookAgain()
  return useMutation({
    mutationFn: (body: MergeSaid) => answered(api.POST('/v1/identity/merges', { body })),
    onSuccess: again,
  })
}

/** Takes a merge back. */
export function useSplit(merge_id: number) {
  const again = useLookAgain()
  return useMutation({
    mutationFn: (body: { readonly note: string }) =>
      answered(
        api.POST('/v1/identity/merges/{id}/split', {
          params: { path: { id: String(merge_id) } },
          body,
        }),
      ),
    onSuccess: again,
  })
}

function useLookAgain(): () => Promise<void> {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['identity'] })
}
