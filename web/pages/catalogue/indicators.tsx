import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api } from '../../api/client.ts'
import { answered } from '../../api/problem.ts'
import { Asked } from '../../parts/asked.tsx'
import '../../parts/catalogue-words.ts'
import { IndicatorFilter } from '../../parts/catalogue/indicator-filter.tsx'
import { any, fits, type IndicatorLine } from '../../parts/catalogue/wanted.ts'
import { StaffPage } from '../../parts/staff-page.tsx'
import { Rows } from '../../ui/rows.tsx'
import { said } from '../../util/figures.ts'
import { listed } from '../../util/listed.ts'

/** All indicators, to be found by a word, a theme, a unit or what is good of them. */
export function Page() {
  const { t } = useTranslation('catalogue')
  const indicators = useQuery({
    queryKey: ['indicators'],
    queryFn: () => answered(api.GET('/v1/indicators')),
  })
  return (
    <StaffPage title={t('index.title')}>
      <Asked query={indicators} lines={12}>
        {(lines) => <Found lines={lines} />}
      </Asked>
    </StaffPage>
  )
}

function Found({ lines }: { readonly lines: readonly IndicatorLine[] }) {
  const { t, i18n } = useTranslation('catalogue')
  const [wanted, want] = useState(any)
  const found = lines.filter((line) => fits(line, wanted))
  return (
    <section className="card">
      <IndicatorFilter lines={lines} wanted={wanted} want={want} />
      <p role="status" className="muted">
        {t('index.found', { count: found.length })}
      </p>
      <Rows<IndicatorLine>
        label={t('index.title')}
        rows={found}
        keyOf={({ id }) => id}
        empty={t('index.none')}
        columns={[
          {
            key: 'id',
            title: t('index.indicator'),
            render: ({ id, name }) => (
              <Link className="in-text" to={`/indicators/${id}`}>
                {id} {said(name)}
              </Link>
            ),
          },
          {
            key: 'themes',
            title: t('index.theme'),
            render: ({ themes }) =>
              listed(
                themes.map((theme) => t(`themes.${theme}`)),
                i18n.language,
              ) || t('none'),
          },
          { key: 'window', title: t('window'), render: ({ window }) => window },
          { key: 'unit', title: t('unit'), render: ({ unit }) => unit },
          {
            key: 'direction',
            title: t('direction'),
            render: ({ direction }) => t(`directions.${direction}`),
          },
          {
            key: 'products',
            title: t('index.products'),
            align: 'right',
            render: ({ products_n }) => products_n,
          },
        ]}
      />
    </section>
  )
}
