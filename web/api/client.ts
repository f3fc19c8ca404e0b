import { QueryClient } from '@tanstack/react-query'
import createClient from 'openapi-fetch'
import { Problem } from './problem.ts'
import type { components, paths } from './schema.d.ts'

export type { components, paths }

/** The bureau's API, typed by its OpenAPI. The header tells our own pages from another site's. */
export const api = createClient<paths>({
  baseUrl: '/',
  credentials: 'same-origin',
  headers: { 'x-requested-with': 'xinqiao' },
})

/** What is kept of answers between pages. A refusal is final; a lost connection is tried again twice. */
export const answers = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => error instanceof Problem && error.status === 0 && failures < 2,
    },
    mutations: { retry: false },
  },
})
