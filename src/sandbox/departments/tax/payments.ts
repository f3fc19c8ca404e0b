import { monthText } from '#kernel'
import { cny, type Period } from '../../calendar.ts'
import { type Firm, speaks } from '../../firm.ts'
import { taxesDue } from '../../taxes.ts'
import { type RowDepartment, row } from '../row-department.ts'

/** Taxes paid: the VAT that was declared as due, what was withheld of wages, and at last what was owed. */
export const payments: RowDepartment = {
  dataset: 'tax_payment',
  columns: ['period', 'tax_kind', 'amount', 'paid_on', 'late_fee', 'refund_amt', 'refund_kind'],
  ...{ day: 20, hour: '20:30' },
  rows: (firm, period) => {
    if (!speaks(firm, period.at) || firm.late_days === null) return []
    const paid_on = `${period.next_text}-${14 + (firm.no % 2)}`
    return [...paidInTime(firm, period, paid_on), ...paidBack(firm, period, paid_on)]
  },
}

function paidInTime(firm: Firm, period: Period, paid_on: string): readonly string[] {
  const { vat, pit } = taxesDue(firm, period)
  const refund = refundCents(firm)
  const refund_kind = refund > 0 ? 'export' : ''
  return [
    ...(vat + refund > 0
      ? [row(period.text, 'vat', cny(vat), paid_on, '0.00', cny(refund), refund_kind)]
      : []),
    ...(pit > 0 ? [row(period.text, 'pit', cny(pit), paid_on, '0.00', '0.00', '')] : []),
  ]
}

/** The fee for a day late, of the amount due: 万分之五 (税收征收管理法 §32). */
const fee_ratio = 0.0005

function paidBack({ paid_back }: Firm, { at }: Period, paid_on: string): readonly string[] {
  if (paid_back?.at !== at) return []
  return paid_back.taxes.flatMap((unpaid) => {
    const late_ratio = fee_ratio * 30 * (at - unpaid.at)
    return (['vat', 'pit'] as const)
      .filter((kind) => unpaid[kind] > 0)
      .map((kind) => {
        const [amount, fee] = [cny(unpaid[kind]), cny(unpaid[kind] * late_ratio)]
        return row(monthText(unpaid.at), kind, amount, paid_on, fee, '0.00', '')
      })
  })
}

function refundCents({ files_quarterly, sales_cents, trade }: Firm): number {
  return files_quarterly ? 0 : Math.round(sales_cents * trade.export_ratio * trade.vat_ratio * 0.5)
}
