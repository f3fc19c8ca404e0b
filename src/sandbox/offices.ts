import { dishonesty, executions, type IncidentDepartment } from './departments/courts.ts'
import type { Department, MonthlyDepartment } from './departments/department.ts'
import { headcount } from './departments/headcount.ts'
import { lists } from './departments/lists.ts'
import { movement } from './departments/movement.ts'
import { payment } from './departments/payment.ts'
import { ratings } from './departments/rating.ts'
import { registry } from './departments/registry.ts'
import { structure } from './departments/structure.ts'
import { tax } from './departments/tax.ts'
import { type Desk, deskFor } from './desk.ts'
import { type CityOrder, columnTypes, datasetOf } from './order.ts'

/** A department with the desk at which its rows pass. */
export interface Office<Kind extends Department = Department> {
  readonly department: Kind
  readonly desk: Desk
}

/** The departments of the city, each sort in the order of its deliveries in a month. */
export interface Offices {
  readonly registry: Office
  readonly incidents: readonly Office<IncidentDepartment>[]
  readonly monthly: readonly Office<MonthlyDepartment>[]
  readonly ratings: Office
}

/** Opens the departments of the city. Refuses where the region's definitions lack what they write. */
export function openOffices(order: CityOrder): Offices {
  let opened = 0
  const open = <Kind extends Department>(department: Kind, amended: Desk['amended'] = null): Office<Kind> => {
    const dataset = datasetOf(order, department)
    opened += 1
    const types = columnTypes(dataset, department.columns)
    return { department, desk: deskFor(dataset.kind, types, [order.seed, opened, 31], amended) }
  }
  return {
    registry: open(registry),
    incidents: [executions, dishonesty, lists].map((department) => open(department)),
    monthly: [headcount, movement, structure, payment, tax].map((department) =>
      open(department, department.amended ?? null),
    ),
    ratings: open(ratings),
  }
}

/** Every office in one list. */
export function allOffices({ registry, incidents, monthly, ratings }: Offices): readonly Office[] {
  return [registry, ...incidents, ...monthly, ratings]
}
