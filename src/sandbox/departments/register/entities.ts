import { demo_firms, partOf } from '../../demo-firms.ts'
import type { Firm } from '../../firm.ts'
import { storyOf } from '../../ties.ts'
import { addressOf, personOf, tradeNameOf } from '../../wording.ts'
import type { Department } from '../department.ts'

/** The register: a snapshot when the city begins, then the news of each month. */
export const registry: Department = {
  dataset: 'reg_entity_base',
  columns: [
    ...[
      'name',
      'former_names',
      'entity_type',
      'status',
      'established_on',
      'approved_on',
      'term_from',
      'term_to',
    ],
    ...[
      'registered_capital',
      'paid_in_capital',
      'currency',
      'legal_rep_name',
      'address',
      'operating_address',
    ],
    ...[
      'region_code',
      'func_area',
      'industry_class',
      'business_scope',
      'reg_authority',
      'revoked_on',
      'cancelled_on',
    ],
  ],
  ...{ day: 2, hour: '02:00' },
}

/** The register's row of a firm, all but its code. */
export function registryCells(firm: Firm): string {
  const { trade, district, status, established_on, approved_on, capital_10k, paid_in_10k, closed_on } = firm
  const address = addressAt(firm)
  const name = nameOf(firm, firm.names)
  const ended = `${status === 'revoked' ? closed_on : ''},${status === 'cancelled' ? closed_on : ''}`
  return [
    `${name},${formerNames(firm)},${firm.form},${status},${established_on},${approved_on},${established_on},`,
    `${capital_10k},${paid_in_10k},人民币,${personOf(firm.no)},${address},${address},${district.region_code}`,
    `${functionalArea(firm)},${trade.industry_class},${trade.scope},深圳市示例市场监管局,${ended}`,
  ].join(',')
}

/** Where a firm is registered: shells of a neighbourhood all at one address. */
function addressAt(firm: Firm): string {
  if (storyOf(firm) !== 'shell') return addressOf(firm.no, firm.moves, firm.district)
  return addressOf(Math.floor(firm.no / 1000), 0, { region_code: '440305', name: '南山区' })
}

/** A firm's name after so many changes; every firm that ever was has another. */
export function nameOf(firm: Firm, changes: number): string {
  const part = firm.script === null ? null : partOf(firm.uscc)
  if (part !== null) return demo_firms[part].name
  // Names taken later come from numbers that no founding uses.
  const word = `示例${tradeNameOf(firm.no + changes * later_names_from)}`
  if (firm.form === 'individual_business') return `深圳市${firm.district.name}${word}${firm.trade.word}`
  if (firm.form === 'cooperative') return `深圳市${word}${firm.trade.word}专业合作社`
  return `深圳市${word}${firm.trade.word}有限公司`
}

const later_names_from = 1_000_000

function formerNames(firm: Firm): string {
  if (firm.names === 0) return ''
  const names = Array.from({ length: firm.names }, (_, changes) => nameOf(firm, changes))
  return `"${JSON.stringify(names).replaceAll('"', '""')}"`
}

// Qianhai lies across Nanshan and Bao'an and has no code of its own.
function functionalArea(firm: Firm): string {
  return ['440305', '440306'].includes(firm.district.region_code) && firm.no % 11 === 0 ? 'qianhai' : ''
}
