import type { Firm } from '../../firm.ts'

/** Whether a firm does research: half of the technology firms, and the demonstration's sound one. */
export function researches(firm: Firm): boolean {
  return (
    firm.form === 'company' &&
    /^(I65|C39|M74)/.test(firm.trade.industry_class) &&
    (firm.script !== null || firm.no % 2 === 0)
  )
}
