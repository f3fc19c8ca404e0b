import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { answered } from '../../api/problem.ts'
import { said } from '../../util/figures.ts'

const hour_ms = 3_600_000
const seal_ms = 600

/** The names of all that answers are made of; they change with a release, so an hour is fresh. */
export function useDictionary() {
  return useQuery({
    queryKey: ['dictionary'],
    queryFn: () => answered(api.GET('/v1/dictionary')),
    staleTime: hour_ms,
  })
}

/** The name of a dataset in the reader's language; its id where the dictionary has not come, or has no name. */
export function useDatasetNames(): (id: string) => string {
  const { data } = useDictionary()
  return (id) => {
    const dataset = data?.datasets.find((each) => each.id === id)
    return dataset === undefined ? id : said(dataset.name)
  }
}

/** What a value of a dataset's field is called in the reader's language; itself where it has no name. */
export function useLabels(dataset: string): (field: string, value: string) => string {
  const { data } = useDictionary()
  const fields = data?.datasets.find(({ id }) => id === dataset)?.fields ?? []
  return (field, value) => {
    const label = fields.find(({ id }) => id === field)?.labels[value]
    return label === undefined ? value : said(label)
  }
}

/** A product's card. */
export function useCard(id: string) {
  return useQuery({
    queryKey: ['product', id],
    queryFn: () => answered(api.GET('/v1/products/{id}', { params: { path: { id } } })),
    staleTime: hour_ms,
  })
}

/** What is asked of a product; the same `request_id` again is the same answer, billed once. */
export interface Asked {
  readonly product: string
  readonly uscc: string
  readonly purpose: string
  readonly request_id: string
  /** What the asker says of the firm, where the product compares it. */
  readonly inputs?: Readonly<Record<string, string>>
}

/** The answer to what was asked, kept while the page is open: looking again is not asking again. */
export function useAnswer({ product, uscc, purpose, request_id, inputs = {} }: Asked) {
  return useQuery({
    queryKey: ['answer', request_id, product],
    queryFn: () =>
      answered(
        api.POST('/v1/products/{id}/queries', {
          params: { path: { id: product } },
          body: { ...inputs, uscc, purpose, request_id },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
}

/** The proof that a leaf stands in the log; asked again until the leaf is sealed. */
export function useProof(leaf_hash: string) {
  return useQuery({
    queryKey: ['proof', leaf_hash],
    queryFn: async () => {
      // A leaf is sealed some 200 ms after it is written; asked at once, the log would say that it is not.
      await new Promise((done) => setTimeout(done, seal_ms))
      return answered(api.GET('/v1/audit/entries/{leaf_hash}/proof', { params: { path: { leaf_hash } } }))
    },
    retry: 10,
    retryDelay: seal_ms,
    staleTime: Number.POSITIVE_INFINITY,
  })
}
