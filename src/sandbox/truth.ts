import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { lastDayOf, type Month, monthAfter, monthText } from '#kernel'
import type { Span } from './calendar.ts'
import { partOf } from './demo-firms.ts'
import { nameOf } from './departments/register/entities.ts'
import { type Firm, speaks } from './firm.ts'
import { storyOf } from './ties.ts'
import { notice } from './wording.ts'

/** How many months ahead a label looks. */
const horizon_months = 12
/** How many months of history a labelled day has behind it. */
const history_months = 15

const explanation = `${notice}
本文件夹不是任何部门的交付数据，平台不得读取：它记录虚拟城市的隐藏真相，只用于检验指标与模型。
truth.csv   每户企业的故事、隐藏健康度（期末）、违约月份、注销或吊销月份、失联月份；story 为演示企业的角色或企业群的故事。
labels.csv  uscc,as_of,label：该日之后 12 个月内是否违约，可直接用于回溯 (backtest)。
What the city knows and no department delivers. Never to be ingested; for testing indicators and models.
`

/** Writes the sealed truth beside the deliveries: how every firm really stood, and labels for a backtest. */
export function writeTruth(out: string, firms: readonly Firm[], span: Span): void {
  const folder = join(out, 'truth')
  mkdirSync(folder)
  writeFileSync(join(folder, 'README.txt'), explanation)
  const header = 'uscc,name,archetype,story,health,default_month,closed_month,silent_month,label,notice\n'
  const truth = openSync(join(folder, 'truth.csv'), 'w')
  writeSync(truth, header)
  writeLines(truth, firms, truthOf)
  closeSync(truth)
  const labels = openSync(join(folder, 'labels.csv'), 'w')
  writeSync(labels, 'uscc,as_of,label\n')
  for (const at of labelledMonths(span)) writeLines(labels, firms, (firm) => labelOf(firm, at))
  closeSync(labels)
}

/** The months at whose ends labels stand: every third, with history behind and the horizon ahead. */
export function labelledMonths({ first, until }: Span): readonly Month[] {
  const months: Month[] = []
  for (
    let at = monthAfter(until, -horizon_months);
    at - first + 1 >= history_months;
    at = monthAfter(at, -3)
  ) {
    months.unshift(at)
  }
  return months
}

function truthOf(firm: Firm): string {
  const { uscc, archetype, health, default_month, closed_month, silent_from } = firm
  const months = [default_month, closed_month, silent_from].map((at) => (at === null ? '' : monthText(at)))
  const label = default_month === null ? 0 : 1
  return `${uscc},${nameOf(firm, firm.names)},${archetype},${partOf(uscc) ?? storyOf(firm)},${health.toFixed(3)},${months.join(',')},${label},${notice}`
}

function labelOf(firm: Firm, at: Month): string | null {
  const { default_month } = firm
  if (!firm.insures || !speaks(firm, at) || (default_month !== null && default_month <= at)) return null
  const label = default_month !== null && default_month <= at + horizon_months ? 1 : 0
  return `${firm.uscc},${lastDayOf(at)},${label}`
}

function writeLines(file: number, firms: readonly Firm[], line: (firm: Firm) => string | null): void {
  for (let from = 0; from < firms.length; from += 1000) {
    const lines = firms.slice(from, from + 1000).flatMap((firm) => line(firm) ?? [])
    writeSync(file, lines.map((text) => `${text}\n`).join(''))
  }
}
