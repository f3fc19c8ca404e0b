import { Refusal, type RefusalKind } from '#kernel'

/** RFC 9457 problem details, with our stable code and the details of the sentence. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly [detail: string]: unknown
}

const statuses: Readonly<Record<RefusalKind, readonly [number, string]>> = {
  bad_request: [400, 'Bad Request'],
  unauthenticated: [401, 'Unauthorized'],
  forbidden: [403, 'Forbidden'],
  not_found: [404, 'Not Found'],
  conflict: [409, 'Conflict'],
  gone: [410, 'Gone'],
  unprocessable: [422, 'Unprocessable Content'],
  rate_limited: [429, 'Too Many Requests'],
  busy: [503, 'Service Unavailable'],
  unavailable: [503, 'Service Unavailable'],
}

/** A refusal as problem details. */
export function problemOf({ code, kind, message, details }: Refusal): Problem {
  const [status, title] = statuses[kind]
  return { ...details, type: `urn:xinqiao:problem:${code}`, title, status, code, detail: message }
}

/** What the framework itself found wrong with a request, as a refusal of ours. Null for a bug. */
export function refusalOfFramework(error: unknown): Refusal | null {
  if (!(error instanceof Error)) return null
  const { code, statusCode, validation } = error as FrameworkError
  if (validation !== undefined) return new Refusal('request_invalid', 'bad_request', error.message, {})
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new Refusal('body_too_large', 'bad_request', error.message, {})
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new Refusal('media_type_unknown', 'bad_request', error.message, {})
  if (statusCode === 429) return new Refusal('rate_limited', 'rate_limited', error.message, {})
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new Refusal('request_malformed', 'bad_request', error.message, {})
  }
  return null
}

/** What Fastify hangs on its errors. */
interface FrameworkError extends Error {
  readonly code?: string
  readonly statusCode?: number
  readonly validation?: unknown
}
