import type { MonthBeside } from './beside-last-year.ts'

/** The months of headcount, joiners and leavers, each beside the year before. */
export interface Workforce {
  readonly insured: readonly MonthBeside[]
  readonly joiners: readonly MonthBeside[]
  readonly leavers: readonly MonthBeside[]
}

/** What the lines and bars are called in the reader's language. */
export interface WorkforceWords {
  readonly insured: string
  readonly insured_before: string
  readonly joiners: string
  readonly joiners_before: string
  readonly leavers: string
  readonly leavers_before: string
}

// Told apart by brightness and by dashes too, not by hue alone.
const colours = { insured: '#1d4f91', joiners: '#2f9e77', leavers: '#c2410c', before: '#6b7280' } as const

/**
 * The picture of a workforce: headcount above, joiners and leavers below, the same month of the year before dashed.
 * On a narrow screen the legend takes three lines.
 */
export function workforceOption({ insured, joiners, leavers }: Workforce, words: WorkforceWords) {
  const months = insured.map(({ month }) => month)
  const [upper, lower] = [0, 1]
  const values = (of: readonly MonthBeside[]) => of.map(({ value }) => value)
  const before = (of: readonly MonthBeside[]) => of.map(({ year_before }) => year_before)
  return {
    aria: { enabled: false },
    tooltip: { trigger: 'axis', confine: true },
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    legend: { top: 0, left: 0, itemGap: 12, itemWidth: 22, itemHeight: 10 },
    grid: [
      { left: 48, right: 16, top: 84, height: 130 },
      { left: 48, right: 16, top: 250, height: 130 },
    ],
    xAxis: [monthAxis(months, upper), monthAxis(months, lower)],
    yAxis: [
      { type: 'value', gridIndex: upper, scale: true, minInterval: 1 },
      { type: 'value', gridIndex: lower, minInterval: 1 },
    ],
    series: [
      line(words.insured, values(insured), upper, colours.insured),
      dashed(words.insured_before, before(insured), upper, colours.before),
      bar(words.joiners, values(joiners), colours.joiners),
      dashed(words.joiners_before, before(joiners), lower, '#14532d'),
      bar(words.leavers, values(leavers), colours.leavers),
      dashed(words.leavers_before, before(leavers), lower, '#7c2d12'),
    ],
  }
}

type Values = readonly (number | null)[]

function monthAxis(months: readonly string[], gridIndex: number) {
  return { type: 'category', data: months, gridIndex, axisLabel: { hideOverlap: true } }
}

function line(name: string, data: Values, place: number, color: string) {
  return { name, type: 'line', data, ...axes(place), color, symbolSize: 5, lineStyle: { width: 2.5 } }
}

function dashed(name: string, data: Values, place: number, color: string) {
  const lineStyle = { width: 1.5, type: 'dashed' }
  return { name, type: 'line', data, ...axes(place), color, symbol: 'emptyCircle', symbolSize: 4, lineStyle }
}

function bar(name: string, data: Values, color: string) {
  return { name, type: 'bar', data, ...axes(1), color, barGap: '10%' }
}

function axes(place: number) {
  return { xAxisIndex: place, yAxisIndex: place }
}
