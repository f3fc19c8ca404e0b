/** What of a product's card says whether it can be read here. */
export interface Readable {
  readonly id: string
  readonly basis: 'public' | 'authorized'
  readonly purposes: readonly string[]
  readonly sections: readonly unknown[]
}

/** What a consent opens. */
export interface Opening {
  readonly purpose: string
  readonly products: readonly string[]
}

/** The products that can be read for a purpose: those that are public, and those that a consent for it names. Advice, which has no sections, is asked elsewhere. */
export function openFor<Card extends Readable>(
  cards: readonly Card[],
  consents: readonly Opening[],
  purpose: string,
): readonly Card[] {
  const named = consents.filter((each) => each.purpose === purpose).flatMap(({ products }) => products)
  return cards.filter(
    ({ id, basis, purposes, sections }) =>
      sections.length > 0 && (basis === 'public' ? purposes.includes(purpose) : named.includes(id)),
  )
}

/** The purposes for which something can be read, those of the consents first. */
export function purposesOf(cards: readonly Readable[], consents: readonly Opening[]): readonly string[] {
  const consented = consents.map(({ purpose }) => purpose)
  const open = cards.filter(({ basis }) => basis === 'public').flatMap(({ purposes }) => purposes)
  return [...new Set([...consented, ...open])]
}
