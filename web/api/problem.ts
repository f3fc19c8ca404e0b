/** A refusal as it came over HTTP (RFC 9457), or a lost connection as `connection_lost`. */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: string, status: number, detail: string, details: Readonly<Record<string, unknown>> = {}) {
    super(detail)
    this.code = code
    this.status = status
    this.details = details
  }
}

interface Answered<Data> {
  readonly data?: Data
  readonly error?: unknown
  readonly response: Response
}

/** What was answered. Throws a `Problem` where it was refused, or where no answer came. */
export async function answered<Data>(asking: Promise<Answered<Data>>): Promise<Data> {
  const { data, error, response } = await asking.catch(() => {
    throw new Problem('connection_lost', 0, 'the connection was lost')
  })
  if (response.ok) return data as Data // a 204 has none, and its type says so
  throw problemOf(error, response.status)
}

/** The problem of an error's body. */
export function problemOf(body: unknown, status: number): Problem {
  if (typeof body !== 'object' || body === null) return new Problem('no_answer', status, `status ${status}`)
  const { code, detail, ...details } = body as { code?: unknown; detail?: unknown }
  return new Problem(
    typeof code === 'string' ? code : 'no_answer',
    status,
    typeof detail === 'string' ? detail : `status ${status}`,
    details,
  )
}
