/** A few firms with 26 months of everything that the first products read, as departments would deliver it. 模拟数据. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  dayOf,
  type Instant,
  instantFromMs,
  lastDayOf,
  month,
  monthAfter,
  monthOf,
  monthText,
  startOf,
} from '#kernel'

export const firm = '91440300QX0000018L'
export const other_firm = '91440300QX0000026F'
/** The firm that answers through the inbox. */
export const inbox_firm = '91440300QX00000425'
/** A sole proprietor. */
export const noodle_shop = '92440303QX0000034J'

/** The firm of the scene, with which nobody else begins. */
export const scene_firm = '91440300QX00000513'
/** A firm of which banks verify what they were told. */
export const verified_firm = '91440300QX00000526'
/** A firm that is compared on a page. */
export const compared_firm = '91440300QX00002N0W'
/** The firm whose owner borrows, answers and withdraws over HTTP. */
export const borrowing_firm = '91440300QX0000704Y'
/** The firm whose owner borrows by taps, and the one whose owner refuses. */
export const tapping_firm = '91440300QX00002K6C'
export const refusing_firm = '91440300QX00002L47'
/** A firm with a name as long as a registry may hold. */
export const long_named_firm = '91440300QX00002M22'

const firms = [
  firm,
  other_firm,
  inbox_firm,
  noodle_shop,
  scene_firm,
  verified_firm,
  compared_firm,
  borrowing_firm,
  tapping_firm,
  refusing_firm,
  long_named_firm,
]

/** Now, by the real clock. */
export const clock = (): Instant => instantFromMs(Date.now())

/** The month in which we are, in Shanghai, and the last that has ended. */
export const this_month = monthOf(dayOf(clock()))
export const last_month = monthAfter(this_month, -1)

/** When the history became known: as this month began, so that its last month had ended and it is past already. */
export const known_at = startOf(dayOf(clock()).replace(/\d\d$/, '01') as ReturnType<typeof dayOf>)

/** Writes a folder of deliveries for each dataset, in the order of their numbers. */
export function writeHistory(folder: string): void {
  for (const [at, [dataset, text]] of Object.entries(deliveries()).entries()) {
    const delivery = join(folder, `${at}-${dataset}`)
    mkdirSync(delivery, { recursive: true })
    writeFileSync(join(delivery, 'part.csv'), `${text}\n`)
    const manifest = { dataset, known_at, complete: false, files: ['part.csv'] }
    writeFileSync(join(delivery, 'manifest.json'), JSON.stringify(manifest))
  }
}

function deliveries(): Readonly<Record<string, string>> {
  const months = Array.from({ length: 26 }, (_, back) => monthText(monthAfter(last_month, back - 25)))
  const monthly = (header: string, values: (month: string) => string): string =>
    [
      `uscc,stat_month,${header}`,
      ...firms.flatMap((uscc) => months.map((each) => `${uscc},${each},${values(each)}`)),
    ].join('\n')
  const registered = firms.map((uscc) => `${uscc},${nameOf(uscc)},company,active,2015-03-01,500,500,I6510`)
  const declared = firms.flatMap((uscc) => months.map((each) => `${uscc},${declarationOf(each)}`))
  return {
    reg_entity_base: [
      'uscc,name,entity_type,status,established_on,registered_capital,paid_in_capital,industry_class',
      ...registered,
    ].join('\n'),
    ss_headcount_monthly: monthly('insured_n', () => '60'),
    ss_movement_monthly: monthly('joiners_n,leavers_n', () => '1,1'),
    ss_payment_monthly: monthly(
      'due_amt,due_on,paid_on,late_days',
      (each) => `100.00,${each}-25,${each}-20,0`,
    ),
    tax_credit_rating: [
      ...[
        'uscc,year,level',
        `${firm},2025,A`,
        `${other_firm},2025,B`,
        `${borrowing_firm},2025,A`,
        `${tapping_firm},2025,A`,
      ],
    ].join('\n'),
    tax_declaration_monthly: [
      'uscc,period_from,period_to,sales_taxable,sales_export,sales_exempt,declared_on,due_on,zero_declared',
      ...declared,
    ].join('\n'),
    jud_dishonest: `uscc,case_no,published_on\n${other_firm},(2024)示例2号,2024-06-05`,
    adm_list: `uscc,list,listed_on,removed_on,authority\n${other_firm},abnormal_operation,2019-01-01,2019-06-01,示例局`,
    jud_execution: `uscc,case_no,filed_on,amount\n${other_firm},(2024)示例1号,2024-05-05,1000.00`,
  }
}

function declarationOf(declared: string): string {
  const next = monthText(monthAfter(month(declared), 1))
  return `${declared}-01,${lastDayOf(month(declared))},4000000.00,0.00,0.00,${next}-01,${next}-15,false`
}

/** The name under which a firm of the history is registered. */
export function nameOf(uscc: string): string {
  if (uscc === long_named_firm) return `深圳市示例${'很长的名称与LongLatinWords'.repeat(9)}有限公司`
  return `深圳市示例${firms.indexOf(uscc) + 1}号${uscc.startsWith('92') ? '面馆' : '有限公司'}`
}
