import { type Json, refusals } from '#kernel'
import type { Definitions } from './definitions.ts'

const refuse = refusals({
  catalogue_unknown: ['not_found', 'there is no catalogue of {kind}; there are {kinds}'],
  nothing_delivered: ['bad_request', '{kind} are not delivered; datasets and sources are'],
})

/** All definitions of one kind, as they stand. Refuses a kind that there is not. */
export function catalogueOf(definitions: Definitions, kind: string): Json {
  const lists = Object.entries(definitions).filter(([, list]) => Array.isArray(list))
  const found = lists.find(([name]) => name === kind)
  if (found === undefined)
    throw refuse('catalogue_unknown', { kind, kinds: lists.map(([name]) => name).join(', ') })
  return found[1] as Json // definitions were read from JSON
}

interface Delivered {
  readonly dataset: string
}

/**
 * The datasets, or the sources with all that they deliver, each with how fresh it is and how its deliveries of late
 * were, as the desk's `freshness` tells it. Refuses other kinds.
 */
export function deliveredCatalogue(definitions: Definitions, kind: string, freshness: Json): Json {
  const lines = freshness as unknown as readonly Delivered[] // the desk's own
  const of = (id: string) => lines.filter(({ dataset }) => dataset === id)
  const { datasets, sources } = definitions
  switch (kind) {
    case 'datasets':
      return datasets.map((dataset) => ({ ...dataset, deliveries: of(dataset.id) })) as unknown as Json // JSON throughout
    case 'sources':
      return sources.map((source) => ({
        ...source,
        deliveries: source.datasets.flatMap(of),
      })) as unknown as Json // JSON throughout
    default:
      throw refuse('nothing_delivered', { kind })
  }
}
