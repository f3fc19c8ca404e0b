import type { Month } from '#kernel'
import type { Period } from './calendar.ts'
import { count, happens, normal, nth } from './chance.ts'
import { type Firm, speaks } from './firm.ts'
import { insuredElsewhere } from './scripts/script.ts'

/** People leave before the Spring Festival and are hired after it. */
const leaving_season = [1.35, 1.2, 1.1, 1, 0.95, 0.95, 1, 0.95, 0.95, 0.9, 0.9, 1]
const hiring_season = [0.7, 0.9, 1.7, 1.25, 1, 0.95, 1.05, 1, 1, 0.9, 0.85, 0.7]

/** A month of joiners and leavers; the end is the begin plus the ones less the others. */
export function liveWorkforce(firm: Firm, period: Period): void {
  firm.begin = firm.headcount
  const [joiners, leavers] = movementOf(firm, period)
  firm.joiners = joiners
  firm.leavers = leavers
  firm.headcount = firm.begin + joiners - leavers
  if (firm.script !== null) firm.insured_elsewhere_n = insuredElsewhere(firm.script, period.back)
  age(firm, period.at)
  firm.pay_cents = Math.round(firm.pay_cents * (1 + 0.003 + 0.0015 * firm.drive + 0.002 * normal(firm)))
  firm.late_days = lateDaysOf(firm, period)
}

function movementOf(firm: Firm, { at, back }: Period): readonly [number, number] {
  if (firm.script !== null) return speaks(firm, at) ? firm.script.movement(back, at) : [0, 0]
  if (!firm.insures || !speaks(firm, at)) return [0, 0]
  if (firm.closed_month === at) return [0, firm.begin]
  const fled = leaversOf(firm, at)
  const joiners = joinersOf(firm, at)
  const kept_n = firm.default_month === null ? 1 : 0
  return [joiners, Math.max(0, Math.min(fled, firm.begin, firm.begin + joiners - kept_n))]
}

// Staff read the state of a firm before its customers do: leaving follows the health of the month itself.
function leaversOf(firm: Firm, at: Month): number {
  const unease = Math.max(0, -firm.health)
  const share = firm.trade.turnover_ratio * nth(leaving_season, at % 12) * (1 + 2.2 * unease)
  return count(firm, firm.begin * Math.min(0.6, share))
}

function joinersOf(firm: Firm, at: Month): number {
  if (firm.born === at && firm.begin === 0) return Math.max(1, Math.round(firm.wanted_headcount * 0.6))
  firm.wanted_headcount *= 1 + 0.005 * firm.drive
  const mood = Math.max(0.1, Math.min(1.4, 1 + 0.5 * firm.health))
  const replaced = firm.begin * firm.trade.turnover_ratio * nth(hiring_season, at % 12)
  return count(firm, mood * (replaced + 0.12 * Math.max(0, firm.wanted_headcount - firm.begin)))
}

function age(firm: Firm, at: Month): void {
  const months = at - firm.born
  const turning_senior = months < 36 ? 0 : Math.min(firm.settled, count(firm, firm.settled / 24))
  const turning_settled = months < 12 ? 0 : count(firm, (firm.begin - firm.settled - firm.senior) / 12)
  // The new leave first: someone of a year leaves less readily, someone of three years much less.
  const gone = firm.begin > 0 ? firm.leavers / firm.begin : 0
  const senior = firm.senior + turning_senior
  const settled = firm.settled - turning_senior + turning_settled
  firm.senior = Math.min(firm.headcount, senior - Math.min(senior, count(firm, 0.4 * senior * gone)))
  const stayed = settled - Math.min(settled, count(firm, 0.8 * settled * gone))
  firm.settled = Math.min(firm.headcount - firm.senior, stayed)
}

function lateDaysOf(firm: Firm, { back }: Period): number | null {
  if (firm.script !== null) return firm.script.late_days?.[back] ?? (defaulted(firm, back) ? null : 0)
  if (firm.default_month !== null && happens(firm, 0.6)) return null
  if (!happens(firm, Math.min(0.8, 0.012 + 0.4 * firm.strain))) return 0
  return Math.min(50, 1 + count(firm, 4 + 14 * firm.strain))
}

function defaulted(firm: Firm, back: number): boolean {
  return back <= (firm.script?.default_back ?? -1)
}
