import { ensureIdentity } from '#identity'
import { organisationCodeCheckCharacter, usccCheckCharacter } from '#kernel'
import { ensureIntake } from '#sources'
import { ensureThemes } from '#themes'
import { datasetOf, loadText } from '#themes/testing'
import { openDuckDb, type Warehouse } from '#warehouse'

const datasets = [
  ...['reg_entity_base', 'reg_shareholder', 'reg_key_person', 'reg_branch_invest', 'reg_guarantee_public'],
  ...['jud_dishonest', 'jud_restriction', 'jud_execution', 'adm_list'],
]

/** A warehouse in memory with the tables that a graph is drawn from. */
export async function openRegister(): Promise<Warehouse> {
  const warehouse = await openDuckDb({ file: ':memory:', threads: 2 })
  await ensureIdentity(warehouse)
  await ensureIntake(warehouse)
  await ensureThemes(warehouse, datasets.map(datasetOf))
  return warehouse
}

/** The code of the n-th made-up firm, or of an individual business. */
export function codeOf(n: number, prefix: '91' | '92' = '91'): string {
  const organisation = `QX${String(n).padStart(6, '0')}`
  const first_17 = `${prefix}440300${organisation}${organisationCodeCheckCharacter(organisation)}`
  return first_17 + usccCheckCharacter(first_17)
}

type Row = Readonly<Record<string, string | number>>

/** Delivers rows of a dataset; each column stands in some row. */
export async function deliver(
  warehouse: Warehouse,
  dataset: string,
  rows: readonly Row[],
  known_at = '2026-01-10',
): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const lines = rows.map((row) => columns.map((column) => row[column] ?? '').join(','))
  const report = await loadText(warehouse, [columns.join(','), ...lines].join('\n'), { dataset, known_at })
  if (report.quarantined > 0) throw new Error(`${report.quarantined} rows of ${dataset} are quarantined`)
}

/** Delivers the registry's row of so many firms, numbered from 1; those from `individual` on are individual businesses. */
export async function register(warehouse: Warehouse, firms: readonly Row[]): Promise<void> {
  const rows = firms.map((firm, at) => ({
    uscc: codeOf(at + 1),
    ...{ name: `示例${at + 1}公司`, entity_type: 'company', status: 'active', established_on: '2020-01-01' },
    ...{ region_code: '440305', address: `深圳市南山区示例一路${at + 1}号${at + 1}01室` },
    ...firm,
  }))
  await deliver(warehouse, 'reg_entity_base', rows)
}

/** A row of reg_shareholder: who holds which share of a firm, and from when. */
export function holding(held: string, holder: string, ratio: number, more: Row = {}): Row {
  const is_firm = holder.length === 18
  return {
    uscc: held,
    ...{
      holder_id_hash: `hash-${holder}`,
      holder_name: holder,
      holder_type: is_firm ? 'enterprise' : 'person',
    },
    ...(is_firm ? { holder_uscc: holder } : {}),
    ...{ ratio, subscribed: Math.round(100 * ratio), from_on: '2020-01-01', to_on: '' },
    ...more,
  }
}

/** A row of reg_key_person. */
export function office(uscc: string, person: string, position: string, more: Row = {}): Row {
  return {
    uscc,
    ...{ person_id_hash: `hash-${person}`, name: person, position, from_on: '2020-01-01', to_on: '' },
    ...more,
  }
}
