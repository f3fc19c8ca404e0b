import type { DatasetDefinition } from '#sources'
import { empty, ident, literal, type Sql, sql } from '#sql'
import { type ClockMode, factsOf, visibleAt } from '#themes'
import { crosswalk_dataset, type PlannedDataset } from '../plan/plan.ts'
import type { Frame } from './frame.ts'
import { column } from './names.ts'

/**
 * The condition of a scan of accounts that a row is of an account of the firm's own in the month, or on the day, that
 * it is about: a landlord's meter says nothing of its tenant (domain §4d).
 */
export function ownRowsOnly({ dataset }: PlannedDataset, { as_of }: Frame, mode: ClockMode): Sql {
  if (dataset.account === undefined) return empty
  const { field, kind } = dataset.account
  return sql`EXISTS (
          SELECT 1 FROM ${factsOf(crosswalk_dataset)} AS account
          WHERE account.enterprise_id = fact.enterprise_id AND account.account_hash = ${ident('fact', field)}
            AND account.kind = ${literal(kind)} AND account.relation = 'own' AND ${during(dataset)}
            AND ${visibleAt(mode, as_of)}) AND `
}

/** The condition that the firm has an account of its own; null where nothing is said of its accounts. */
export function hasOwn({ account }: DatasetDefinition): Sql {
  return column.own(account?.kind ?? '')
}

/** What a scan of the crosswalk adds: whether the firm has an account of its own of each kind, on the day. */
export function ownAccounts(kinds: readonly string[], today: Sql): readonly Sql[] {
  return kinds.map(
    (kind) => sql`, fact.kind = ${literal(kind)} AND fact.relation = 'own' AND fact.from_on <= ${today}
        AND (fact.to_on IS NULL OR fact.to_on > ${today}) AS ${column.own(kind)}`,
  )
}

function during({ month, event_on }: DatasetDefinition): Sql {
  if (month !== undefined && 'of' in month) {
    const of = ident('fact', month.of)
    return sql`${monthOf(sql`account.from_on`)} <= ${of}
            AND (account.to_on IS NULL OR ${monthOf(sql`account.to_on`)} >= ${of})`
  }
  const on = ident('fact', event_on ?? '')
  return sql`account.from_on <= ${on} AND (account.to_on IS NULL OR account.to_on >= ${on})`
}

function monthOf(day: Sql): Sql {
  return sql`(EXTRACT(YEAR FROM ${day}) * 12 + EXTRACT(MONTH FROM ${day}) - 1)`
}
