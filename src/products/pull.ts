import type { Grant } from '#consent'
import type { Asking, Counter } from './counter.ts'
import type { ProductDefinition } from './definition.ts'

/**
 * What came of asking a source at the moment of a query: rows that are kept, rows for this query alone, none, no answer
 * in time, or one that was refused.
 */
export interface Pulled {
  readonly dataset: string
  readonly source: string
  readonly outcome: 'pulled' | 'verified' | 'nothing' | 'timed_out' | 'failed'
}

/** What sources are asked of a firm, and under which consent. */
export interface PullQuestion {
  readonly uscc: string
  readonly purpose: string
  readonly request_id: string
  readonly consent_id: string | null
  readonly datasets: readonly string[]
}

/** Asks every source that answers at the moment of a query; what they say is known from then on. */
export type Pull = (question: PullQuestion) => Promise<readonly Pulled[]>

/**
 * Asks the sources of what a product reads, before it is gathered. A question about the past asks nobody: it answers
 * by what was known then. What may be verified alone is not asked for, for what is asked here is kept.
 */
export async function pullFirst(
  counter: Counter,
  asking: Asking,
  product: ProductDefinition,
  grant: Grant | null,
): Promise<readonly Pulled[]> {
  if (counter.pull === null || asking.as_of !== undefined) return []
  return counter.pull(questionOf(counter, asking, product, grant, (delivery) => delivery !== 'verify_only'))
}

/** The question to the sources of what a product reads and its consent lets be asked, of some ways of delivery. */
export function questionOf(
  { datasets }: Counter,
  { uscc, purpose, request_id }: Asking,
  product: ProductDefinition,
  grant: Grant | null,
  wanted: (delivery: string) => boolean,
): PullQuestion {
  const read = [...product.datasets, ...product.supporting_datasets]
  const may = datasets.filter(
    ({ id, basis, delivery }) =>
      read.includes(id) && wanted(delivery) && (basis === 'public' || grant?.scopes.includes(id) === true),
  )
  const asked = { uscc, purpose, request_id, consent_id: grant?.consent_id ?? null }
  return { ...asked, datasets: may.map(({ id }) => id) }
}
