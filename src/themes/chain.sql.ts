import type { DatasetDefinition } from '#sources'
import { ident, join, literal, type Sql, sql } from '#sql'
import type { Session } from '#warehouse'
import { factColumns, grainColumns, heldMonths, type Intake, valueColumns } from './fresh.sql.ts'
import { confirmationColumns, confirmationsOf, factsOf } from './tables.sql.ts'

/** How many rows of a batch became what. */
export interface Merged {
  readonly accepted: number
  readonly corrected: number
  readonly revoked: number
  readonly already_known: number
}

/**
 * Merges `knotted` into the facts by rebuilding the chain of every grain that it touches, over (known_at, batch_id,
 * row_no) and over (intake_at, batch_id, row_no), so that neither the order of loads nor that of lines matters.
 * A row equal to the version that precedes it changes nothing and is not kept.
 */
export async function mergeByChains(
  session: Session,
  dataset: DatasetDefinition,
  intake: Intake,
): Promise<Merged> {
  const grain = grainColumns(dataset)
  await session.run(sql`
    CREATE OR REPLACE TEMP TABLE held AS
    SELECT f.rowid AS held_id, f.* FROM ${factsOf(dataset.id)} f
    WHERE EXISTS (SELECT 1 FROM knotted n WHERE ${same(grain, 'n', 'f')}) ${heldMonths(dataset, 'knotted', 'f')}`)
  await session.run(candidates(dataset, intake))
  await session.run(confirmed(dataset))
  await session.run(judged(dataset))
  await session.run(rechained(dataset))
  await session.run(sql`
    UPDATE ${factsOf(dataset.id)} SET superseded_at = c.superseded_at, closed_at = c.closed_at
    FROM chained c
    WHERE ${factsOf(dataset.id)}.rowid = c.held_id
      AND (c.superseded_at IS DISTINCT FROM c.was_superseded_at OR c.closed_at IS DISTINCT FROM c.was_closed_at)`)
  const columns = join(factColumns(dataset).map((name) => ident(name)))
  await session.run(sql`
    INSERT INTO ${factsOf(dataset.id)} (${columns})
    SELECT ${columns} FROM chained WHERE origin <> 'held' ORDER BY batch_id, row_no`)
  await keepConfirmations(session, dataset)
  return counted(session)
}

/** Two rows' columns compared, null with null; grains hold no null but cost nothing extra to compare so. */
export function same(columns: readonly string[], one: string, other: string): Sql {
  return join(
    columns.map((name) => sql`${ident(one)}.${ident(name)} = ${ident(other)}.${ident(name)}`),
    ' AND ',
  )
}

// Held, confirmed and fresh rows in one table. `is_effective`: it lives for more than an instant among its own kind, so
// that a row after it is compared with it; a fresh line that a later line of the same instant replaces is not.
function candidates(dataset: DatasetDefinition, { batch_id }: Intake): Sql {
  const grain = join(grainColumns(dataset).map((name) => ident(name)))
  const content = contentOf(dataset)
  return sql`
    CREATE OR REPLACE TEMP TABLE candidates AS
    SELECT held_id, 'held' AS origin, ${grain}, ${content} AS content, known_at, intake_at, false AS is_correction, marks,
      batch_id, row_no, is_tombstone OR superseded_at IS NULL OR superseded_at > known_at AS is_effective,
      superseded_at AS was_superseded_at, closed_at AS was_closed_at
    FROM held
    UNION ALL
    SELECT NULL, 'fresh', ${grain}, ${content}, known_at, intake_at, is_correction, marks,
      CAST(${literal(batch_id)} AS INTEGER), row_no,
      row_number() OVER (PARTITION BY ${grain}, known_at ORDER BY row_no DESC) = 1, NULL, NULL
    FROM knotted`
}

// What was confirmed is what stood before it in the chain that is held; a row that is held itself confirmed nothing.
function confirmed(dataset: DatasetDefinition): Sql {
  const grain = join(grainColumns(dataset).map((name) => ident(name)))
  return sql`
    INSERT INTO candidates
    SELECT NULL, 'confirmed', ${grain}, content, known_at, intake_at, false, marks, batch_id, row_no, true, NULL, NULL
    FROM (
      SELECT *  REPLACE (last_value(content IGNORE NULLS) OVER (
          PARTITION BY ${grain} ORDER BY known_at, batch_id, row_no ROWS UNBOUNDED PRECEDING) AS content)
      FROM (
        SELECT origin, ${grain}, content, known_at, intake_at, marks, batch_id, row_no
        FROM candidates WHERE origin = 'held' AND is_effective
        UNION ALL
        SELECT 'confirmed', ${grain}, NULL, known_at, intake_at, marks, batch_id, row_no
        FROM ${confirmationsOf(dataset.id)} c
        WHERE EXISTS (SELECT 1 FROM knotted n WHERE ${same(grainColumns(dataset), 'n', 'c')})
          AND NOT EXISTS (SELECT 1 FROM held h WHERE h.batch_id = c.batch_id AND h.row_no = c.row_no)))
    WHERE origin = 'confirmed'`
}

