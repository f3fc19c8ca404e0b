import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { Problem } from '../api/problem.ts'
import './frame-words.ts'
import './refusal-words.ts'

/** A refusal as one sentence in the reader's language. */
export function sentenceOf(error: unknown): string {
  const code = error instanceof Problem ? error.code : 'internal'
  const known = i18next.exists(`refusal:${code}`) || i18next.exists(code, { ns: 'refusal' })
  if (known) return i18next.t(code, { ns: 'refusal' })
  return error instanceof Problem ? `${error.message} (${code})` : String(error)
}

export interface RefusalProps {
  readonly error: unknown
  readonly again?: () => void
}

/** A refusal with a way on: signing in, or trying again. */
export function RefusalNotice({ error, again }: RefusalProps) {
  const { t } = useTranslation('frame')
  const { pathname, search } = useLocation()
  const needs_sign_in = error instanceof Problem && error.status === 401 && error.code.startsWith('session_')
  return (
    <div className="notice bad" role="alert">
      <p>{sentenceOf(error)}</p>
      <div className="row">
        {needs_sign_in && (
          <Link className="button primary" to={`/sign-in?to=${encodeURIComponent(pathname + search)}`}>
            {t('sign_in')}
          </Link>
        )}
        {again !== undefined && !needs_sign_in && (
          <button className="button" type="button" onClick={again}>
            {t('retry')}
          </button>
        )}
      </div>
    </div>
  )
}
