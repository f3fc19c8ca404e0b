import { type Refusal, refusals } from '#kernel'

export const refuse = refusals({
  store_unavailable: ['unavailable', 'PostgreSQL cannot be reached: {problem}'],
  store_start_failed: ['unavailable', 'PostgreSQL did not start in {folder}: {problem}'],
  store_busy: [
    'unavailable',
    'process {pid} serves from the PostgreSQL in {folder}; ask it, or stop it first',
  ],
  store_platform_unknown: [
    'unavailable',
    'there is no PostgreSQL for {platform} in the package; name one in DATABASE_URL',
  ],
  store_conflict: ['conflict', 'another transaction changed the same rows meanwhile; try again'],
  migration_changed: [
    'conflict',
    'migration {migration_id} was applied with another text; write a new one instead of changing it',
  ],
  secret_key_missing: [
    'unavailable',
    'the key {key_id} that opens the secret of {of} is not among the keys here; put its file back',
  ],
  secret_damaged: ['unavailable', 'the secret of {of} does not open with its key; set it anew'],
  keys_unreadable: ['unavailable', 'the keys of {file} cannot be read: {problem}'],
})

const conflicts = ['40001', '40P01']
const outages = [
  '57P01',
  '57P02',
  '57P03',
  '53300',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EACCES',
  'EPIPE',
]

/** What PostgreSQL or its driver threw, as a refusal where somebody can act on it, and as it is where not. */
export function storeFault(cause: unknown): unknown {
  if (!(cause instanceof Error)) return cause
  const code = 'code' in cause ? String(cause.code) : ''
  if (conflicts.includes(code)) return because(refuse('store_conflict', {}), cause)
  const lost = /terminated|timeout exceeded when trying to connect|not queryable/i.test(cause.message)
  if (outages.includes(code) || code.startsWith('08') || lost) {
    return because(refuse('store_unavailable', { problem: cause.message || code }), cause)
  }
  return cause
}

/** The refusal with what it came of. */
export function because(refusal: Refusal, cause: unknown): Refusal {
  refusal.cause = cause
  return refusal
}
