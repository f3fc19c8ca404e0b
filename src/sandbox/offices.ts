import { dishonesty, executions, type IncidentDepartment } from './departments/courts.ts'
import type { Department, MonthlyDepartment } from './departments/department.ts'
import { headcount } from './departments/headcount.ts'
import { industryIndex } from './departments/industry-index.ts'
import { innovation_departments } from './departments/innovation/index.ts'
import { justice_departments } from './departments/justice.ts'
import { lists } from './departments/lists.ts'
import { market_departments } from './departments/market/index.ts'
import { movement } from './departments/movement.ts'
import { payment } from './departments/payment.ts'
import { people_departments } from './departments/people.ts'
import { property_departments } from './departments/property.ts'
import { registry } from './departments/register/entities.ts'
import { register_departments } from './departments/register/index.ts'
import type { RowDepartment } from './departments/row-department.ts'
import { structure } from './departments/structure.ts'
import { supervision_departments } from './departments/supervision.ts'
import { tax } from './departments/tax/declarations.ts'
import { tax_departments } from './departments/tax/index.ts'
import { ratings } from './departments/tax/rating.ts'
import { flow_departments } from './departments/trade-flows.ts'
import { utility_departments } from './departments/utilities/index.ts'
import { type Desk, deskFor } from './desk.ts'
import { type CityOrder, columnTypes, datasetOf, isKept } from './order.ts'

/** A department with the desk at which its rows pass. */
export interface Office<Kind extends Department = Department> {
  readonly department: Kind
  readonly desk: Desk
}

/** Departments that keep what they know until they are asked. */
export interface Kept {
  readonly monthly: readonly MonthlyDepartment[]
  readonly rowed: readonly RowDepartment[]
}

/** The departments of the city, by how they find what they tell. */
export interface Offices {
  readonly registry: Office
  readonly incidents: readonly Office<IncidentDepartment>[]
  readonly monthly: readonly Office<MonthlyDepartment>[]
  readonly ratings: Office
  readonly rowed: readonly Office<RowDepartment>[]
  /** About no firm. */
  readonly index: Office
  /** Those that deliver nothing and are asked for one firm at a time: none in a bulk region. */
  readonly kept: Kept
}

/** Those that tell of every firm every month. */
const monthly_departments: readonly MonthlyDepartment[] = [headcount, movement, structure, payment, tax]

/** Those whose rows follow from how a firm stands. */
const row_departments: readonly RowDepartment[] = [
  ...register_departments,
  ...people_departments,
  ...tax_departments,
  ...flow_departments,
  ...utility_departments,
  ...property_departments,
  ...justice_departments,
  ...supervision_departments,
  ...innovation_departments,
  ...market_departments,
]

/** Opens the departments of the city. Refuses where the region's definitions lack what they write. */
export function openOffices(order: CityOrder): Offices {
  let opened = 0
  const open = <Kind extends Department>(department: Kind, amended: Desk['amended'] = null): Office<Kind> => {
    const dataset = datasetOf(order, department)
    opened += 1
    const types = columnTypes(dataset, department.columns)
    return { department, desk: deskFor(dataset.kind, types, [order.seed, opened, 31], amended) }
  }
  const is_kept = (department: Department): boolean => isKept(order, datasetOf(order, department))
  // Each desk has dice of its own by the order of opening, whoever is kept.
  const offices = {
    registry: open(registry),
    incidents: [executions, dishonesty, lists].map((department) => open(department)),
    monthly: monthly_departments.map((department) => open(department, department.amended ?? null)),
    ratings: open(ratings),
    rowed: row_departments.map((department) => open(department)),
    index: open(industryIndex),
  }
  return {
    ...offices,
    monthly: offices.monthly.filter(({ department }) => !is_kept(department)),
    rowed: offices.rowed.filter(({ department }) => !is_kept(department)),
    kept: { monthly: monthly_departments.filter(is_kept), rowed: row_departments.filter(is_kept) },
  }
}

/** Every office that delivers, in one list. */
export function allOffices({
  registry,
  incidents,
  monthly,
  ratings,
  rowed,
  index,
}: Offices): readonly Office[] {
  return [registry, ...incidents, ...monthly, ratings, ...rowed, index]
}
