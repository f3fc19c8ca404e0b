import { monthAfter } from '#kernel'
import { dayIn } from '../../calendar.ts'
import { pick } from '../../chance.ts'
import { hashOf } from '../draws.ts'
import { publishedOn, type RowDepartment, row } from '../row-department.ts'
import { once, onceRows } from '../spells.ts'

const items = ['scope', 'key_person', 'shareholder', 'capital', 'term'] as const
const changes = once(352, ({ archetype }) => 0.012 + (archetype === 'fading' ? 0.02 : 0))

/** Changes as the register tells them, and as a commercial source tells them again. */
export function changesTold(dataset: 'reg_change_log' | 'com_registry_feed', hour: string): RowDepartment {
  const [item, on] = dataset === 'reg_change_log' ? ['change_item', 'changed_on'] : ['item', 'on_date']
  return {
    dataset,
    columns: [item, 'before', 'after', 'after_digest', on, 'published_at'],
    ...{ day: 4, hour, yearly: true },
    rows: onceRows(changes, ({ no }, { began, began_on, dice }, published_at) =>
      row(
        ...[pick(dice, items), '变更前(示例)', '变更后(示例)', hashOf(352, no, began)],
        ...[began_on, published_at],
      ),
    ),
  }
}

/** Notices of those about to be struck off by the simple way. */
export const notices: RowDepartment = {
  dataset: 'reg_notice',
  columns: ['kind', 'published_on', 'objection_until', 'withdrawn_on', 'published_at'],
  ...{ day: 4, hour: '04:10', yearly: true },
  rows: ({ closed_month, status }, { at }) => {
    if (closed_month !== monthAfter(at, 1) || status !== 'cancelled') return []
    const on = dayIn(at, 5)
    return [row('simple_cancel', on, dayIn(at, 25), '', publishedOn(on))]
  },
}
