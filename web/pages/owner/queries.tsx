import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client.ts'
import { answered } from '../../api/problem.ts'
import { RefusalNotice } from '../../parts/refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { said, yuan } from '../../util/figures.ts'
import { moment } from '../../util/moment.ts'
import { spoken } from '../../util/words.ts'
import './inbox-words.ts'

/** Everybody who looked: who, why, which fields, and what became of it. */
export function Queries() {
  const { t } = useTranslation('inbox')
  const queries = useInfiniteQuery({
    queryKey: ['owner', 'queries'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => queriesBefore(pageParam),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const rows = queries.data?.pages.flatMap((page) => page.rows)
  return (
    <section className="card">
      <h2>{t('queries')}</h2>
      {queries.isError && <RefusalNotice error={queries.error} again={() => void queries.refetch()} />}
      {queries.isPending && <Skeleton lines={4} label={t('queries')} />}
      {rows?.length === 0 && <p className="muted">{t('none.queries')}</p>}
      <ul className="plain-list">
        {rows?.map((row) => (
          <Looked key={row.leaf_hash} row={row} />
        ))}
      </ul>
      {queries.hasNextPage && (
        <Button wide disabled={queries.isFetchingNextPage} onClick={() => void queries.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </section>
  )
}

function queriesBefore(before: string | undefined) {
  return answered(api.GET('/v1/owner/queries', { params: { query: before === undefined ? {} : { before } } }))
}

type Row = Awaited<ReturnType<typeof queriesBefore>>['rows'][number]

function Looked({ row }: { readonly row: Row }) {
  const { t } = useTranslation('inbox')
  const { institution_name, person_name, product, refusal_code, datasets, fields_count } = row
  const who = person_name === null ? institution_name : `${institution_name} ${person_name}`
  return (
    <li>
      <strong>{t(refusal_code === null ? 'looked' : 'refused', { who, product: said(product.name) })}</strong>
      <p className="muted">
        {moment(row.at, spoken())} · {t('purpose', { purpose: said(row.purpose_name) })}
        {refusal_code === null && (
          <>
            <br />
            {t('fields', {
              count: fields_count,
              datasets: datasets.map(({ name }) => said(name)).join('、'),
            })}
            <br />
            <Outcome outcome={row.outcome} />
          </>
        )}
      </p>
    </li>
  )
}

function Outcome({ outcome }: Pick<Row, 'outcome'>) {
  const { t } = useTranslation('inbox')
  if (outcome === null) return <>{t('outcome.none')}</>
  const { result, limit_cny } = outcome
  const known = result === 'approved' || result === 'rejected' || result === 'manual' ? result : 'none'
  return <>{t(`outcome.${known}`, { limit: limit_cny === null ? '—' : yuan(limit_cny) })}</>
}
