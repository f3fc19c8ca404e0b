import { useTranslation } from 'react-i18next'
import { Problem } from '../../api/problem.ts'
import { useSession } from '../../api/session.ts'
import { RefusalNotice } from '../../parts/refusal.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Consents } from './consents.tsx'
import './inbox-words.ts'
import { Queries } from './queries.tsx'
import { Requests } from './requests.tsx'

/** The owner’s inbox: what is asked of the firm, what it lets be seen, and who looked. */
export function Page() {
  const { t } = useTranslation('inbox')
  const session = useSession()
  if (session.data === undefined) return <Skeleton lines={6} label={t('requests')} />
  if (session.data === null) return <RefusalNotice error={new Problem('session_missing', 401, '')} />
  if (session.data.kind !== 'owner') return <RefusalNotice error={new Problem('owner_only', 403, '')} />
  return (
    <div className="phone">
      <h1>{t('title', { name: session.data.subject.name })}</h1>
      <Requests />
      <Consents />
      <Queries />
    </div>
  )
}
