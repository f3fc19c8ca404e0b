import { refusals } from '#kernel'

/** A word of a formula: what sort it is, its text, and the place of its first character. */
export interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'sign' | 'end'
  readonly text: string
  readonly at: number
}

const refuse = refusals({
  formula_character: ['unprocessable', '{place}: a formula has no {character}'],
})

const shapes = [
  ['space', /\s+/y],
  ['number', /\d+(?:\.\d+)?/y],
  ['text', /'[^']*'/y],
  ['name', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['sign', /<>|<=|>=|[-+*/()[\],@=<>]/y],
] as const

/** The words of a formula, the last one its end. Refuses with `formula_character` what no word begins with. */
export function tokensOf(formula: string, where: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < formula.length) {
    const [kind, text] = wordAt(formula, at)
    if (text === undefined)
      throw refuse('formula_character', { place: `${where}:${at + 1}`, character: formula.charAt(at) })
    if (kind !== 'space') tokens.push({ kind, text, at })
    at += text.length
  }
  return [...tokens, { kind: 'end', text: 'the end', at }]
}

function wordAt(formula: string, at: number) {
  for (const [kind, shape] of shapes) {
    shape.lastIndex = at
    const match = shape.exec(formula)
    if (match !== null) return [kind, match[0]] as const
  }
  return ['sign', undefined] as const
}
