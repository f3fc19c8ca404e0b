import { Skeleton } from 'antd'
import { lazy, Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Rows } from '../../ui/rows.tsx'
import { said } from '../../util/figures.ts'
import { moment } from '../../util/moment.ts'
import { Asked } from '../asked.tsx'
import { figureOf } from '../report/figure.ts'
import { FigureText } from '../report/figure-text.tsx'
import '../catalogue-words.ts'
import { type Group, type Distribution as Told, useDistribution } from './asks.ts'
import { distribution_height, distributionOption } from './distribution-option.ts'
import { linesOf } from './lines.ts'

const Chart = lazy(async () => ({ default: (await import('../../ui/chart.tsx')).Chart }))

export interface DistributionProps {
  readonly id: string
  readonly unit: string
}

/** How an indicator is spread over the enterprises: by size as a picture, and by size and industry as tables. */
export function Distribution({ id, unit }: DistributionProps) {
  const distribution = useDistribution(id)
  return (
    <Asked query={distribution} lines={6}>
      {(told) => <Shown told={told} unit={unit} />}
    </Asked>
  )
}

function Shown({ told, unit }: { readonly told: Told; readonly unit: string }) {
  const { t, i18n } = useTranslation('catalogue')
  const { groups, as_of, least_n } = told
  const nameOf = useGroupName()
  const lines = useMemo(() => linesOf(groups, nameOf), [groups, nameOf])
  const option = useMemo(
    () =>
      distributionOption(lines, (value) => {
        const figure = figureOf(value, unit, i18n.language)
        return figure.kind === 'number' ? figure.text : String(value)
      }),
    [lines, unit, i18n.language],
  )
  if (groups.length === 0) return <p className="muted">{t('spread.none', { count: least_n })}</p>
  const of_size = groups.filter(({ industry }) => industry === null)
  const of_industry = groups.filter(({ industry }) => industry !== null)
  return (
    <figure className="chart">
      <figcaption className="muted">
        {t('spread.text', { at: moment(as_of, i18n.language), count: least_n })}
      </figcaption>
      <Suspense fallback={<Skeleton active paragraph={{ rows: 6 }} />}>
        <Chart option={option} height={distribution_height} label={t('spread.label')} />
      </Suspense>
      <details>
        <summary>{t('spread.as_table')}</summary>
        <Groups groups={of_size} unit={unit} label={t('spread.by_size')} />
      </details>
      <details>
        <summary>{t('spread.by_industry')}</summary>
        <Groups groups={of_industry} unit={unit} label={t('spread.by_industry')} />
      </details>
    </figure>
  )
}

interface GroupsProps {
  readonly groups: readonly Group[]
  readonly unit: string
  readonly label: string
}

function Groups({ groups, unit, label }: GroupsProps) {
  const { t } = useTranslation('catalogue')
  const nameOf = useGroupName()
  const columns = (['p10', 'p25', 'p50', 'p75', 'p90'] as const).map((key) => ({
    ...{ key, title: t(`spread.${key}`), align: 'right' as const },
    render: (group: Group) => <FigureText value={group[key]} unit={unit} />,
  }))
  return (
    <Rows<Group>
      label={label}
      rows={groups}
      keyOf={({ industry, size }) => `${industry?.code} ${size?.code}`}
      empty={t('none')}
      columns={[
        { key: 'group', title: t('spread.group'), render: nameOf },
        { key: 'firms', title: t('spread.firms'), align: 'right', render: ({ firms_n }) => firms_n },
        ...columns,
      ]}
    />
  )
}

function useGroupName(): (group: Group) => string {
  const { t, i18n } = useTranslation('catalogue')
  return useMemo(() => {
    void i18n.language // names are said anew in another language
    return ({ industry, size }) => {
      const of_industry = industry === null ? '' : `${industry.code} ${said(industry.name)} · `
      return `${of_industry}${size === null ? t('spread.all') : said(size.name)}`
    }
  }, [t, i18n.language])
}
