import type { Counter } from '#products'
import { profileAt } from '#profiles'
import { profileLayout } from './counter.ts'
import type { Office } from './office.ts'

/** What was known of a firm at a past instant, from the warehouse that an office holds. */
export function pastOf({ warehouse, definitions, clock }: Office): NonNullable<Counter['past']> {
  const layout = profileLayout(definitions)
  return (uscc, as_of) => profileAt(warehouse, layout, uscc, as_of, clock())
}
