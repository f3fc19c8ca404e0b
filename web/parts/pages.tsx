import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import './frame-words.ts'
import { RefusalNotice } from './refusal.tsx'

/** One page of rows, and where the next begins; null at the end. */
export interface PageOf<Row> {
  readonly rows: readonly Row[]
  readonly next: string | null
}

export interface PagesProps<Row> {
  readonly query: UseInfiniteQueryResult<InfiniteData<PageOf<Row>>>
  /** What the button says that brings the next page. */
  readonly more: string
  readonly children: (rows: readonly Row[]) => ReactNode
}

/** The pages that were read so far as one list of rows, and a button for the next. */
export function Pages<Row>({ query, more, children }: PagesProps<Row>) {
  const { t } = useTranslation('frame')
  if (query.isError && query.data === undefined) {
    return <RefusalNotice error={query.error} again={() => void query.refetch()} />
  }
  if (query.data === undefined) return <Skeleton lines={6} label={t('waiting')} />
  return (
    <>
      {children(query.data.pages.flatMap(({ rows }) => rows))}
      {query.isError && <RefusalNotice error={query.error} />}
      {query.hasNextPage && (
        <p>
          <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {more}
          </Button>
        </p>
      )}
    </>
  )
}
