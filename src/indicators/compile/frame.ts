import { drawnFrom, figures_table } from '#graph'
import type { DatasetDefinition } from '#sources'
import { empty, ident, join, type Sql, sql } from '#sql'
import { type ClockMode, type Law, lawfulFacts } from '#themes'
import type { PlannedDataset } from '../plan/plan.ts'
import { type Clocks, clockColumns, clockConstants, constant } from './clocks.ts'
import { column } from './names.ts'

/** For whom and when a statement asks. */
export type Spine =
  | {
      /** All of `subjects` (spine_no, uscc, enterprise_id) at one instant, whose clocks are known already. */
      readonly kind: 'instant'
      readonly subjects: Sql
      /** Whether these are fewer than everybody, so that a scan had better look at theirs alone. */
      readonly some: boolean
      readonly clocks: Clocks
    }
  | {
      /** A table (spine_no, uscc, enterprise_id, as_of and the clocks): each enterprise at an instant of its own. */
      readonly kind: 'pairs'
      readonly table: Sql
    }

/** Where a scan finds its facts, their key in the spine, and what the clocks say. */
export interface Frame {
  readonly from: Sql
  readonly where: Sql
  readonly key: Sql
  readonly as_of: Sql
  readonly today: Sql
  readonly m0: Sql
}

/** How a statement reads: whose clock, and whether some enterprises answer for others. */
export interface Reading {
  readonly mode: ClockMode
  readonly has_members: boolean
  /** What may still be read at the moment of asking; without it all that was known. */
  readonly law?: Law | undefined
  /** Datasets of which a source has answered firm by firm, so that each firm is covered for itself. */
  readonly pulled?: readonly string[]
}

/** The spine as a relation (key, spine_no, uscc, enterprise_id, as_of and the clocks). */
export function spineSql(spine: Spine, datasets: readonly PlannedDataset[]): Sql {
  if (spine.kind === 'pairs')
    return sql`SELECT spine_no AS key, spine_no, uscc, enterprise_id, as_of, ${join(clockColumns(datasets))} FROM ${spine.table} AS pair`
  return sql`SELECT enterprise_id AS key, spine_no, uscc, enterprise_id${clockConstants(spine.clocks)} FROM ${spine.subjects} AS subject`
}

/** Where the scan of one dataset finds its facts. */
export function frameOf({ dataset }: PlannedDataset, spine: Spine, reading: Reading): Frame {
  const { id, kind } = dataset
  // A merged firm's months and events add up; what it is, is said by its own row.
  const members = reading.has_members && kind !== 'state'
  const facts = sql`${tableOf(dataset, reading)} AS fact`
  if (spine.kind === 'pairs') {
    return {
      from: members
        ? sql`(${pairsWithMembers(spine.table)}) AS spine JOIN ${facts} ON fact.enterprise_id = spine.member_id`
        : sql`${spine.table} AS spine JOIN ${facts} ON fact.enterprise_id = spine.enterprise_id`,
      where: empty,
      key: ident('spine', 'spine_no'),
      as_of: ident('spine', 'as_of'),
      today: ident('spine', 'today'),
      m0: sql`spine.${column.dataset(id, 'm0')}`,
    }
  }
  const as_of = constant('as_of', spine.clocks.as_of ?? null)
  const key = members ? ident('member', 'enterprise_id') : ident('fact', 'enterprise_id')
  return {
    from: members
      ? sql`${facts} JOIN (${everybodyWithMembers(as_of)}) AS member ON fact.enterprise_id = member.member_id`
      : facts,
    where: spine.some ? sql`${key} IN (SELECT enterprise_id FROM ${spine.subjects} AS subject) AND ` : empty,
    key,
    as_of,
    today: constant('today', spine.clocks.today ?? null),
    m0: constant('m0', spine.clocks[`${id} m0`] ?? null),
  }
}

// The graph's figures stand in a table of the session that asks.
function tableOf(dataset: DatasetDefinition, { law }: Reading): Sql {
  return drawnFrom(dataset.id) === null ? lawfulFacts(dataset, law ?? null) : figures_table
}

function pairsWithMembers(table: Sql): Sql {
  return sql`
    SELECT *, enterprise_id AS member_id FROM ${table} AS pair
    UNION
    SELECT pair.*, member.member_id FROM ${table} AS pair
    JOIN identity.members AS member ON member.enterprise_id = pair.enterprise_id
    WHERE ${memberAt(sql`pair.as_of`)}`
}

function everybodyWithMembers(as_of: Sql): Sql {
  return sql`
    SELECT enterprise_id, enterprise_id AS member_id FROM identity.enterprises
    UNION
    SELECT member.enterprise_id, member.member_id FROM identity.members AS member
    WHERE ${memberAt(as_of)}`
}

function memberAt(as_of: Sql): Sql {
  return sql`member.known_at <= ${as_of} AND (member.superseded_at IS NULL OR member.superseded_at > ${as_of})`
}
