import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/session.ts'
import { Consents } from './consents.tsx'
import './inbox-words.ts'
import { Queries } from './queries.tsx'
import { Requests } from './requests.tsx'

/** The owner’s inbox: what is asked of the firm, what it lets be seen, and who looked. */
export function Page() {
  const { t } = useTranslation('inbox')
  const { data } = useSession()
  return (
    <div className="phone">
      <h1>{t('title', { name: data?.kind === 'owner' ? data.subject.name : '' })}</h1>
      <Requests />
      <Consents />
      <Queries />
    </div>
  )
}
