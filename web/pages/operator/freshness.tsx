import { useTranslation } from 'react-i18next'
import { Asked } from '../../parts/asked.tsx'
import { type Freshness, useFreshness } from '../../parts/operator-asks.ts'
import { OperatorPage } from '../../parts/operator-page.tsx'
import { useDatasetNames } from '../../parts/report/asks.ts'
import { Badge } from '../../ui/badge.tsx'
import { type Column, Rows } from '../../ui/rows.tsx'
import { moment } from '../../util/moment.ts'

/** How fresh each dataset is, what is too old first. */
export function Page() {
  const { t } = useTranslation('operator')
  const freshness = useFreshness()
  const columns = useColumns()
  return (
    <OperatorPage>
      <section className="card">
        <h2>{t('freshness.title')}</h2>
        <Asked query={freshness} lines={8}>
          {(rows) => (
            <Rows<Freshness>
              label={t('freshness.title')}
              rows={[...rows].sort((a, b) => Number(b.is_stale) - Number(a.is_stale))}
              keyOf={({ dataset }) => dataset}
              empty={t('freshness.none')}
              columns={columns}
            />
          )}
        </Asked>
      </section>
    </OperatorPage>
  )
}

function useColumns(): readonly Column<Freshness>[] {
  const { t, i18n } = useTranslation('operator')
  const nameOf = useDatasetNames()
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 2 })
  return [
    { key: 'dataset', title: t('freshness.dataset'), render: ({ dataset }) => nameOf(dataset) },
    {
      key: 'state',
      width: 110,
      title: t('freshness.state'),
      render: ({ is_stale, last_known_at }) => (
        <Badge tone={is_stale ? 'bad' : 'good'}>
          {t(last_known_at === null ? 'freshness.never' : is_stale ? 'freshness.stale' : 'freshness.fresh')}
        </Badge>
      ),
    },
    { key: 'month', title: t('freshness.month'), render: ({ month }) => month ?? t('no_value') },
    {
      key: 'known',
      title: t('freshness.known'),
      render: ({ last_known_at }) =>
        last_known_at === null ? t('no_value') : moment(last_known_at, i18n.language),
    },
    {
      key: 'age',
      title: t('freshness.age'),
      align: 'right',
      render: ({ age_days }) =>
        age_days === null ? t('no_value') : t('freshness.days', { count: age_days }),
    },
    {
      key: 'promised',
      title: t('freshness.promised'),
      align: 'right',
      render: ({ promised_days }) => t('freshness.days', { count: promised_days }),
    },
    {
      key: 'batches',
      title: t('freshness.batches'),
      align: 'right',
      render: ({ batches_30d }) => batches_30d,
    },
    {
      key: 'rejected',
      title: t('freshness.rejected'),
      align: 'right',
      render: ({ rejected_ratio }) =>
        rejected_ratio === null ? t('no_value') : percent.format(rejected_ratio),
    },
  ]
}
