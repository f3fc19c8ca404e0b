import { Skeleton } from 'antd'
import { lazy, Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Rows } from '../../ui/rows.tsx'
import './report-words.ts'
import { besideLastYear, type MonthBeside, type Point, sumsBeside } from './beside-last-year.ts'
import { type Workforce, workforce_height, workforceOption } from './workforce-option.ts'

const Chart = lazy(async () => ({ default: (await import('../../ui/chart.tsx')).Chart }))

const last_months = 3

export interface WorkforceChartProps {
  readonly insured: readonly Point[]
  readonly joiners: readonly Point[]
  readonly leavers: readonly Point[]
}

/** Headcount, joiners and leavers over the months of an answer, in words, as a picture and as a table. */
export function WorkforceChart({ insured, joiners, leavers }: WorkforceChartProps) {
  const { t } = useTranslation('report')
  const workforce = useMemo(
    () => ({
      insured: besideLastYear(insured),
      joiners: besideLastYear(joiners),
      leavers: besideLastYear(leavers),
    }),
    [insured, joiners, leavers],
  )
  const option = useMemo(
    () =>
      workforceOption(workforce, {
        insured: t('series.insured'),
        insured_before: t('series.insured_before'),
        joiners: t('series.joiners'),
        joiners_before: t('series.joiners_before'),
        leavers: t('series.leavers'),
        leavers_before: t('series.leavers_before'),
      }),
    [workforce, t],
  )
  if (insured.length === 0) return <p>{t('series.none')}</p>
  return (
    <figure className="chart">
      <figcaption>
        <WorkforceSentence {...workforce} />
      </figcaption>
      <Suspense fallback={<Skeleton active paragraph={{ rows: 10 }} />}>
        <Chart option={option} height={workforce_height} label={t('series.label')} />
      </Suspense>
      <details>
        <summary>{t('series.as_table')}</summary>
        <WorkforceTable {...workforce} />
      </details>
    </figure>
  )
}

function WorkforceSentence({ insured, leavers }: Workforce) {
  const { t } = useTranslation('report')
  const last = insured.at(-1)
  const left = sumsBeside(leavers, last_months)
  return (
    <>
      {last?.value != null && t('series.headcount', { month: last.month, count: last.value })}
      {last?.year_before != null && t('series.headcount_before', { count: last.year_before })}
      {left !== null && t('series.left', { months: last_months, now: left.now, before: left.year_before })}
    </>
  )
}

interface Month {
  readonly insured: MonthBeside
  readonly joiners: MonthBeside | undefined
  readonly leavers: MonthBeside | undefined
}

function WorkforceTable({ insured, joiners, leavers }: Workforce) {
  const { t } = useTranslation('report')
  const of = (months: readonly MonthBeside[]) => new Map(months.map((each) => [each.month, each]))
  const [joined, left] = [of(joiners), of(leavers)]
  const rows: readonly Month[] = insured
    .map((each) => ({ insured: each, joiners: joined.get(each.month), leavers: left.get(each.month) }))
    .reverse()
  const unknown = t('value.unknown')
  const shown = (month: MonthBeside | undefined): string =>
    `${month?.value ?? unknown}(${month?.year_before ?? unknown})`
  return (
    <Rows<Month>
      label={t('series.label')}
      rows={rows}
      keyOf={({ insured: { month } }) => month}
      empty={t('series.none')}
      columns={[
        { key: 'month', title: t('series.month'), render: ({ insured: { month } }) => month },
        { key: 'insured', title: t('series.insured_in_table'), render: (row) => shown(row.insured) },
        { key: 'joiners', title: t('series.joiners_in_table'), render: (row) => shown(row.joiners) },
        { key: 'leavers', title: t('series.leavers_in_table'), render: (row) => shown(row.leavers) },
      ]}
    />
  )
}
