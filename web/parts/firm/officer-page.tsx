import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { StaffPage } from '../staff-page.tsx'
import './firm-words.ts'

/** A screen of a bank's officer, with the others beside it. */
export function OfficerPage({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('firm')
  const screens = [
    { to: '/officer', label: t('title') },
    { to: '/officer/corrections', label: t('corrections') },
  ]
  return (
    <StaffPage title={t('face')} screens={screens}>
      {children}
    </StaffPage>
  )
}
