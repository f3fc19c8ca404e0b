/** What the rule engine complains of: its kind (`parserError`, `vmError`, …) and one sentence. */
export interface EngineProblem {
  readonly kind: string
  readonly problem: string
}

/** What the engine threw, without the backtrace of its own source that it appends. */
export function engineProblem(thrown: unknown): EngineProblem {
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  const head = message.split('\n\nStack backtrace')[0] ?? message
  const fields = parsed(head)
  return {
    kind: textOf(fields.type) ?? 'unknown',
    problem: textOf(fields.source) ?? head.split('\n')[0] ?? head,
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}
