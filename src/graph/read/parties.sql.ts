import { ident, type Sql, sql } from '#sql'
import { currentRows, isOneOf, type Moment } from './facts.sql.ts'

/** The tables of one drawing, which its session alone sees, which its end drops. */
export const drawing_tables = [
  'graph_held',
  'graph_run',
  'graph_targets',
  'graph_guaranteed',
  'graph_parties',
] as const

/** Makes the tables of a drawing; `positions` are those that relate, `representatives` those who stand for a firm. */
export function drawingSteps(moment: Moment, rules: OfficeRules): readonly Sql[] {
  return [
    sql`CREATE OR REPLACE TEMP TABLE graph_run AS ${runBy(moment, rules)}`,
    sql`CREATE OR REPLACE TEMP TABLE graph_targets AS ${targetsOf(moment)}`,
    sql`CREATE OR REPLACE TEMP TABLE graph_held AS ${heldBy(moment)}`,
    sql`CREATE OR REPLACE TEMP TABLE graph_guaranteed AS ${guaranteedBy(moment)}`,
    sql`CREATE OR REPLACE TEMP TABLE graph_parties AS ${partiesOf()}`,
  ]
}

/** Removes one of them. */
export function dropDrawing(table: string): Sql {
  return sql`DROP TABLE IF EXISTS ${ident('temp', table)}`
}

/** Which positions mean something to the graph. */
export interface OfficeRules {
  readonly positions: readonly string[]
  readonly representatives: readonly string[]
}

// A person is known by the hash that the registry gives it, an enterprise without a code here by its code or its hash.
const party = (is_person: Sql, key: Sql): Sql =>
  sql`CASE WHEN ${is_person} THEN 'person ' ELSE 'other ' END || ${key}`

// One whose enterprise is known is no party.
const strangers = (is_person: Sql, key: Sql): Sql =>
  sql`CASE WHEN enterprise.enterprise_id IS NULL THEN ${party(is_person, key)} END`

function runBy(moment: Moment, { positions, representatives }: OfficeRules): Sql {
  return sql`
    SELECT enterprise_id, ${party(sql`true`, sql`person_id_hash`)} AS party,
      max(CASE WHEN ${isOneOf(sql`position`, positions)} THEN 1 ELSE 0 END)
        + max(CASE WHEN ${isOneOf(sql`position`, representatives)} THEN 2 ELSE 0 END) AS bits,
      bool_or(position = 'proprietor') AS is_proprietor
    FROM ${currentRows('reg_key_person', ['person_id_hash', 'position'], moment)} AS person
    GROUP BY enterprise_id, person_id_hash`
}

function targetsOf(moment: Moment): Sql {
  return sql`
    SELECT row.enterprise_id, row.kind, row.ratio, enterprise.enterprise_id AS target_id,
      ${strangers(sql`false`, sql`upper(row.target_uscc)`)} AS party
    FROM ${currentRows('reg_branch_invest', ['target_uscc', 'kind'], moment)} AS row
    LEFT JOIN identity.enterprises AS enterprise ON enterprise.uscc = upper(row.target_uscc)`
}

// The register of the firm that is held goes first. Where it names nobody, the proprietor owns the whole, or those do
// who say that they have invested.
function heldBy(moment: Moment): Sql {
  return sql`
    WITH registered AS (
      SELECT row.enterprise_id AS held_id, enterprise.enterprise_id AS holder_id, row.ratio,
        ${strangers(sql`row.holder_type = 'person'`, sql`coalesce(row.code, row.holder_id_hash)`)} AS party
      FROM (
        SELECT *, CASE WHEN holder_type <> 'person' THEN upper(holder_uscc) END AS code
        FROM ${currentRows('reg_shareholder', ['holder_id_hash'], moment)} AS current
      ) AS row
      LEFT JOIN identity.enterprises AS enterprise ON enterprise.uscc = row.code
    )
    SELECT held_id, holder_id, party, CAST(NULL AS VARCHAR) AS held_party, ratio FROM registered
    UNION ALL
    SELECT enterprise_id, NULL, party, NULL, 1 FROM graph_run
    WHERE is_proprietor AND enterprise_id NOT IN (SELECT held_id FROM registered)
    UNION ALL
    SELECT target_id, enterprise_id, NULL, party, ratio FROM graph_targets
    WHERE kind = 'invest' AND (target_id IS NULL OR target_id NOT IN (SELECT held_id FROM registered))`
}

// What one bank has told of its own guarantees is for that bank alone.
function guaranteedBy(moment: Moment): Sql {
  return sql`
    SELECT row.enterprise_id, enterprise.enterprise_id AS guaranteed_id, row.amount,
      ${strangers(sql`false`, sql`upper(row.guaranteed_uscc)`)} AS party
    FROM ${currentRows('reg_guarantee_public', ['guaranteed_uscc', 'from_on', 'origin'], moment)} AS row
    LEFT JOIN identity.enterprises AS enterprise ON enterprise.uscc = upper(row.guaranteed_uscc)
    WHERE row.origin <> 'bank_upload'`
}

function partiesOf(): Sql {
  return sql`
    SELECT party, starts_with(party, 'person ') AS is_person,
      CAST((SELECT coalesce(max(enterprise_id), 0) FROM identity.enterprises)
        + row_number() OVER (ORDER BY party) AS INTEGER) AS node
    FROM (
      SELECT party FROM graph_held
      UNION SELECT held_party FROM graph_held
      UNION SELECT party FROM graph_run
      UNION SELECT party FROM graph_targets
      UNION SELECT party FROM graph_guaranteed
    ) AS named
    WHERE party IS NOT NULL`
}
