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
const colours = { insured: '#1d4f91', joiners: '#2f9e77', leavers: '#c2410c', before: '#4b5563' } as const

// On a narrow screen the legend takes three lines.
const panel = { top: 84, height: 110, gap: 36 } as const

/** How tall the picture is, in pixels. */
export const workforce_height = panel.top + 3 * (panel.height + panel.gap)

/** The picture of a workforce: headcount, joiners and leavers below each other, the year before dashed. */
export function workforceOption({ insured, joiners, leavers }: Workforce, words: WorkforceWords) {
  const months = insured.map(({ month }) => month)
  const places = [0, 1, 2]
  return {
    tooltip: { trigger: 'axis', confine: true },
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    legend: { top: 0, left: 0, itemGap: 12, itemWidth: 22, itemHeight: 10 },
    grid: places.map((place) => ({
      ...{ left: 44, right: 16, height: panel.height },
      top: panel.top + place * (panel.height + panel.gap),
    })),
    xAxis: places.map((place) => ({
      ...{ type: 'category', data: months, gridIndex: place },
      axisLabel: { hideOverlap: true },
    })),
    yAxis: places.map((place) => ({ type: 'value', gridIndex: place, scale: place === 0, minInterval: 1 })),
    series: [
      { name: words.insured, type: 'line', ...shown(insured, 0, colours.insured), symbolSize: 5 },
      dashed(words.insured_before, insured, 0),
      { name: words.joiners, type: 'bar', ...shown(joiners, 1, colours.joiners) },
      dashed(words.joiners_before, joiners, 1),
      { name: words.leavers, type: 'bar', ...shown(leavers, 2, colours.leavers) },
      dashed(words.leavers_before, leavers, 2),
    ],
  }
}

function shown(of: readonly MonthBeside[], place: number, color: string) {
  return { data: of.map(({ value }) => value), color, ...axes(place) }
}

function dashed(name: string, of: readonly MonthBeside[], place: number) {
  const lineStyle = { width: 1.5, type: 'dashed' }
  const data = of.map(({ year_before }) => year_before)
  return { name, type: 'line', data, color: colours.before, symbolSize: 4, lineStyle, ...axes(place) }
}

function axes(place: number) {
  return { xAxisIndex: place, yAxisIndex: place }
}
