import { useTranslation } from 'react-i18next'
import { Asked } from '../../parts/asked.tsx'
import { type Source, useSources } from '../../parts/operator-asks.ts'
import { OperatorPage } from '../../parts/operator-page.tsx'
import { Badge } from '../../ui/badge.tsx'
import { type Column, Rows } from '../../ui/rows.tsx'
import { said } from '../../util/figures.ts'
import { listed } from '../../util/listed.ts'

/** Every source: its contract and until when, how much of what it sent came in, and what of it is too old. */
export function Page() {
  const { t } = useTranslation('operator')
  const sources = useSources()
  const columns = useColumns()
  return (
    <OperatorPage>
      <section className="card">
        <h2>{t('sources.title')}</h2>
        <Asked query={sources} lines={8}>
          {(rows) => (
            <Rows<Source>
              label={t('sources.title')}
              rows={[...rows].sort((a, b) => urgency(b) - urgency(a))}
              keyOf={({ source }) => source}
              empty={t('sources.none')}
              columns={columns}
            />
          )}
        </Asked>
      </section>
    </OperatorPage>
  )
}

// A contract that has lapsed goes before data that are too old.
function urgency({ is_in_force, stale_n, datasets }: Source): number {
  return (is_in_force ? 0 : 1) + (datasets.length === 0 ? 0 : stale_n / (datasets.length + 1))
}

function useColumns(): readonly Column<Source>[] {
  const { t, i18n } = useTranslation('operator')
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 2 })
  return [
    {
      key: 'source',
      title: t('sources.source'),
      render: ({ name, kind }) => (
        <>
          {said(name)} <small className="muted">{t(`sources.kind.${kind}`)}</small>
        </>
      ),
    },
    {
      key: 'contract',
      title: t('sources.contract'),
      render: ({ contract_no, is_in_force }) => (
        <>
          <code>{contract_no}</code>{' '}
          <Badge tone={is_in_force ? 'good' : 'bad'}>
            {t(is_in_force ? 'sources.in_force' : 'sources.lapsed')}
          </Badge>
        </>
      ),
    },
    { key: 'review', width: 120, title: t('sources.review'), render: ({ review_until }) => review_until },
    {
      key: 'success',
      title: t('sources.success'),
      align: 'right',
      render: ({ success_ratio }) => (success_ratio === null ? t('no_value') : percent.format(success_ratio)),
    },
    {
      key: 'stale',
      title: t('sources.stale'),
      align: 'right',
      render: ({ stale_n, datasets }) => t('sources.stale_of', { stale: stale_n, all: datasets.length }),
    },
    {
      key: 'datasets',
      width: '32%',
      title: t('sources.datasets'),
      render: ({ datasets }) =>
        listed(
          datasets.map(({ name }) => said(name)),
          i18n.language,
        ),
    },
  ]
}
