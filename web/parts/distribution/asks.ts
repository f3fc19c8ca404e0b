import { useQuery } from '@tanstack/react-query'
import { api, type paths } from '../../api/client.ts'
import { answered } from '../../api/problem.ts'

/** How an indicator is spread over the enterprises. */
export type Distribution =
  paths['/v1/indicators/{id}/distribution']['get']['responses']['200']['content']['application/json']

export type Group = Distribution['groups'][number]

/** How an indicator is spread over the enterprises; it is drawn anew once a day. */
export function useDistribution(id: string) {
  return useQuery({
    queryKey: ['distribution', id],
    queryFn: () => answered(api.GET('/v1/indicators/{id}/distribution', { params: { path: { id } } })),
  })
}
