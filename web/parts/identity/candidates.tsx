import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { said } from '../../util/figures.ts'
import type { Candidate, Resolved } from './asks.ts'
import './words.ts'

/** Who may be meant, each with its score and what agreed in words. */
export function Candidates({ resolved }: { readonly resolved: Resolved }) {
  const { t } = useTranslation('identity')
  const { candidates, fault } = resolved
  return (
    <>
      {fault != null && <p className="notice bad">{t('fault')}</p>}
      {candidates.length === 0 && <p>{t('none')}</p>}
      {candidates.map((candidate) => (
        <One key={candidate.uscc} candidate={candidate} />
      ))}
    </>
  )
}

function One({ candidate }: { readonly candidate: Candidate }) {
  const { t } = useTranslation('identity')
  const { uscc, name, score, reasons, cautions } = candidate
  return (
    <article>
      <h3>
        {name ?? t('unnamed')} <code>{uscc}</code> <Badge tone="info">{t('score', { score })}</Badge>
      </h3>
      {cautions.map(({ caution, text }) => (
        <p key={caution}>
          <Badge tone="warn">{t('caution')}</Badge> {said(text)}
        </p>
      ))}
      <dl className="findings">
        {reasons.map(({ part, text, points, weight }) => (
          <div key={part}>
            <dt>{said(text)}</dt>
            <dd className="muted">{t('points', { points, weight })}</dd>
          </div>
        ))}
      </dl>
    </article>
  )
}
