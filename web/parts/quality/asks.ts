import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, type paths } from '../../api/client.ts'
import { answered } from '../../api/problem.ts'

type Got<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Answer } } } }
}
  ? Answer
  : never

export type BatchReport = Got<'/v1/operator/batches/{id}'>
export type Findings = NonNullable<BatchReport['findings']>
export type Conflict = Got<'/v1/operator/conflicts'>['rows'][number]
export type Snapshot = Got<'/v1/operator/snapshots'>[number]
export type Correction = Got<'/v1/corrections'>['rows'][number]

const first: string | undefined = undefined

/** What became of one batch, and what was found of its quality. */
export function useBatchReport(id: string) {
  return useQuery({
    queryKey: ['operator', 'batch', id],
    queryFn: () => answered(api.GET('/v1/operator/batches/{id}', { params: { path: { id } } })),
  })
}

/** The cases of two sources that differ, newest first; all of them where the outcome is empty. */
export function useConflicts(outcome: Conflict['outcome'] | '') {
  return useInfiniteQuery({
    queryKey: ['operator', 'conflicts', outcome],
    queryFn: ({ pageParam }) =>
      answered(
        api.GET('/v1/operator/conflicts', {
          params: {
            query: {
              ...(outcome === '' ? {} : { outcome }),
              ...(pageParam === undefined ? {} : { before: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: first,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
}

/** The full snapshots that wait. */
export function useSnapshots() {
  return useQuery({
    queryKey: ['operator', 'snapshots'],
    queryFn: () => answered(api.GET('/v1/operator/snapshots')),
  })
}

/** What a person makes of something that waits, and why. */
export interface Decision {
  readonly decision: 'release' | 'reject'
  readonly note: string
}

/** Lets a quarantined row in, or turns it down. */
export function useDecide(id: string) {
  return useDeciding((body: Decision) =>
    answered(api.POST('/v1/operator/quarantine/{id}/decide', { params: { path: { id } }, body })),
  )
}

/** Lets a held snapshot in, or turns it down. */
export function useDecideSnapshot(id: string) {
  return useDeciding((body: Decision) =>
    answered(api.POST('/v1/operator/snapshots/{id}/decide', { params: { path: { id } }, body })),
  )
}

function useDeciding<Answer>(decide: (decision: Decision) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: decide,
    onSuccess: () => client.invalidateQueries({ queryKey: ['operator'] }),
  })
}

/** What the institution was shown and does not stand any more, oldest first. */
export function useCorrections() {
  return useInfiniteQuery({
    queryKey: ['corrections'],
    queryFn: ({ pageParam }) =>
      answered(
        api.GET('/v1/corrections', {
          params: { query: pageParam === undefined ? {} : { after: pageParam } },
        }),
      ),
    initialPageParam: first,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
}
