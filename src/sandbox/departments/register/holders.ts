import { type Day, monthAfter } from '#kernel'
import { dayIn } from '../../calendar.ts'
import { type Firm, stands } from '../../firm.ts'
import { heldFrom, heldIn, holderIn } from '../../ties.ts'
import { personOf } from '../../wording.ts'
import { publishedAfter, publishedOn, type RowDepartment, ratio, row } from '../row-department.ts'
import { nameOf } from './entities.ts'
import { personHash } from './persons.ts'

/** Who holds a firm: persons, and in a group, a chain or a ring another firm. */
export const holders: RowDepartment = {
  dataset: 'reg_shareholder',
  columns: [
    ...['holder_id_hash', 'holder_name', 'holder_type', 'holder_uscc', 'subscribed', 'paid_in', 'ratio'],
    ...['subscribed_due_on', 'from_on', 'to_on', 'published_at'],
  ],
  ...{ day: 4, hour: '03:00', yearly: true },
  stock: (firm, eve, firms) =>
    isShared(firm) && stands(firm, eve.at)
      ? holdings(firm, holderIn(firm, firms, eve.at), publishedAfter(eve))
      : [],
  rows: (firm, { at }, firms) => {
    if (!isShared(firm) || !stands(firm, at)) return []
    const parent = holderIn(firm, firms, at)
    if (firm.born === at) return holdings(firm, parent, null)
    return parent?.born === at ? takenOver(firm, parent) : []
  },
}

function isShared({ form }: Firm): boolean {
  return form !== 'individual_business'
}

/** Two persons hold a company; in a group, a chain of shells or a ring another firm holds the larger part. */
function holdings(firm: Firm, parent: Firm | null, eve_at: string | null): readonly string[] {
  const [larger, since] = [largerShare(firm), firm.established_on]
  const first =
    parent === null
      ? holding(firm, personAs(firm.no), larger, [since, ''], eve_at)
      : holding(firm, firmAs(parent), larger, [heldFrom(firm, parent), ''], eve_at)
  return [first, holding(firm, personAs(firm.no + 500_000), 1 - larger, [since, ''], eve_at)]
}

/** A parent founded later takes over what the first person held. */
function takenOver(firm: Firm, parent: Firm): readonly string[] {
  const [larger, on] = [largerShare(firm), parent.established_on]
  return [
    holding(firm, personAs(firm.no), larger, [firm.established_on, on], null),
    holding(firm, firmAs(parent), larger, [on, ''], null),
  ]
}

type Holder = readonly [hash: string, name: string, type: 'person' | 'enterprise', uscc: string]

function personAs(number: number): Holder {
  return [personHash(number), personOf(number), 'person', '']
}

function firmAs(parent: Firm): Holder {
  return [parent.uscc, nameOf(parent, parent.names), 'enterprise', parent.uscc]
}

function holding(
  firm: Firm,
  holder: Holder,
  share: number,
  [from_on, to_on]: readonly [Day, Day | ''],
  eve_at: string | null,
): string {
  const part = (of_10k: number): number => Math.round(of_10k * share * 100) / 100
  const due_on = dayIn(monthAfter(firm.born, 240), 12)
  const published_at = eve_at ?? publishedOn(to_on === '' ? from_on : to_on)
  return row(
    ...[...holder, part(firm.capital_10k), part(firm.paid_in_10k), ratio(share), due_on],
    ...[from_on, to_on, published_at],
  )
}

/** Whom a firm holds, told of the holder: the same shares from the other side. */
export const investments: RowDepartment = {
  dataset: 'reg_branch_invest',
  columns: ['target_uscc', 'target_name', 'kind', 'ratio', 'amount', 'from_on', 'to_on', 'published_at'],
  ...{ day: 4, hour: '03:20', yearly: true },
  stock: (firm, eve, firms) =>
    heldIn(firm, firms, eve.at).map((child) => held(firm, child, publishedAfter(eve))),
  rows: (firm, { at }, firms) =>
    heldIn(firm, firms, at)
      .filter((child) => Math.max(child.born, firm.born) === at)
      .map((child) => held(firm, child, publishedOn(heldFrom(firm, child)))),
}

function held(firm: Firm, child: Firm, published_at: string): string {
  const share = largerShare(child)
  const amount = Math.round(child.capital_10k * share * 100) / 100
  return row(
    ...[child.uscc, nameOf(child, child.names), 'invest', ratio(share), amount],
    ...[heldFrom(firm, child), '', published_at],
  )
}

function largerShare({ no }: Firm): number {
  return 0.6 + 0.05 * (no % 6)
}
