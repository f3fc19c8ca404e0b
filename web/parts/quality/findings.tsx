import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { said } from '../../util/figures.ts'
import type { Findings } from './asks.ts'
import './words.ts'

/** What was found of a batch's quality, check by check; what its dataset does not declare is said to be so. */
export function FindingsList({ findings }: { readonly findings: Findings }) {
  const { t } = useTranslation('quality')
  const { inconsistent, across, late, conflicts } = findings
  return (
    <dl className="findings">
      <Finding title={t('report.inconsistent')}>
        {inconsistent === null ? null : t('report.inconsistent_text', { rows: inconsistent })}
      </Finding>
      <Finding title={t('report.across')}>
        {across.length === 0 ? null : across.map((each) => <Across key={each.field} found={each} />)}
      </Finding>
      <Completeness found={findings.completeness} />
      <Finding title={t('report.late')}>
        {late.length === 0
          ? t('report.in_time')
          : late.map(({ month, promised_on, late_days }) => (
              <p key={month}>{t('report.late_text', { month, promised: promised_on, days: late_days })}</p>
            ))}
      </Finding>
      <Finding title={t('report.conflicts')}>{t('report.conflicts_text', conflicts)}</Finding>
    </dl>
  )
}

function Finding({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { t } = useTranslation('quality')
  return (
    <>
      <dt>{title}</dt>
      <dd>{children ?? <span className="muted">{t('report.undeclared')}</span>}</dd>
    </>
  )
}

function Across({ found }: { readonly found: Findings['across'][number] }) {
  const { t } = useTranslation('quality')
  const { name, field_name, with_name, equals_name, compared, differing } = found
  return (
    <p>
      {t('report.across_text', {
        one: said(name),
        field: said(field_name),
        other: said(with_name),
        equals: said(equals_name),
        ...{ compared, differing },
      })}
    </p>
  )
}

function Completeness({ found }: { readonly found: Findings['completeness'] }) {
  const { t, i18n } = useTranslation('quality')
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' })
  return (
    <Finding title={t('report.completeness')}>
      {found.length === 0
        ? null
        : found.map(({ month, firms, registered, least, is_short }) => (
            <p key={month}>
              {t('report.completeness_text', { month, firms, registered, least: percent.format(least) })}{' '}
              <Badge tone={is_short ? 'bad' : 'good'}>{t(is_short ? 'report.short' : 'report.enough')}</Badge>
            </p>
          ))}
    </Finding>
  )
}
