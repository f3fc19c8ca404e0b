import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { Asked } from '../../parts/asked.tsx'
import { OperatorPage } from '../../parts/operator-page.tsx'
import { type BatchReport, useBatchReport } from '../../parts/quality/asks.ts'
import { FindingsList } from '../../parts/quality/findings.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Rows } from '../../ui/rows.tsx'
import { said } from '../../util/figures.ts'
import { moment } from '../../util/moment.ts'

/** What became of one batch, and what was found of its quality. */
export function Page() {
  const { t } = useTranslation('quality')
  const { batch_id = '' } = useParams()
  const report = useBatchReport(batch_id)
  return (
    <OperatorPage>
      <Asked query={report} lines={8}>
        {(batch) => (
          <>
            <section className="card">
              <h2>{t('report.title', { batch: batch.batch_id })}</h2>
              <Head batch={batch} />
            </section>
            <section className="card">
              <h2>{t('report.reasons')}</h2>
              <Reasons batch={batch} />
            </section>
            <section className="card">
              <h2>{t('report.findings')}</h2>
              {batch.findings === null ? (
                <p className="muted">{t('report.no_findings')}</p>
              ) : (
                <FindingsList findings={batch.findings} />
              )}
            </section>
          </>
        )}
      </Asked>
    </OperatorPage>
  )
}

function Head({ batch }: { readonly batch: BatchReport }) {
  const { t, i18n } = useTranslation(['quality', 'operator'])
  const count = new Intl.NumberFormat(i18n.language)
  const { accepted, corrected, revoked, already_known } = batch
  return (
    <>
      <p>
        <strong>{said(batch.name)}</strong> <small className="muted">{batch.file}</small>
      </p>
      <p>
        {batch.is_complete && <Badge tone="good">{t('report.kinds.complete')}</Badge>}{' '}
        {batch.is_backfill && <Badge>{t('report.kinds.backfill')}</Badge>}{' '}
        {batch.replay_of !== null && <Badge>{t('report.kinds.replay', { batch: batch.replay_of })}</Badge>}
      </p>
      <dl className="facts">
        <dt>{t('report.from')}</dt>
        <dd>{batch.source === null ? t('report.unknown_source') : said(batch.source.name)}</dd>
        <dt>{t('report.known_at')}</dt>
        <dd>{moment(batch.known_at, i18n.language)}</dd>
        <dt>{t('report.rows')}</dt>
        <dd>{count.format(batch.rows_in)}</dd>
        <dt>{t('report.came_in')}</dt>
        <dd>
          {t('operator:batches.came_in_text', {
            accepted: count.format(accepted),
            corrected: count.format(corrected),
            revoked: count.format(revoked),
            already_known: count.format(already_known),
          })}
        </dd>
      </dl>
    </>
  )
}

function Reasons({ batch }: { readonly batch: BatchReport }) {
  const { t, i18n } = useTranslation(['quality', 'operator'])
  const count = new Intl.NumberFormat(i18n.language)
  return (
    <Rows<BatchReport['reasons'][number]>
      label={t('report.reasons')}
      rows={batch.reasons}
      keyOf={({ code }) => code}
      empty={t('report.no_reasons')}
      columns={[
        { key: 'reason', title: t('report.reason'), render: ({ sentence }) => said(sentence) },
        { key: 'rows', title: t('report.rows'), align: 'right', render: ({ rows }) => count.format(rows) },
        {
          key: 'see',
          title: t('operator:quarantine.look'),
          render: ({ code }) => (
            <Link to={`/operator/quarantine?dataset=${batch.dataset}&code=${code}`}>{t('report.see')}</Link>
          ),
        },
      ]}
    />
  )
}
