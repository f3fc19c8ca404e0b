import { type Month, monthAfter } from '#kernel'
import { dayIn, type Period } from './calendar.ts'
import { between, happens, pick, roll } from './chance.ts'
import { caseNumber, type Docket, enter, type Incident } from './docket.ts'
import { type Firm, stands } from './firm.ts'
import type { ScriptedTrouble } from './scripts/script.ts'

const duties = [
  '偿还示例借款本金及利息',
  '支付示例货款及违约金',
  '支付示例工程款',
  '支付劳动报酬(示例)',
  // Rare names take four bytes in GB18030, and courts' files have them.
  '偿还㛃示例公司借款',
]
const reasons = ['通过登记的住所无法联系(示例)', '未按规定公示年度报告(示例)', '公示信息隐瞒真实情况(示例)']

/** A month's lawsuits lost and listings of a firm: rare for the sound, likely after long stress or a default. */
export function liveTrouble(firm: Firm, docket: Docket, { at, back }: Pick<Period, 'at' | 'back'>): void {
  if (!stands(firm, at) || firm.born === at) return
  if (firm.script === null) liveDrawn(firm, docket, at)
  else liveScript(firm, docket, at, firm.script.trouble?.[back])
}

/** What ends in the month has ended on a day of it. */
export function endIncident(incident: Incident, at: Month): void {
  incident.ended_on = dayIn(at, between(incident.firm, 1, 28))
  if (incident.dataset === 'jud_execution') incident.firm.open_executions -= 1
  if (incident.dataset === 'jud_dishonest') incident.firm.dishonest = false
  if (incident.dataset === 'adm_list') incident.firm.listed = false
}

function liveDrawn(firm: Firm, docket: Docket, at: Month): void {
  const defaulted = firm.default_month !== null
  if (happens(firm, 0.0006 + 0.012 * firm.stress + (defaulted && firm.open_executions === 0 ? 0.22 : 0))) {
    execute(firm, docket, at, defaulted ? null : between(firm, 2, 10))
  }
  if (firm.open_executions > 0 && !firm.dishonest && happens(firm, defaulted ? 0.12 : 0.01)) {
    declareDishonest(firm, docket, at, defaulted ? null : between(firm, 6, 20))
  }
  if (!firm.listed && happens(firm, listingProbability(firm, at))) listDrawn(firm, docket, at)
}

function liveScript(firm: Firm, docket: Docket, at: Month, trouble: ScriptedTrouble | undefined): void {
  if (trouble === undefined) return
  if (trouble.kind === 'execution') execute(firm, docket, at, trouble.months)
  else if (trouble.kind === 'dishonest') declareDishonest(firm, docket, at, trouble.months)
  else list(firm, docket, at, { key: 'abnormal_operation', months: trouble.months, mistaken: false })
}

function execute(firm: Firm, docket: Docket, at: Month, months: number | null): void {
  firm.open_executions += 1
  firm.case_no = caseNumber(docket, Math.floor(at / 12), firm.district.region_code)
  const amount_cents = Math.round((30_000 + firm.capital_10k * 2_000 * roll(firm) * roll(firm)) * 100)
  const text = `深圳市${firm.district.name}示例人民法院`
  tell(docket, at, months, { dataset: 'jud_execution', firm, key: firm.case_no, amount_cents, text })
}

function declareDishonest(firm: Firm, docket: Docket, at: Month, months: number | null): void {
  firm.dishonest = true
  const text = pick(firm, duties)
  tell(docket, at, months, { dataset: 'jud_dishonest', firm, key: firm.case_no, amount_cents: 0, text })
}

function listDrawn(firm: Firm, docket: Docket, at: Month): void {
  const mistaken = happens(firm, 0.04)
  const months = mistaken ? between(firm, 1, 2) : firm.silent_from === null ? between(firm, 2, 14) : null
  list(firm, docket, at, { key: listOf(firm), months, mistaken })
}

function list(
  firm: Firm,
  docket: Docket,
  at: Month,
  { key, months, mistaken }: { key: string; months: number | null; mistaken: boolean },
): void {
  firm.listed = true
  const text = pick(firm, reasons)
  tell(docket, at, months, { dataset: 'adm_list', firm, key, amount_cents: 0, text, mistaken })
}

type Told = Pick<Incident, 'dataset' | 'firm' | 'key' | 'amount_cents' | 'text'> & { mistaken?: boolean }

function tell(docket: Docket, at: Month, months: number | null, told: Told): void {
  const began_on = dayIn(at, between(told.firm, 1, 28))
  const ends = months === null ? null : monthAfter(at, months)
  enter(docket, { mistaken: false, ...told, began_on, ended_on: null }, ends)
}

function listingProbability(firm: Firm, at: Month): number {
  const silent = firm.silent_from !== null && at >= firm.silent_from
  return 0.0014 + 0.005 * firm.stress + (silent ? 0.12 : 0)
}

function listOf(firm: Firm): string {
  if (firm.stress > 0.9 && happens(firm, 0.3)) return 'wage_arrears'
  return happens(firm, 0.03) ? 'serious_illegal' : 'abnormal_operation'
}
