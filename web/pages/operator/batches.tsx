import { Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Asked } from '../../parts/asked.tsx'
import { type Batch, type LoadingNow, useBatches, useLoading } from '../../parts/operator-asks.ts'
import { OperatorPage } from '../../parts/operator-page.tsx'
import { Pages } from '../../parts/pages.tsx'
import { useDatasetNames } from '../../parts/report/asks.ts'
import { type Column, Rows } from '../../ui/rows.tsx'
import { said } from '../../util/figures.ts'
import { moment } from '../../util/moment.ts'

/** What has been loaded, newest first, and the load that runs. */
export function Page() {
  const { t } = useTranslation('operator')
  const batches = useBatches()
  const columns = useColumns()
  return (
    <OperatorPage>
      <LoadNow />
      <section className="card">
        <h2>{t('batches.title')}</h2>
        <Pages query={batches} more={t('more')}>
          {(rows) => (
            <Rows<Batch>
              label={t('batches.title')}
              rows={rows}
              keyOf={({ batch_id }) => String(batch_id)}
              empty={t('batches.none')}
              columns={columns}
            />
          )}
        </Pages>
      </section>
    </OperatorPage>
  )
}

function LoadNow() {
  const { t } = useTranslation('operator')
  const now = useLoading()
  return (
    <section className="card">
      <h2>{t('loading.title')}</h2>
      <Asked query={now} lines={2}>
        {({ loading }) =>
          loading === null ? <p className="muted">{t('loading.idle')}</p> : <Loading loading={loading} />
        }
      </Asked>
    </section>
  )
}

function Loading({ loading: { stage, file, done, total, since } }: { readonly loading: LoadingNow }) {
  const { t, i18n } = useTranslation('operator')
  return (
    <>
      <p>
        <strong>{said(stage)}</strong> {file}{' '}
        <span className="muted">
          {t('loading.rows', { done, total })} {t('loading.since', { since: moment(since, i18n.language) })}
        </span>
      </p>
      <Progress
        percent={total === 0 ? 0 : Math.floor((100 * done) / total)}
        aria-label={t('loading.title')}
      />
    </>
  )
}

function useColumns(): readonly Column<Batch>[] {
  const { t, i18n } = useTranslation('operator')
  const nameOf = useDatasetNames()
  const count = new Intl.NumberFormat(i18n.language)
  return [
    {
      key: 'batch',
      title: t('batches.batch'),
      render: ({ batch_id }) => <Link to={`/operator/batches/${batch_id}`}>{batch_id}</Link>,
    },
    {
      key: 'dataset',
      title: t('batches.dataset'),
      render: ({ dataset, file }) => (
        <>
          {nameOf(dataset)}
          <br />
          <small className="muted">{file}</small>
        </>
      ),
    },
    {
      key: 'known_at',
      title: t('batches.known_at'),
      render: ({ known_at }) => moment(known_at, i18n.language),
    },
    {
      key: 'loaded_at',
      title: t('batches.loaded_at'),
      render: ({ loaded_at }) => moment(loaded_at, i18n.language),
    },
    { key: 'rows', title: t('batches.rows'), align: 'right', render: ({ rows_in }) => count.format(rows_in) },
    {
      key: 'came_in',
      title: t('batches.came_in'),
      render: ({ accepted, corrected, revoked, already_known }) =>
        t('batches.came_in_text', {
          accepted: count.format(accepted),
          corrected: count.format(corrected),
          revoked: count.format(revoked),
          already_known: count.format(already_known),
        }),
    },
    {
      key: 'quarantined',
      title: t('batches.quarantined'),
      align: 'right',
      render: ({ quarantined, dataset }) =>
        quarantined === 0 ? (
          0
        ) : (
          <Link to={`/operator/quarantine?dataset=${dataset}`}>{count.format(quarantined)}</Link>
        ),
    },
    {
      key: 'seconds',
      title: t('batches.seconds'),
      align: 'right',
      render: ({ seconds }) => seconds.toFixed(2),
    },
  ]
}
