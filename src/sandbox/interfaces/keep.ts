import { monthAfter } from '#kernel'
import { type Period, periodOf } from '../calendar.ts'
import type { City } from '../city.ts'
import { knownAt } from '../deliveries.ts'
import type { MonthlyDepartment } from '../departments/department.ts'
import { tellsOf } from '../departments/row-department.ts'
import type { Offices } from '../offices.ts'
import { keep, type Shelf } from './shelf.ts'

/** Keeps what stood before the city's first month, of the departments that answer for one firm at a time. */
export function keepEve(shelf: Shelf, city: City, { kept }: Offices, eve: Period): void {
  for (const department of kept.rowed)
    keep(shelf, department.dataset, (put) => {
      for (const firm of city.firms)
        for (const cells of department.stock?.(firm, eve, city.firms) ?? [])
          put(firm.uscc, cells, knownAt(department, eve))
    })
}

/** Keeps a month of the departments that answer for one firm at a time: as it is, for nobody spoils his own records. */
export function keepMonth(shelf: Shelf, city: City, { kept }: Offices, period: Period): void {
  for (const department of kept.monthly) keepCells(shelf, city, department, period)
  for (const department of kept.rowed.filter((each) => tellsOf(each, period.at)))
    keep(shelf, department.dataset, (put) => {
      for (const firm of city.firms)
        for (const cells of department.rows(firm, period, city.firms))
          put(firm.uscc, cells, knownAt(department, period))
    })
}

function keepCells(shelf: Shelf, city: City, department: MonthlyDepartment, period: Period): void {
  const next = periodOf(monthAfter(period.at, 1), city.span)
  keep(shelf, department.dataset, (put) => {
    for (const firm of city.firms) {
      const [cells, later] = [department.cells(firm, period), department.later?.(firm, period)]
      if (cells !== null) put(firm.uscc, cells, knownAt(department, period))
      if (later) put(firm.uscc, later, knownAt(department, next))
    }
  })
}
