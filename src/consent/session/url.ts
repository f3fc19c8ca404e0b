import { refuse } from '../refusals.ts'

const local = ['localhost', '127.0.0.1']

/** The address that a bank named. Refuses one over which an answer could be read or sent astray. */
export function safeUrl(field: string, text: string, own_origin: string | null = null): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  const is_bare = url !== null && url.username === '' && url.password === ''
  const is_safe =
    url !== null &&
    (url.protocol === 'https:' ||
      (url.protocol === 'http:' && (local.includes(url.hostname) || url.origin === own_origin)))
  if (url === null || !is_bare || !is_safe) throw refuse('session_url_invalid', { field, url: text })
  return url
}
