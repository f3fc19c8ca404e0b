/** One line of the picture: what a group is called, and what its hundredths reach. */
export interface Line {
  readonly name: string
  readonly reached: readonly number[]
}

/** The hundredths that are told of every group. */
export const hundredths = [10, 25, 50, 75, 90] as const

/** How tall the picture is, in pixels. */
export const distribution_height = 280

// Told apart by dashes and signs too, not by hue alone.
const looks = [
  { color: '#1d4f91', type: 'solid', symbol: 'circle' },
  { color: '#c2410c', type: 'dashed', symbol: 'rect' },
  { color: '#2f9e77', type: 'dotted', symbol: 'triangle' },
  { color: '#7c3aed', type: [8, 3, 2, 3], symbol: 'diamond' },
  { color: '#4b5563', type: [2, 4], symbol: 'roundRect' },
] as const

/** The picture of a distribution: a line a group, over the hundredths. */
export function distributionOption(lines: readonly Line[], shown: (value: number) => string) {
  return {
    tooltip: { trigger: 'axis', confine: true, valueFormatter: (value: unknown) => shown(Number(value)) },
    legend: { type: 'scroll', top: 0, left: 0, itemGap: 12, itemWidth: 26, itemHeight: 10 },
    grid: { left: 8, right: 24, top: 44, bottom: 8, containLabel: true },
    xAxis: { type: 'category', data: hundredths.map((hundredth) => `${hundredth}%`) },
    yAxis: { type: 'value', scale: true, axisLabel: { formatter: shown } },
    series: lines.map(({ name, reached }, place) => {
      const { color, type, symbol } = looks[place % looks.length] ?? looks[0]
      const lineStyle = { type, width: place === 0 ? 3 : 1.5 }
      return { name, type: 'line', data: reached, color, symbol, symbolSize: 7, lineStyle }
    }),
  }
}
