import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

use([LineChart, BarChart, GridComponent, TooltipComponent, LegendComponent, AriaComponent, SVGRenderer])

/** The fonts that carry Chinese, by name: a chart's text does not fall back as a page's does. */
export const chart_font =
  '"Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "Source Han Sans SC", sans-serif'

export interface ChartProps {
  readonly option: EChartsCoreOption
  readonly height: number
  /** What the picture shows, in one sentence, for those who hear the page. */
  readonly label: string
}

/** A chart as SVG that follows the width it is given. Whoever shows it gives the same as a table too. */
export function Chart({ option, height, label }: ChartProps) {
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = frame.current
    if (element === null) return
    const chart = init(element, null, { renderer: 'svg' })
    chart.setOption({ textStyle: { fontFamily: chart_font }, animation: false, ...option })
    const watcher = new ResizeObserver(() => chart.resize())
    watcher.observe(element)
    return () => {
      watcher.disconnect()
      chart.dispose()
    }
  }, [option])
  return <div ref={frame} role="img" aria-label={label} style={{ width: '100%', height }} />
}