// Of each row that is not held: whether it is known already; of each: whether a living version stands before it.
function judged(dataset: DatasetDefinition): Sql {
  const grain = join(grainColumns(dataset).map((name) => ident(name)))
  return sql`
    CREATE OR REPLACE TEMP TABLE judged AS
    SELECT *,
      origin <> 'held' AND CASE WHEN is_effective THEN prior_content IS NOT NULL AND content IS NOT DISTINCT FROM prior_content
        ELSE content IS NOT DISTINCT FROM last_content OR (prior_content IS NOT NULL AND last_content IS NOT DISTINCT FROM prior_content)
          OR coalesce(list_contains(held_contents, content), false) END AS is_known
    FROM (
      SELECT *,
        lag(CASE WHEN is_effective THEN content END IGNORE NULLS) OVER chain AS prior_content,
        lag(CASE WHEN is_effective THEN known_at END IGNORE NULLS) OVER chain AS prior_known_at,
        last_value(content) OVER (PARTITION BY ${grain}, origin, known_at ORDER BY row_no
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS last_content,
        list(content) FILTER (origin = 'held') OVER (PARTITION BY ${grain}) AS held_contents
      FROM candidates
      WINDOW chain AS (PARTITION BY ${grain} ORDER BY known_at, batch_id, row_no))`
}

function rechained(dataset: DatasetDefinition): Sql {
  const grain = join(grainColumns(dataset).map((name) => ident(name)))
  const others = valueColumns(dataset).filter((name) => !dataset.grain.includes(name))
  const values = others.map((name) => sql`content.${ident(name)} AS ${ident(name)},`)
  const updates = dataset.kind === 'month' ? sql`true` : sql`is_correction`
  return sql`
    CREATE OR REPLACE TEMP TABLE chained AS
    SELECT held_id, origin, ${grain}, ${join(values, ' ')} known_at, intake_at, content.gone AS is_tombstone, marks,
      batch_id, row_no,
      CASE WHEN content.gone THEN known_at ELSE lead(known_at) OVER published END AS superseded_at,
      CASE WHEN content.gone THEN intake_at ELSE lead(intake_at) OVER ours END AS closed_at,
      was_superseded_at, was_closed_at,
      CASE WHEN content.gone THEN 'revoked' WHEN lag(content.gone) OVER published IS FALSE AND ${updates} THEN 'corrected' ELSE 'accepted' END AS became
    FROM judged
    WHERE NOT is_known
    WINDOW published AS (PARTITION BY ${grain} ORDER BY known_at, batch_id, row_no),
      ours AS (PARTITION BY ${grain} ORDER BY intake_at, batch_id, row_no)`
}

// A fresh row that is known is remembered as a confirmation where it was said later than what it confirms.
async function keepConfirmations(session: Session, dataset: DatasetDefinition): Promise<void> {
  const grain = join(grainColumns(dataset).map((name) => ident(name)))
  await session.run(sql`
    DELETE FROM ${confirmationsOf(dataset.id)} c
    WHERE EXISTS (SELECT 1 FROM chained n WHERE n.origin = 'confirmed' AND n.batch_id = c.batch_id AND n.row_no = c.row_no)`)
  await session.run(sql`
    INSERT INTO ${confirmationsOf(dataset.id)} ${confirmationColumns(dataset)}
    SELECT ${grain}, known_at, intake_at, marks, batch_id, row_no FROM judged
    WHERE origin = 'fresh' AND is_known AND is_effective AND known_at > prior_known_at`)
}

function contentOf(dataset: DatasetDefinition): Sql {
  const names = valueColumns(dataset).filter((name) => !dataset.grain.includes(name))
  const members = names.map(
    (name) => sql`${literal(name)}: CASE WHEN is_tombstone THEN NULL ELSE ${ident(name)} END`,
  )
  return sql`{${join([...members, sql`'gone': is_tombstone`])}}`
}

async function counted(session: Session): Promise<Merged> {
  const [counts] = await session.rows<Merged>(sql`
    SELECT count(*) FILTER (became = 'accepted') AS accepted, count(*) FILTER (became = 'corrected') AS corrected,
      count(*) FILTER (became = 'revoked') AS revoked,
      (SELECT count(*) FROM judged WHERE origin = 'fresh' AND is_known) AS already_known
    FROM chained WHERE origin = 'fresh'`)
  if (counts === undefined) throw new Error('a count gives a row')
  return counts
}
