import type { PolicyDefinition } from './definition.ts'
import type { Expression } from './graph.ts'
import { refuse } from './refusals.ts'

/** What a graph may ask of an indicator; `known`: it has a value; `certain`: and the value is neither disputed nor stale. */
export const indicator_parts = ['value', 'flag', 'marks', 'known', 'certain'] as const

const words = ['and', 'or', 'not', 'in', 'true', 'false', 'null']
const weekly = /\bweek|isoWeek|weekday/i
const unrepeatable = /\b(rand|d|date|now|today)\s*\(/
const families = ['indicators', 'facts', 'bank_inputs', 'parameters']

/**
 * Refuses a policy whose graph counts weeks, reads a clock or chance, reads what is not declared, or declares
 * what it never reads.
 */
export function checkReads(policy: PolicyDefinition, expressions: readonly Expression[]): void {
  const declared = declaredBy(policy)
  const used = new Set<string>()
  for (const expression of expressions) {
    const { node, at, text } = expression
    const place = { policy_id: policy.id, node, at, text }
    if (weekly.test(text)) throw refuse('policy_weekly_window', place)
    if (unrepeatable.test(withoutTexts(text))) throw refuse('policy_not_repeatable', place)
    for (const input of readsOf(text)) {
      if (!declared.has(input.path)) throw refuse('policy_input_undeclared', { ...place, input: input.path })
      if (!isPart(input))
        throw refuse('policy_input_undeclared', { ...place, input: `${input.path}.${input.part}` })
      used.add(input.path)
    }
  }
  const input = [...declared].find((path) => path.includes('.') && !used.has(path))
  if (input !== undefined) throw refuse('policy_input_unused', { policy_id: policy.id, input })
}

function declaredBy({ inputs, parameters, outputs }: PolicyDefinition): ReadonlySet<string> {
  return new Set([
    ...inputs.indicators.map((id) => `indicators.${id}`),
    ...inputs.facts.map(({ id }) => `facts.${id}`),
    ...inputs.bank_inputs.map(({ id }) => `bank_inputs.${id}`),
    ...Object.keys(parameters).map((id) => `parameters.${id}`),
    ...outputs,
  ])
}

interface Read {
  readonly path: string
  readonly part: string
}

/** What an expression reads: `family.id` with the part behind it, or the bare name of an output. */
function readsOf(text: string): readonly Read[] {
  const names = withoutTexts(text).matchAll(/(?<![\w.#])([A-Za-z_]\w*)(?:\.(\w+))?(?:\.(\w+))?(?!\w*\s*\()/g)
  return [...names].flatMap(([, root = '', id = '', part = '']) => {
    if (words.includes(root)) return []
    return [families.includes(root) ? { path: `${root}.${id}`, part } : { path: root, part: '' }]
  })
}

function isPart({ path, part }: Read): boolean {
  if (!path.startsWith('indicators.')) return part === ''
  return indicator_parts.some((known) => known === part)
}

/** The expression without its string constants; `$.name`, an earlier expression of the node, reads like any output. */
function withoutTexts(text: string): string {
  return text.replaceAll(/'[^']*'|"[^"]*"/g, "''").replaceAll('$.', '')
}
