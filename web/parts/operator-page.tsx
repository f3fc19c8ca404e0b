import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import './operator-words.ts'
import { StaffPage } from './staff-page.tsx'

/** A screen of the operator, with the others beside it. */
export function OperatorPage({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('operator')
  const screens = [
    { to: '/operator', label: t('screens.batches') },
    { to: '/operator/freshness', label: t('screens.freshness') },
    { to: '/operator/sources', label: t('screens.sources') },
    { to: '/operator/quarantine', label: t('screens.quarantine') },
    { to: '/operator/conflicts', label: t('screens.conflicts') },
    { to: '/operator/snapshots', label: t('screens.snapshots') },
    { to: '/operator/identity', label: t('screens.identity') },
  ]
  return (
    <StaffPage title={t('title')} screens={screens}>
      {children}
    </StaffPage>
  )
}
