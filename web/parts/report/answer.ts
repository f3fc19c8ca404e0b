import type { paths } from '../../api/schema.d.ts'

/** What a product query answered. */
export type Answer =
  paths['/v1/products/{id}/queries']['post']['responses']['200']['content']['application/json']

/** A product's card: what stands in its sections, its price, its words. */
export type ProductCard = paths['/v1/products/{id}']['get']['responses']['200']['content']['application/json']

/** One section of a card. */
export type Section = ProductCard['sections'][number]

/** The names of all that answers are made of. */
export type Dictionary = paths['/v1/dictionary']['get']['responses']['200']['content']['application/json']

/** How old a dataset of an answer is. */
export type DatasetQuality = Answer['quality'][number]
