import type { Json } from '#kernel'
import type { Profile } from '#profiles'
import type { ProductDefinition, ProductSection } from './definition.ts'
import { refuse } from './refusals.ts'

/** What an asker says of a firm beside its code, by the input's id. */
export type Inputs = Readonly<Record<string, string>>

type Verification = Extract<ProductSection, { readonly kind: 'verification' }>

/** Whether each element that was given is what is known: `y`, `n` or `no_record`; what is known itself stays here. */
export function comparisonOf({ elements }: Verification, profile: Profile, inputs: Inputs): Json {
  const given = elements.filter(({ element }) => inputs[element] !== undefined)
  return Object.fromEntries(
    given.map(({ element, dataset, field }) => [
      element,
      compared(inputs[element] ?? '', profile.facts[dataset]?.[0]?.[field]),
    ]),
  )
}

/** The fields that a section compares what was given with. */
export function fieldsCompared({ elements }: Verification, inputs: Inputs): readonly string[] {
  const given = elements.filter(({ element }) => inputs[element] !== undefined)
  return given.map(({ dataset, field }) => `${dataset}.${field}`)
}

/** Lets what a product takes pass. Refuses an input that it does not take, one that it needs, and one that is too long. */
export function requireInputs({ id, inputs: taken = [] }: ProductDefinition, inputs: Inputs): void {
  const foreign = Object.keys(inputs).find((input) => !taken.some((each) => each.id === input))
  if (foreign !== undefined) throw refuse('input_unknown', { product: id, input: foreign })
  for (const { id: input, required, max_length } of taken) {
    const given = inputs[input]
    if (given === undefined && !required) continue
    if (given === undefined || folded(given) === '') throw refuse('input_missing', { product: id, input })
    if (given.length > max_length.value) {
      throw refuse('input_too_long', { product: id, input, most: max_length.value })
    }
  }
}

function compared(given: string, known: Json | undefined): 'y' | 'n' | 'no_record' {
  if (typeof known !== 'string' || folded(known) === '') return 'no_record'
  return folded(given) === folded(known) ? 'y' : 'n'
}

const brackets: Readonly<Record<string, string>> = {
  '〔': '(',
  '【': '(',
  '[': '(',
  '〕': ')',
  '】': ')',
  ']': ')',
}

// Names are typed in full and half width, with spaces, with any kind of bracket or middle dot, in either case.
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/[〔【[〕】\]]/gu, (bracket) => brackets[bracket] ?? bracket)
    .replace(/[•・‧∙⋅]/gu, '·')
    .toUpperCase()
}
