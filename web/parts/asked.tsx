import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Skeleton } from '../ui/skeleton.tsx'
import './frame-words.ts'
import { RefusalNotice } from './refusal.tsx'

export interface AskedProps<Data> {
  readonly query: UseQueryResult<Data>
  readonly lines?: number
  readonly children: (data: Data) => ReactNode
}

/** What was asked: a skeleton while it comes, the refusal with a way on, or the answer. */
export function Asked<Data>({ query, lines = 4, children }: AskedProps<Data>) {
  const { t } = useTranslation('frame')
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.isError) return <RefusalNotice error={query.error} again={() => void query.refetch()} />
  return <Skeleton lines={lines} label={t('waiting')} />
}
