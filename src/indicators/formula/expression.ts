/** A formula as it is written: what `parse` gives and `check` reads. `at` is the place of its first character. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'text'; readonly value: string; readonly at: number }
  | { readonly kind: 'truth'; readonly value: boolean; readonly at: number }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | {
      readonly kind: 'call'
      readonly name: string
      readonly of: readonly Expression[]
      readonly at: number
    }
  | { readonly kind: 'point'; readonly name: string; readonly back: number; readonly at: number }
  | { readonly kind: 'shift'; readonly of: Expression; readonly months: number; readonly at: number }
  | { readonly kind: 'not'; readonly of: Expression; readonly at: number }
  | {
      readonly kind: 'binary'
      readonly operator: Operator
      readonly left: Expression
      readonly right: Expression
      readonly at: number
    }

export type Arithmetic = '+' | '-' | '*' | '/'
export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>='
export type Operator = Arithmetic | Comparison | 'and' | 'or'

/** Where in which definition something stands, for a refusal: `WF015 formula:7`. */
export function placeOf(where: string, expression: Expression): string {
  return `${where}:${expression.at + 1}`
}
