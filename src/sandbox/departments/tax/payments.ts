import { cny } from '../../calendar.ts'
import { type Firm, speaks } from '../../firm.ts'
import { type RowDepartment, row } from '../row-department.ts'
import { vatDueCents } from './declarations.ts'

/** Taxes paid: the VAT that was declared as due, and what was withheld of wages. */
export const payments: RowDepartment = {
  dataset: 'tax_payment',
  columns: ['period', 'tax_kind', 'amount', 'paid_on', 'late_fee', 'refund_amt', 'refund_kind'],
  ...{ day: 20, hour: '20:30', every_months: 1 },
  rows: (firm, period) => {
    // Who cannot pay social insurance does not pay its taxes either.
    if (!speaks(firm, period.at) || firm.late_days === null) return []
    const paid_on = `${period.next_text}-${14 + (firm.no % 2)}`
    const [vat, refund, pit] = [vatDueCents(firm, period), refundCents(firm), withheldCents(firm)]
    const refund_kind = refund > 0 ? 'export' : ''
    return [
      ...(vat + refund > 0
        ? [row(period.text, 'vat', cny(vat), paid_on, '0.00', cny(refund), refund_kind)]
        : []),
      ...(pit > 0 ? [row(period.text, 'pit', cny(pit), paid_on, '0.00', '0.00', '')] : []),
    ]
  },
}

function refundCents({ files_quarterly, sales_cents, trade }: Firm): number {
  return files_quarterly ? 0 : Math.round(sales_cents * trade.export_ratio * trade.vat_ratio * 0.5)
}

function withheldCents({ insures, headcount, pay_cents }: Firm): number {
  return insures ? Math.round(headcount * pay_cents * 0.02) : 0
}
