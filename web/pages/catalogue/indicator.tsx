import { useQuery } from '@tanstack/react-query'
import { Descriptions } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { api, type paths } from '../../api/client.ts'
import { answered } from '../../api/problem.ts'
import { Asked } from '../../parts/asked.tsx'
import { Distribution } from '../../parts/distribution/distribution.tsx'
import '../../parts/catalogue-words.ts'
import { useDatasetNames } from '../../parts/report/asks.ts'
import { StaffPage } from '../../parts/staff-page.tsx'
import { said } from '../../util/figures.ts'
import { listed } from '../../util/listed.ts'

type Indicator = paths['/v1/indicators/{id}']['get']['responses']['200']['content']['application/json']

/** One indicator: what it means, how it is worked out and of what, and which products tell it. */
export function Page() {
  useTranslation() // the title is said anew in another language
  const { id = '' } = useParams()
  const indicator = useQuery({
    queryKey: ['indicator', id],
    queryFn: () => answered(api.GET('/v1/indicators/{id}', { params: { path: { id } } })),
  })
  const name = indicator.data === undefined ? '' : ` ${said(indicator.data.name)}`
  return (
    <StaffPage title={`${id}${name}`}>
      <Asked query={indicator} lines={8}>
        {(page) => <Shown indicator={page} />}
      </Asked>
    </StaffPage>
  )
}

function Shown({ indicator }: { readonly indicator: Indicator }) {
  const { t } = useTranslation('catalogue')
  const { id: own, unit, sql, parts, used_by } = indicator
  return (
    <>
      <section className="card">
        <Meaning indicator={indicator} />
      </section>
      {parts.length > 0 && (
        <section className="card">
          <h2>{t('parts')}</h2>
          <ul>
            {parts.map(({ id, months_back }) => (
              <li key={`${id}-${months_back}`}>
                <Link to={`/indicators/${id}`}>{id}</Link>{' '}
                {months_back > 0 && t('months_back', { count: months_back })}
              </li>
            ))}
          </ul>
        </section>
      )}
      {used_by.length > 0 && (
        <section className="card">
          <h2>{t('used_by')}</h2>
          <ul>
            {used_by.map(({ id, name }) => (
              <li key={id}>
                <Link to={`/indicators/${id}`}>
                  {id} {said(name)}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {sql === null ? (
        <p className="muted">{t('of_answer')}</p>
      ) : (
        <>
          <section className="card">
            <h2>{t('spread.title')}</h2>
            <Distribution key={own} id={own} unit={unit} />
          </section>
          <Statement sql={sql} />
        </>
      )}
    </>
  )
}

function Statement({ sql }: { readonly sql: string }) {
  const { t } = useTranslation('catalogue')
  return (
    <section className="card">
      <h2>{t('sql')}</h2>
      <p className="muted">{t('sql_text')}</p>
      <details>
        <summary>{t('sql_show')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
        <pre className="formula" tabIndex={0}>
          {sql}
        </pre>
      </details>
    </section>
  )
}

function Meaning({ indicator }: { readonly indicator: Indicator }) {
  const { t, i18n } = useTranslation('catalogue')
  const nameOf = useDatasetNames()
  const { code, formula, window, unit, direction, source, datasets, symbols, parameters, products } =
    indicator
  const names = (called: readonly { readonly id: string; readonly name: Parameters<typeof said>[0] }[]) =>
    listed(
      called.map(({ id, name }) => `${id} ${said(name)}`),
      i18n.language,
    ) || t('none')
  return (
    <Descriptions
      size="small"
      bordered
      column={1}
      styles={{ label: { minWidth: '7rem', wordBreak: 'normal' } }}
      items={[
        { key: 'code', label: t('code'), children: <code className="long">{code}</code> },
        { key: 'formula', label: t('formula'), children: <code className="long">{formula}</code> },
        { key: 'window', label: t('window'), children: window },
        { key: 'unit', label: t('unit'), children: unit },
        { key: 'direction', label: t('direction'), children: t(`directions.${direction}`) },
        { key: 'symbols', label: t('symbols'), children: names(symbols) },
        {
          key: 'parameters',
          label: t('parameters'),
          children:
            listed(
              parameters.map(({ id, value, source: from }) => `${id} = ${value}(${from})`),
              i18n.language,
            ) || t('none'),
        },
        {
          key: 'datasets',
          label: t('datasets'),
          children: listed(datasets.map(nameOf), i18n.language) || t('none'),
        },
        { key: 'products', label: t('products'), children: names(products) },
        { key: 'source', label: t('source'), children: source },
      ]}
    />
  )
}
