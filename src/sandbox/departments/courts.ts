import { cny } from '../calendar.ts'
import type { Incident } from '../docket.ts'
import type { Department } from './department.ts'

/** A department that tells of incidents: when they begin, and again when they end. */
export interface IncidentDepartment extends Department {
  readonly dataset: Incident['dataset']
  readonly cells: (incident: Incident) => string
}

/** Executions: day 3 of the next month, in GB18030 as the court's system writes it. */
export const executions: IncidentDepartment = {
  dataset: 'jud_execution',
  columns: ['case_no', 'filed_on', 'amount', 'status', 'closed_on', 'court'],
  ...{ day: 3, hour: '03:00', encoding: 'gb18030' },
  cells: ({ key, began_on, ended_on, amount_cents, text }) => {
    const status = ended_on === null ? 'open' : 'closed'
    return `${key},${began_on},${cny(amount_cents)},${status},${ended_on ?? ''},${text}`
  },
}

/** Dishonest judgment debtors: day 3 of the next month, in GB18030, each with the instant of its publication. */
export const dishonesty: IncidentDepartment = {
  dataset: 'jud_dishonest',
  columns: ['case_no', 'published_on', 'removed_on', 'duty', 'performance', 'behaviour', 'published_at'],
  ...{ day: 3, hour: '03:30', encoding: 'gb18030' },
  cells: ({ key, began_on, ended_on, text }) => {
    const performance = ended_on === null ? 'none' : 'full'
    const published_at = `${ended_on ?? began_on}T09:00:00+08:00`
    return `${key},${began_on},${ended_on ?? ''},${text},${performance},有履行能力而拒不履行(示例),${published_at}`
  },
}
