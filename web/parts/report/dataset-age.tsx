import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import './report-words.ts'
import type { DatasetQuality } from './answer.ts'

/** How old what is known is: its month where it has months, the days since it was known, and whether that is too old. */
export function DatasetAge({ quality }: { readonly quality: DatasetQuality }) {
  const { t } = useTranslation('report')
  const { covered, month, age_days, flags } = quality
  if (flags.includes('UNANSWERED')) return <Badge tone="warn">{t('age.unanswered')}</Badge>
  if (!covered || age_days === null) return <span className="muted">{t('age.not_covered')}</span>
  return (
    <>
      {month !== null && t('age.month', { month })}
      {t('age.days', { count: age_days })}{' '}
      {flags.includes('STALE') && <Badge tone="warn">{t('age.stale')}</Badge>}
    </>
  )
}

/** The oldest of several datasets, as the age of what is made of them; undefined where none of them is in the answer. */
export function oldest(of: readonly DatasetQuality[]): DatasetQuality | undefined {
  return of.reduce<DatasetQuality | undefined>(
    (old, each) => (old === undefined || ageOf(each) > ageOf(old) ? each : old),
    undefined,
  )
}

// What is not covered is older than anything that is.
function ageOf({ age_days }: DatasetQuality): number {
  return age_days ?? Number.POSITIVE_INFINITY
}
