import type { Incident } from '../docket.ts'
import type { IncidentDepartment } from './courts.ts'

const authorities: Readonly<Record<string, string>> = {
  wage_arrears: '深圳市示例人力资源保障局',
}

/** Lists of the authorities: day 3 of the next month, with line ends as their spreadsheet writes them. */
export const lists: IncidentDepartment = {
  dataset: 'adm_list',
  columns: ['list', 'reason', 'listed_on', 'removed_on', 'authority'],
  ...{ day: 3, hour: '04:00', line_end: '\r\n' },
  cells: ({ key, began_on, ended_on, text, mistaken }) => {
    const removed_on = mistaken ? '' : (ended_on ?? '')
    return `${key},${text},${began_on},${removed_on},${authorities[key] ?? '深圳市示例市场监管局'}`
  },
}

/** Whether the list takes the incident back as a mistake. */
export function isTakenBack({ mistaken, ended_on }: Incident): boolean {
  return mistaken && ended_on !== null
}
