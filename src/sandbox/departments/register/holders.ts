import { monthAfter } from '#kernel'
import { dayIn } from '../../calendar.ts'
import { type Firm, stands } from '../../firm.ts'
import { companionsOf, parentOf, storyOf } from '../../ties.ts'
import { personOf } from '../../wording.ts'
import { publishedOn, type RowDepartment, ratio, row } from '../row-department.ts'
import { sinceFounding } from '../standing.ts'
import { nameOf } from './entities.ts'
import { personHash } from './persons.ts'

/** Who holds a firm: persons, and in a group, a chain or a ring another firm. */
export const holders: RowDepartment = {
  dataset: 'reg_shareholder',
  columns: [
    ...['holder_id_hash', 'holder_name', 'holder_type', 'holder_uscc', 'subscribed', 'paid_in', 'ratio'],
    ...['subscribed_due_on', 'from_on', 'to_on', 'published_at'],
  ],
  ...{ day: 4, hour: '03:00', every_months: 12 },
  ...sinceFounding((firm, published_at, firms) => holdings(firm, firms, published_at)),
}

/** Two persons hold a company; in a group, a chain of shells or a ring another firm holds the larger part. */
function holdings(firm: Firm, firms: readonly Firm[], published_at: string): readonly string[] {
  if (firm.form === 'individual_business') return []
  const parent = parentOf(firm, companionsOf(firm, firms))
  const larger = largerShare(firm)
  const part = (of_10k: number, share: number): number => Math.round(of_10k * share * 100) / 100
  const told = (holder: readonly string[], share: number): string =>
    row(
      ...[...holder, part(firm.capital_10k, share), part(firm.paid_in_10k, share), ratio(share)],
      ...[dayIn(monthAfter(firm.born, 240), 12), firm.established_on, '', published_at],
    )
  const person = (number: number) => [personHash(number), personOf(number), 'person', '']
  const first =
    parent === null ? person(firm.no) : [parent.uscc, nameOf(parent, parent.names), 'enterprise', parent.uscc]
  return [told(first, larger), told(person(firm.no + 500_000), 1 - larger)]
}

/** Whom a firm holds, told of the holder: the same shares from the other side. */
export const investments: RowDepartment = {
  dataset: 'reg_branch_invest',
  columns: ['target_uscc', 'target_name', 'kind', 'ratio', 'amount', 'from_on', 'to_on', 'published_at'],
  ...{ day: 4, hour: '03:20', every_months: 12 },
  stock: (firm, { at }, firms) =>
    childrenOf(firm, firms)
      .filter((child) => stands(child, at))
      .map((child) => held(child, '')),
  rows: (firm, { at }, firms) =>
    childrenOf(firm, firms)
      .filter((child) => child.born === at)
      .map((child) => held(child, publishedOn(child.established_on))),
}

function childrenOf(firm: Firm, firms: readonly Firm[]): readonly Firm[] {
  if (storyOf(firm) === 'none') return []
  const companions = companionsOf(firm, firms)
  return companions.filter((child) => parentOf(child, companions)?.no === firm.no)
}

function held(child: Firm, published_at: string): string {
  const share = largerShare(child)
  const amount = Math.round(child.capital_10k * share * 100) / 100
  return row(
    ...[child.uscc, nameOf(child, child.names), 'invest', ratio(share), amount],
    ...[child.established_on, '', published_at],
  )
}

function largerShare({ no }: Firm): number {
  return 0.6 + 0.05 * (no % 6)
}
