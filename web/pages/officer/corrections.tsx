import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Pages } from '../../parts/pages.tsx'
import { type Correction, useCorrections } from '../../parts/quality/asks.ts'
import '../../parts/quality/words.ts'
import '../../parts/operator-words.ts'
import { OfficerPage } from '../../parts/firm/officer-page.tsx'
import { useDatasetNames } from '../../parts/report/asks.ts'
import { type Column, Rows } from '../../ui/rows.tsx'
import { said } from '../../util/figures.ts'
import { moment } from '../../util/moment.ts'

/** What the institution was shown and does not stand any more. */
export function Page() {
  const { t } = useTranslation(['quality', 'operator'])
  const corrections = useCorrections()
  const columns = useColumns()
  return (
    <OfficerPage>
      <section className="card">
        <h2>{t('corrections.title')}</h2>
        <p className="muted">{t('corrections.hint')}</p>
        <Pages query={corrections} more={t('operator:more')}>
          {(rows) => (
            <Rows<Correction>
              label={t('corrections.title')}
              rows={rows}
              keyOf={({ correction_id }) => correction_id}
              empty={t('corrections.none')}
              columns={columns}
            />
          )}
        </Pages>
      </section>
    </OfficerPage>
  )
}

function useColumns(): readonly Column<Correction>[] {
  const { t, i18n } = useTranslation('quality')
  const nameOf = useDatasetNames()
  return [
    {
      key: 'firm',
      title: t('corrections.firm'),
      render: ({ uscc }) => <Link to={`/officer/firm/${uscc}`}>{uscc}</Link>,
    },
    { key: 'what', title: t('corrections.what'), render: ({ sentence }) => said(sentence) },
    {
      key: 'dataset',
      title: t('corrections.dataset'),
      render: ({ dataset }) => (dataset === null ? t('none') : nameOf(dataset)),
    },
    {
      key: 'shown_at',
      title: t('corrections.shown_at'),
      render: ({ product_id, shown_at }) => `${product_id} · ${moment(shown_at, i18n.language)}`,
    },
    {
      key: 'made_at',
      title: t('corrections.made_at'),
      render: ({ made_at }) => moment(made_at, i18n.language),
    },
  ]
}
