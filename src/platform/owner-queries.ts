import { personById } from '#access'
import { askedAbout, type Told } from '#audit'
import type { Named } from '#consent'
import type { Instant } from '#kernel'
import { outcomesOf } from '#policies'
import type { FrontState } from './front-state.ts'
import { namedProducts, namedPurpose, nameOfInstitution } from './naming.ts'

/** One asking about a firm as its owner reads it: who, what for, what was shown or refused, and what became of it. */
export interface OwnerQuery {
  readonly at: Instant
  readonly institution_name: string
  /** The member of staff who asked; null where a machine did. */
  readonly person_name: string | null
  readonly purpose: string
  readonly purpose_name: Named
  readonly product: { readonly id: string; readonly name: Named }
  readonly datasets: readonly { readonly id: string; readonly name: Named }[]
  readonly fields_count: number
  /** The code of the refusal, where nothing was shown. */
  readonly refusal_code: string | null
  /** What the bank reported that it decided, where the asking was for advice. */
  readonly outcome: {
    readonly result: string
    readonly limit_cny: string | null
    readonly decided_at: Instant
  } | null
  readonly leaf_hash: string
}

/** A page of queries, and what to ask for the next one with; null where there is none. */
export interface OwnerQueries {
  readonly rows: readonly OwnerQuery[]
  readonly next: string | null
}

const page_n = 50

/** Who asked about a firm, the newest first; `before` is the `next` of the page before. */
export async function queriesOn(
  state: FrontState,
  uscc: string,
  before: string | undefined,
): Promise<OwnerQueries> {
  const { store } = state
  const place = before === undefined ? null : Number(before)
  const told = await askedAbout(store, { uscc, before: place, at_most: page_n + 1 })
  const page = told.slice(0, page_n)
  const outcomes = await outcomesOf(
    store,
    uscc,
    page.map(({ leaf_hash }) => leaf_hash),
  )
  const rows = await Promise.all(page.map((each) => queryView(state, each, outcomes)))
  const last = page.at(-1)
  return { rows, next: told.length > page_n && last !== undefined ? String(last.leaf_id) : null }
}

async function queryView(
  { definitions, store }: FrontState,
  { leaf_hash, entry }: Told,
  outcomes: Awaited<ReturnType<typeof outcomesOf>>,
): Promise<OwnerQuery> {
  const { at, institution_id = '', person_id, purpose = '', product_id = '' } = entry
  const { datasets = [], fields = [], refusal_code = null } = entry
  const person = person_id === undefined ? null : await personById(store, person_id)
  const decided = outcomes.get(leaf_hash)
  return {
    ...{ at, purpose, refusal_code, leaf_hash, fields_count: fields.length },
    institution_name: await nameOfInstitution(store, institution_id),
    person_name: person?.name ?? null,
    purpose_name: namedPurpose(definitions, purpose).name,
    product: { id: product_id, name: namedProducts(definitions, [product_id])[0] ?? both(product_id) },
    datasets: datasets.map((id) => ({
      id,
      name: definitions.datasets.find((each) => each.id === id)?.name ?? both(id),
    })),
    outcome:
      decided === undefined
        ? null
        : { result: decided.result, limit_cny: decided.limit_cny, decided_at: decided.decided_at },
  }
}

function both(id: string): Named {
  return { zh: id, en: id }
}
