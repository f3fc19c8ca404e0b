import { literal, type Sql, sql } from '#sql'
import { factsOf } from '#themes'

/** Of a hundred links so many are shareholdings, offices, branches and guarantees. */
export const links_of_a_hundred = { holdings: 60, offices: 30, branches: 5, guarantees: 5 } as const

/** So many enterprises; their codes look like codes and are none. */
export function makeEnterprises(firms: number): Sql {
  return sql`INSERT INTO identity.enterprises
    SELECT i, ${codeOf(sql`i`)}, 0, 1 FROM range(1, ${literal(firms + 1)}) AS firms(i)`
}

/**
 * Three holders of each enterprise: two of them any other enterprises, so that rings are everywhere, one a person.
 * One enterprise in three has a holder of 51 %.
 */
export function makeHoldings(firms: number, persons: number, holdings: number): Sql {
  return sql`INSERT INTO ${factsOf('reg_shareholder')} BY NAME
    SELECT enterprise_id, ${personOf(sql`holder`)} AS holder_id_hash, 'x' AS holder_name,
      CASE WHEN slot < 2 THEN 'enterprise' ELSE 'person' END AS holder_type,
      CASE WHEN slot < 2 THEN ${codeOf(sql`holder`)} END AS holder_uscc, 1 AS subscribed,
      CASE slot WHEN 0 THEN CASE WHEN enterprise_id % 3 = 0 THEN 0.51 ELSE 0.4 END WHEN 1 THEN 0.25 ELSE 0.24 END AS ratio,
      DATE '2020-01-01' AS from_on, ${envelope}
    FROM (
      SELECT CAST(1 + n // 3 AS INTEGER) AS enterprise_id, n % 3 AS slot,
        n, CAST(1 + hash(n) % CASE WHEN n % 3 < 2 THEN ${literal(firms)} ELSE ${literal(persons)} END AS INTEGER) AS holder
      FROM range(${literal(holdings)}) AS links(n)
    ) AS drawn`
}

/** Who runs each enterprise. */
export function makeOffices(firms: number, persons: number, offices: number): Sql {
  return sql`INSERT INTO ${factsOf('reg_key_person')} BY NAME
    SELECT CAST(1 + n % ${literal(firms)} AS INTEGER) AS enterprise_id,
      ${personOf(sql`CAST(1 + hash(n * 3 + 1) % ${literal(persons)} AS INTEGER)`)} AS person_id_hash, 'x' AS name,
      CASE WHEN n < ${literal(firms)} THEN 'legal_rep' ELSE 'director' END AS position,
      DATE '2020-01-01' AS from_on, ${envelope}
    FROM range(${literal(offices)}) AS links(n)`
}

/** Branches, each an enterprise too. */
export function makeBranches(firms: number, branches: number): Sql {
  return sql`INSERT INTO ${factsOf('reg_branch_invest')} BY NAME
    SELECT CAST(1 + hash(n * 5 + 2) % ${literal(firms)} AS INTEGER) AS enterprise_id,
      ${codeOf(sql`1 + hash(n * 7 + 3) % ${literal(firms)}`)} AS target_uscc, 'x' AS target_name, 'branch' AS kind,
      DATE '2020-01-01' AS from_on, ${envelope}
    FROM range(${literal(branches)}) AS links(n)`
}

/** Guarantees between any two enterprises. */
export function makeGuarantees(firms: number, guarantees: number): Sql {
  return sql`INSERT INTO ${factsOf('reg_guarantee_public')} BY NAME
    SELECT CAST(1 + hash(n * 11 + 4) % ${literal(firms)} AS INTEGER) AS enterprise_id,
      ${codeOf(sql`1 + hash(n * 13 + 5) % ${literal(firms)}`)} AS guaranteed_uscc, 100 AS amount, 'joint' AS kind,
      'announcement' AS origin, DATE '2020-01-01' AS from_on, ${envelope}
    FROM range(${literal(guarantees)}) AS links(n)`
}

function codeOf(number: Sql): Sql {
  return sql`'91440300QX' || lpad(CAST(${number} AS VARCHAR), 8, '0')`
}

function personOf(number: Sql): Sql {
  return sql`md5(CAST(${number} AS VARCHAR))`
}

const envelope = sql`TIMESTAMP '2024-01-01' AS known_at, TIMESTAMP '2024-01-01' AS intake_at, false AS is_tombstone,
      0 AS marks, 1 AS batch_id, n AS row_no`
