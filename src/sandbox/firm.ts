import { type Day, type Month, monthOf, type Uscc } from '#kernel'
import type { Dice } from './chance.ts'
import type { Script } from './scripts/script.ts'
import type { PaidBack, UnpaidTaxes } from './taxes.ts'
import type { Trade } from './trades.ts'
import type { District } from './wording.ts'

/** How a firm is disposed; the mean of its health follows. */
export type Archetype = 'steady' | 'growing' | 'swinging' | 'fragile' | 'fading'

/** What a firm is and stays. */
export interface Traits {
  readonly no: number
  readonly uscc: Uscc
  readonly form: 'company' | 'individual_business' | 'cooperative'
  readonly trade: Trade
  readonly archetype: Archetype
  readonly district: District
  readonly established_on: Day
  /** The month in which it was founded. */
  readonly born: Month
  readonly script: Script | null
  readonly insures: boolean
  readonly files_quarterly: boolean
  readonly capital_10k: number
  readonly paid_in_10k: number
  readonly young_ratio: number
  readonly old_ratio: number
  /** Sales by head against what is usual in the trade. */
  readonly vigour_ratio: number
}

/**
 * A firm of the city: what it is and, as of the month being lived, how it stands. It keeps no past, so that it weighs
 * about 700 bytes however long the city lives.
 */
export interface Firm extends Dice, Traits {
  /** The hidden truth: about 0 is usual, -2 is dire. */
  health: number
  mean_health: number
  /** What customers have noticed so far: health, some months late. */
  drive: number
  /** What the till has noticed so far: ill health of the last weeks. */
  strain: number
  /** Ill health that has lasted: what ends in court. */
  stress: number
  default_month: Month | null
  status: 'active' | 'cancelled' | 'revoked'
  closed_on: Day | null
  closed_month: Month | null
  silent_from: Month | null
  names: number
  moves: number
  /** Since when it works where it does, and once it has moved, since when it had worked where it did before. */
  here_from_on: Day
  there_from_on: Day | null
  /** Whether the register has news of it since its last delivery. */
  changed: boolean
  approved_on: Day
  begin: number
  joiners: number
  leavers: number
  headcount: number
  /** People whom it pays and another insures; below nought whom it insures and another pays. */
  insured_elsewhere_n: number
  wanted_headcount: number
  /** Of the headcount, those of 12 to 36 months and of 36 or more. */
  settled: number
  senior: number
  pay_cents: number
  /** Days after the due day on which the month's social insurance was paid; null where it was not. */
  late_days: number | null
  heads: number
  sales_cents: number
  quarter_sales_cents: number
  open_executions: number
  /** Its latest case in execution; empty before the first. */
  case_no: string
  /** Days after the due day on which the last period's tax was declared. */
  declared_late_days: number
  unpaid_taxes: readonly UnpaidTaxes[]
  /** When they were announced as arrears. */
  arrears_on: Day | null
  paid_back: PaidBack | null
  listed: boolean
  dishonest: boolean
}

/** Whether the firm has anything to tell a department about the month. */
export function speaks(firm: Firm, at: Month): boolean {
  return (
    at >= firm.born &&
    (firm.closed_month === null || at <= firm.closed_month) &&
    (firm.silent_from === null || at < firm.silent_from)
  )
}

/** Whether the firm stands: founded, and not closed before the month. */
export function stands(firm: Firm, at: Month): boolean {
  return at >= firm.born && (firm.closed_month === null || at <= firm.closed_month)
}

/** Whether the firm moved in the month. */
export function movedIn({ here_from_on, there_from_on }: Firm, at: Month): boolean {
  return there_from_on !== null && monthOf(here_from_on) === at
}
