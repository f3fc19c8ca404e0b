import { useTranslation } from 'react-i18next'
import { Outlet } from 'react-router'
import { Problem } from '../api/problem.ts'
import { type SignedIn, useSession } from '../api/session.ts'
import { Skeleton } from '../ui/skeleton.tsx'
import './frame-words.ts'
import { RefusalNotice } from './refusal.tsx'

/** Pages of one face, of owners or of staff: whoever is not of it is told so, before anything is asked. Null stands for all staff. */
export function OnlyFor({ duty }: { readonly duty: string | null }) {
  const { t } = useTranslation('frame')
  const session = useSession()
  if (session.isError) return <RefusalNotice error={session.error} again={() => void session.refetch()} />
  if (session.data === undefined) return <Skeleton lines={5} label={t('waiting')} />
  if (session.data === null) return <RefusalNotice error={new Problem('session_missing', 401, '')} />
  if (!isOf(session.data, duty)) {
    return <RefusalNotice error={new Problem(duty === owners ? 'owner_only' : 'role_missing', 403, '')} />
  }
  return <Outlet />
}

const owners = 'owner'

function isOf(session: SignedIn, duty: string | null): boolean {
  if (duty === owners || session.kind === 'owner') return duty === session.kind
  return duty === null || session.roles.includes(duty)
}
