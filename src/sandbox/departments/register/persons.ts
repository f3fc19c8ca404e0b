import type { Firm } from '../../firm.ts'
import { personOf } from '../../wording.ts'
import { hashOf } from '../draws.ts'
import { type RowDepartment, row } from '../row-department.ts'
import { sinceFounding } from '../standing.ts'

/** Who represents, directs and supervises a firm. */
export const keyPersons: RowDepartment = {
  dataset: 'reg_key_person',
  columns: ['person_id_hash', 'name', 'position', 'from_on', 'to_on', 'published_at'],
  ...{ day: 4, hour: '03:10', yearly: true },
  ...sinceFounding(persons),
}

function persons(firm: Firm, published_at: string): readonly string[] {
  const told = (number: number, position: string) =>
    row(personHash(number), personOf(number), position, firm.established_on, '', published_at)
  if (firm.form === 'individual_business') return [told(firm.no, 'proprietor')]
  return [told(firm.no, 'legal_rep'), told(firm.no, 'director'), told(firm.no + 500_000, 'supervisor')]
}

/** What stands for a person's identity number. */
export function personHash(number: number): string {
  return hashOf(351, number)
}
