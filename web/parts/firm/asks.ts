import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, type paths } from '../../api/client.ts'
import { answered } from '../../api/problem.ts'
import type { ProductCard } from '../report/answer.ts'

/** What a bank's officer knows of a firm before it asks. */
export type FirmPage =
  paths['/v1/enterprises/{uscc}']['get']['responses']['200']['content']['application/json']
export type ConsentInForce = FirmPage['consents'][number]
export type ConsentRequest = FirmPage['requests'][number]
export type ConsentRequestBody =
  paths['/v1/consent-sessions']['post']['requestBody']['content']['application/json']['request']
export type OpenedPage =
  paths['/v1/consent-sessions']['post']['responses']['201']['content']['application/json']

const answer_watch_ms = 5_000
const hour_ms = 3_600_000

/** The firms that a code or a part of a name finds; nothing is asked while the text is too short. */
export function useFound(text: string) {
  return useQuery({
    queryKey: ['enterprises', text],
    queryFn: () => answered(api.GET('/v1/enterprises', { params: { query: { q: text } } })),
    enabled: [...text].length >= 2,
  })
}

/** A firm; looked at again while the owner's answer is waited for. */
export function useFirm(uscc: string) {
  return useQuery({
    queryKey: ['firm', uscc],
    queryFn: () => answered(api.GET('/v1/enterprises/{uscc}', { params: { path: { uscc } } })),
    refetchInterval: ({ state }) =>
      state.data?.requests.some(({ status }) => status === 'requested') ? answer_watch_ms : false,
  })
}

/** The cards of the products that are online, each as it comes. */
export function useCards(): readonly ProductCard[] {
  const listed = useQuery({
    queryKey: ['products'],
    queryFn: () => answered(api.GET('/v1/products')),
    staleTime: hour_ms,
  })
  const online = (listed.data ?? []).filter(({ state }) => state === 'online')
  const cards = useQueries({
    queries: online.map(({ id }) => ({
      queryKey: ['product', id],
      queryFn: () => answered(api.GET('/v1/products/{id}', { params: { path: { id } } })),
      staleTime: hour_ms,
    })),
  })
  return cards.flatMap(({ data }) => (data === undefined ? [] : [data]))
}

/** Asks an owner for its consent, in its inbox and by a page that it may scan; the firm is read again after. */
export function useAskConsent() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (request: ConsentRequestBody) =>
      answered(api.POST('/v1/consent-sessions', { body: { request, state: request.request_id } })),
    onSuccess: (_, { uscc }) => client.invalidateQueries({ queryKey: ['firm', uscc] }),
  })
}
