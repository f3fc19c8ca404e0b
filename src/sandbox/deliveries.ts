import { type Month, monthAfter } from '#kernel'
import { type Period, periodOf, two } from './calendar.ts'
import type { City } from './city.ts'
import type { IncidentDepartment } from './departments/courts.ts'
import type { Department, MonthlyDepartment } from './departments/department.ts'
import { indexRows } from './departments/industry-index.ts'
import { isTakenBack } from './departments/lists.ts'
import { registryCells } from './departments/register/entities.ts'
import type { RowDepartment } from './departments/row-department.ts'
import { ratingCells } from './departments/tax/rating.ts'
import { type Desk, hold, pass, putHeld, tally } from './desk.ts'
import { newsOf } from './docket.ts'
import type { Firm } from './firm.ts'
import type { Office } from './offices.ts'
import { collect, type Delivery, deliver, deliverCollected, type Outbox, type PutLine } from './outbox.ts'

/** Delivers what a department knows of every firm's month, and what it still owes of the months before. */
export function deliverMonthly(
  outbox: Outbox,
  city: City,
  office: Office<MonthlyDepartment>,
  period: Period,
): void {
  const delivery = { ...deliveryOf(office.department, period), complete: true }
  deliver(outbox, delivery, (put) => {
    tellMonth(city, office, period, put)
    if (office.department.dataset === 'ss_headcount_monthly' && period.at % 6 === 5)
      putStray(office, put, city, period)
  })
}

/** Collects the same, each row with the instant at which it was published. */
export function collectMonthly(
  outbox: Outbox,
  city: City,
  office: Office<MonthlyDepartment>,
  period: Period,
): void {
  const published_at = knownAt(office.department, period)
  collect(outbox, rowsDelivery(office.department, period, true), (put) =>
    tellMonth(city, office, period, (line) => put(`${line},${published_at}`)),
  )
}

function tellMonth(city: City, office: Office<MonthlyDepartment>, period: Period, put: PutLine): void {
  const { department, desk } = office
  putHeld(desk, put)
  for (const firm of city.firms) {
    const cells = department.cells(firm, period)
    if (cells !== null) putRow(desk, put, firm, cells)
    const later = department.later?.(firm, period)
    if (later) hold(desk, `${firm.uscc},${later}`, 'followed_up')
  }
}

/** Delivers the register's news of a month, or the whole register. */
export function deliverRegistry(
  outbox: Outbox,
  city: City,
  office: Office,
  period: Period,
  whole: boolean,
): void {
  deliver(outbox, deliveryOf(office.department, period), (put) => {
    for (const firm of city.firms) {
      if (!(whole ? firm.born <= period.at : firm.changed)) continue
      putRow(office.desk, put, firm, registryCells(firm))
      firm.changed = false
    }
  })
}

/** Delivers what a court or an authority published or ended in a month. */
export function deliverIncidents(
  outbox: Outbox,
  city: City,
  { department, desk }: Office<IncidentDepartment>,
  period: Period,
): void {
  const news = newsOf(city.docket, department.dataset)
  const takes_back = news.some(isTakenBack)
  const columns = takes_back ? [...department.columns, 'op'] : department.columns
  deliver(outbox, { ...deliveryOf(department, period), columns }, (put) => {
    for (const incident of news) {
      const op = isTakenBack(incident) ? 'revoke' : 'insert'
      if (op === 'revoke') tally(desk, 'revoked')
      putRow(desk, put, incident.firm, department.cells(incident) + (takes_back ? `,${op}` : ''))
    }
  })
}

/** Delivers the tax credit ratings of a year. */
export function deliverRatings(
  outbox: Outbox,
  city: City,
  office: Office,
  year: number,
  known_at: string,
): void {
  const about = (year * 12 + 11) as Month
  deliver(outbox, { ...deliveryOf(office.department, periodOf(about, city.span)), known_at }, (put) => {
    for (const firm of city.firms) {
      const cells = ratingCells(firm, year)
      if (cells !== null) putRow(office.desk, put, firm, cells)
    }
  })
}

/** Delivers what stood before the city's first month, of a department that remembers so far. */
export function deliverStock(
  outbox: Outbox,
  city: City,
  { department, desk }: Office<RowDepartment>,
  eve: Period,
): void {
  deliver(outbox, deliveryOf(department, eve), (put) => {
    for (const firm of city.firms)
      for (const cells of department.stock?.(firm, eve, city.firms) ?? []) putRow(desk, put, firm, cells)
  })
}

/** Collects what happened in a month, each row with the instant at which it was published. */
export function collectRows(
  outbox: Outbox,
  city: City,
  { department, desk }: Office<RowDepartment>,
  period: Period,
): void {
  const own = department.columns.includes('published_at')
  const published = own ? '' : `,${knownAt(department, period)}`
  collect(outbox, rowsDelivery(department, period, false), (put) => {
    putHeld(desk, put)
    for (const firm of city.firms)
      for (const cells of department.rows(firm, period, city.firms))
        putRow(desk, put, firm, `${cells}${published}`)
  })
}

/** Delivers what was collected up to a month. */
export function deliverRows(
  outbox: Outbox,
  { department }: Office,
  period: Period,
  { complete, backfill }: { readonly complete: boolean; readonly backfill: boolean },
): void {
  deliverCollected(outbox, { ...rowsDelivery(department, period, complete), backfill })
}

function rowsDelivery(department: Department, period: Period, complete: boolean): Delivery {
  const { columns } = department
  const published = columns.includes('published_at') ? columns : [...columns, 'published_at']
  return { ...deliveryOf(department, period), columns: published, complete }
}

/** Collects how trades went in a month, about no firm. */
export function collectIndex(outbox: Outbox, { department }: Office, period: Period): void {
  const delivery = { ...rowsDelivery(department, period, true), about_firms: false }
  collect(outbox, delivery, (put) => {
    for (const cells of indexRows(period)) put(`${cells},${knownAt(department, period)}`)
  })
}

/** When a department delivers what it knows of a month: a day and hour of the next one, in Shanghai. */
export function knownAt({ day, hour }: Department, { next_text }: Period): string {
  return `${next_text}-${two(day)}T${hour}:00+08:00`
}

function deliveryOf(department: Department, period: Period): Delivery {
  const known_at = knownAt(department, period)
  return { department, columns: department.columns, about: period.at, known_at, complete: false }
}

function putRow(desk: Desk, put: PutLine, firm: Firm, cells: string): void {
  if (firm.script === null) pass(desk, put, firm.uscc, cells)
  else put(`${firm.uscc},${cells}`)
}

// A row of the coming month slips into the delivery, as test entries of a source do.
function putStray(
  { department, desk }: Office<MonthlyDepartment>,
  put: PutLine,
  { firms, span }: City,
  { at }: Period,
): void {
  const next = periodOf(monthAfter(at, 1), span)
  const from = (at * 7_919) % firms.length
  const told = (firm: Firm): boolean => firm.script === null && department.cells(firm, next) !== null
  const firm = firms.slice(from).find(told) ?? firms.find(told)
  if (firm === undefined) return
  tally(desk, 'month_not_ended')
  put(`${firm.uscc},${department.cells(firm, next)}`)
}
