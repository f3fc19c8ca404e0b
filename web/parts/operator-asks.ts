import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, type paths } from '../api/client.ts'
import { answered } from '../api/problem.ts'

type Got<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Answer } } } }
}
  ? Answer
  : never

export type Batch = Got<'/v1/operator/batches'>['rows'][number]
export type LoadingNow = NonNullable<Got<'/v1/operator/loading'>['loading']>
export type Freshness = Got<'/v1/operator/freshness'>[number]
export type Source = Got<'/v1/operator/sources'>[number]
export type Quarantined = Got<'/v1/operator/quarantine'>['rows'][number]

const first: string | undefined = undefined
const loading_ms = 1_000
const idle_ms = 5_000

/** The batches, newest first, page by page. */
export function useBatches() {
  return useInfiniteQuery({
    queryKey: ['operator', 'batches'],
    queryFn: ({ pageParam }) =>
      answered(
        api.GET('/v1/operator/batches', {
          params: { query: pageParam === undefined ? {} : { before: pageParam } },
        }),
      ),
    initialPageParam: first,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: idle_ms,
  })
}

/** The load that runs, looked at every second while one does. */
export function useLoading() {
  return useQuery({
    queryKey: ['operator', 'loading'],
    queryFn: () => answered(api.GET('/v1/operator/loading')),
    refetchInterval: ({ state }) => (state.data?.loading == null ? idle_ms : loading_ms),
  })
}

/** How fresh each dataset is. */
export function useFreshness() {
  return useQuery({
    queryKey: ['operator', 'freshness'],
    queryFn: () => answered(api.GET('/v1/operator/freshness')),
  })
}

/** Every source with its contract and what it delivers. */
export function useSources() {
  return useQuery({
    queryKey: ['operator', 'sources'],
    queryFn: () => answered(api.GET('/v1/operator/sources')),
  })
}

/** Which rows of quarantine are looked at; an empty text stands for all. */
export interface Filter {
  readonly dataset: string
  readonly code: string
  readonly state: QuarantineState
}

export const quarantine_states = ['waiting', 'replayed', 'rejected'] as const
export type QuarantineState = (typeof quarantine_states)[number]

/** The rows that wait in quarantine and fit, page by page; the totals of all that wait come with each. */
export function useQuarantine(filter: Filter) {
  return useInfiniteQuery({
    queryKey: ['operator', 'quarantine', filter],
    queryFn: ({ pageParam }) =>
      answered(
        api.GET('/v1/operator/quarantine', {
          params: {
            query: {
              ...{ ...chosen(filter), state: filter.state },
              ...(pageParam === undefined ? {} : { after: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: first,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
}

/** Mends one cell of a row and replays that row; what waits is read again after. */
export function useMend(id: string) {
  const again = useLookAgain()
  return useMutation({
    mutationFn: (body: { readonly column: string; readonly value: string }) =>
      answered(api.POST('/v1/operator/quarantine/{id}/mend', { params: { path: { id } }, body })),
    onSuccess: again,
  })
}

/** Replays the rows that fit; what waits is read again after. */
export function useReplay() {
  const again = useLookAgain()
  return useMutation({
    mutationFn: (filter: Filter) =>
      answered(api.POST('/v1/operator/quarantine/replay', { body: chosen(filter) })),
    onSuccess: again,
  })
}

function useLookAgain(): () => Promise<void> {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['operator'] })
}

function chosen({ dataset, code }: Pick<Filter, 'dataset' | 'code'>): { dataset?: string; code?: string } {
  return { ...(dataset === '' ? {} : { dataset }), ...(code === '' ? {} : { code }) }
}
