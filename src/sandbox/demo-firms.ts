import type { Uscc } from '#kernel'
import { madeUpCode } from './code.ts'

/** A firm that stands in every city under the same code and name. */
export interface DemoFirm {
  readonly uscc: Uscc
  readonly name: string
}

/** The banks of the demonstration. */
export const demo_banks = { a: '演示银行甲', b: '演示银行乙' } as const

/** The firms that a demonstration tells of. Their months follow a script, and no department spoils their rows. */
export const demo_firms = {
  /** Steady for nine years, rated A, nothing against it; sales of 48 million a year. */
  healthy: { uscc: madeUpCode('91', 1), name: '深圳市示例云帆信息技术有限公司' },
  /** The golden vector of the domain: sales rise by a quarter while the staff leaves. */
  live_streaming: { uscc: madeUpCode('91', 2), name: '深圳市示例星播网络科技有限公司' },
  /** About 300 people, the same every year, fewer around the Spring Festival. */
  seasonal_factory: { uscc: madeUpCode('91', 3), name: '深圳市示例春华电子有限公司' },
  /** Four months of leavers, one late payment, an execution settled, a listing removed: for a person to judge. */
  manual_review: { uscc: madeUpCode('91', 4), name: '深圳市示例江舟装饰工程有限公司' },
  /** In default: an open execution and a listing as a dishonest judgment debtor. */
  dishonest: { uscc: madeUpCode('91', 5), name: '深圳市示例远峰塑胶有限公司' },
  /** A family's noodle shop with three insured. */
  noodle_shop: { uscc: madeUpCode('92', 6), name: '深圳市南山区示例老街口面馆' },
  /** Registered as active, and unheard of in the last three months. */
  silent: { uscc: madeUpCode('91', 7), name: '深圳市示例默林供应链有限公司' },
  /** Two thirds of its staff went over to an agency's books: they leave social insurance, and go on being paid. */
  payroll_switch: { uscc: madeUpCode('91', 8), name: '深圳市示例安捷物流有限公司' },
  /** The agency that insures them. */
  payroll_agency: { uscc: madeUpCode('91', 9), name: '深圳市示例聚才人力资源有限公司' },
  /** Two doors from the noodle shop, with a kitchen that failed and was not put right. */
  food_shop: { uscc: madeUpCode('92', 10), name: '深圳市南山区示例巷尾餐馆' },
  /** A designer of chips: recognised as high technology, with patents and much research. */
  high_tech: { uscc: madeUpCode('91', 11), name: '深圳市示例芯澜微电子有限公司' },
} as const satisfies Readonly<Record<string, DemoFirm>>

/** The name of a demo firm's part. */
export type DemoPart = keyof typeof demo_firms

/** The part that a firm plays by its code; null for a firm of no demonstration. */
export function partOf(uscc: string): DemoPart | null {
  const found = Object.entries(demo_firms).find(([, firm]) => firm.uscc === uscc)
  return found === undefined ? null : (found[0] as DemoPart) // a key of the table
}
