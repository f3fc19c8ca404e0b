import { membershipsAt, succeededSql } from '#identity'
import { flags } from '#indicators'
import { dayOf, type Instant, monthOf } from '#kernel'
import type { DatasetDefinition } from '#sources'
import { empty, ident, join, literal, type Sql, sql } from '#sql'
import { columnType, factsOf, type Law, lawfulFacts, pulledBy, toldSql, visibleAt } from '#themes'
import { type Layout, naming } from './layout.ts'

/** What is known of each dataset at an instant: its open month, whether it is covered, and its latest batch. */
export interface DatasetClock {
  readonly dataset_id: string
  readonly m0: number | null
  readonly covered: boolean
  readonly latest_at: Instant | null
  /** Whether a source has answered of it firm by firm. */
  readonly pulled: boolean
}

/** The statement that gives the clocks of a layout's datasets. */
export function clocksSql({ datasets }: Pick<Layout, 'datasets'>, as_of: Instant): Sql {
  const at = timestamp(as_of)
  const one = ({ id }: DatasetDefinition): Sql => sql`
    SELECT ${literal(id)} AS dataset_id,
      (SELECT max(month) FROM themes.openings o WHERE o.dataset_id = ${literal(id)} AND o.mode = 'strict'
        AND o.month < ${literal(monthOf(dayOf(as_of)))} AND o.opened_at <= ${at}
        AND (o.closed_at IS NULL OR o.closed_at > ${at})) AS m0,
      EXISTS (SELECT 1 FROM themes.coverage c WHERE c.dataset_id = ${literal(id)} AND c.mode = 'strict'
        AND c.known_at <= ${at}) AS covered,
      (SELECT max(b.known_at) FROM intake.batches b WHERE b.dataset_id = ${literal(id)} AND b.known_at <= ${at}) AS latest_at,
      EXISTS (SELECT 1 FROM themes.firm_coverage p WHERE p.dataset_id = ${literal(id)} AND p.known_at <= ${at}) AS pulled`
  return join(datasets.map(one), ' UNION ALL ')
}

/**
 * The profiles at an instant as a relation (`uscc, enterprise_id, as_of, values, flags, marks, body, name`), over the answers
 * of the indicators. The arrays are text as PostgreSQL writes them: `flags` are
 * places in the list of flags from 1, `marks` bits; `body` is JSON.
 */
export function profilesSql(
  layout: Layout,
  answers: Sql,
  clocks: readonly DatasetClock[],
  as_of: Instant,
  only: readonly number[] | null,
  reading: Reading,
): Sql {
  const { law } = reading
  const ids = layout.plan.ids
  const some = only === null ? empty : sql`AND enterprise_id IN (${join(only.map(literal))})`
  const facets = [
    ...layout.series.map((series, place) => ({
      name: `s${place}`,
      rows: seriesSql(layout, series, clocks, as_of, some, reading),
    })),
    ...layout.facts.map((dataset, place) => ({
      name: `f${place}`,
      rows: factsSql(dataset, as_of, some, reading),
    })),
    ...layout.datasets.map((dataset, place) => ({
      name: `a${place}`,
      rows: ageSql(dataset, clocks, as_of, some, reading),
    })),
  ]
  const pulled = layout.datasets.flatMap(({ id }, place) =>
    clockOf(clocks, id).pulled ? [{ name: `p${place}`, rows: pulledBy(id, 'strict', timestamp(as_of)) }] : [],
  )
  // Said at the moment of asking, whatever instant is asked about.
  const told =
    law === null ? [] : [{ name: 'told', rows: toldSql(law.asked_at, annotationsFor(layout, reading)) }]
  const succeeded = { name: 'succeeded', rows: succeededSql(timestamp(as_of)) }
  const joins = [...facets, ...pulled, ...told, succeeded].map(
    ({ name, rows }) =>
      sql`LEFT JOIN (${rows}) AS ${ident(name)} ON ${ident(name)}.enterprise_id = e.enterprise_id`,
  )
  const listed = (names: readonly string[]): Sql => sql`[${join(names.map((name) => sql`${ident(name)}.j`))}]`
  return sql`
    SELECT a.uscc, e.enterprise_id, CAST(${literal(as_of.replace('T', ' ').replace('Z', ''))} AS TIMESTAMP) AS as_of,
      ${arrayText(ids.map((id) => sql`a.${ident(id)}`))} AS "values",
      ${arrayText(ids.map((id) => flagPlace(sql`a.${ident(`${id}_flag`)}`)))} AS flags,
      ${arrayText(ids.map((id) => sql`a.${ident(`${id}_marks`)}`))} AS marks,
      CAST(to_json({'series': ${listed(layout.series.map((_, place) => `s${place}`))},
        'facts': ${listed(layout.facts.map((_, place) => `f${place}`))},
        'succeeded_on': coalesce(succeeded.j, []),
        'told': ${law === null ? sql`[]` : sql`coalesce(told.j, [])`},
        'ages': [${join(layout.datasets.map((dataset, place) => ageJson(dataset, place, clocks)))}]}) AS VARCHAR) AS body,
      ${nameSql(layout)} AS name
    FROM (${answers}) a
    JOIN identity.enterprises e ON e.uscc = a.uscc
    ${join(joins, ' ')}`
}

/** The same as lines of CSV that PostgreSQL's COPY takes. */
export function copyProfilesTo(profiles: Sql, file: string): Sql {
  return sql`
    COPY (SELECT uscc, enterprise_id, as_of, "values", flags, marks, body, name FROM (${profiles}))
    TO ${literal(file)} (FORMAT csv, HEADER false, QUOTE '"', ESCAPE '"')`
}

// The one row of the dataset that names enterprises.
function nameSql({ facts }: Layout): Sql {
  const place = facts.findIndex(({ id }) => id === naming.dataset)
  return place < 0 ? sql`NULL::VARCHAR` : sql`${ident(`f${place}`)}.j[1].${ident(naming.field)}`
}

// An array as PostgreSQL writes one. Ordered lists and lambdas cost ten times as much.
function arrayText(values: readonly Sql[]): Sql {
  return sql`'{' || concat_ws(',', ${join(values.map((value) => sql`coalesce(CAST(${value} AS VARCHAR), 'NULL')`))}) || '}'`
}

function flagPlace(flag: Sql): Sql {
  return sql`CASE ${flag} ${join(
    flags.map((word, place) => sql`WHEN ${literal(word)} THEN ${literal(place + 1)}`),
    ' ',
  )} END`
}

/** The enterprises that batches after a generation touched, and the generation that is now. */
export function touchedSince(layout: Layout, generation: number): Sql {
  const one = ({ id }: DatasetDefinition): Sql =>
    sql`SELECT enterprise_id FROM ${factsOf(id)} WHERE batch_id > ${literal(generation)}`
  const pulled = sql`SELECT enterprise_id FROM themes.firm_coverage WHERE batch_id > ${literal(generation)}`
  const touched = sql`(${join([...layout.datasets.map(one), pulled], ' UNION ALL ')})`
  return sql`
    WITH touched AS MATERIALIZED (SELECT DISTINCT enterprise_id FROM ${touched})
    SELECT enterprise_id FROM touched
    UNION
    SELECT m.enterprise_id FROM identity.members m JOIN touched t ON t.enterprise_id = m.member_id
    ORDER BY enterprise_id`
}

/** The number of the latest batch: what the warehouse holds is named by it. */
export function warehouseGeneration(): Sql {
  return sql`SELECT coalesce(max(batch_id), 0) AS generation FROM intake.batches`
}

function seriesSql(
  layout: Layout,
  { dataset, field }: Layout['series'][number],
  clocks: readonly DatasetClock[],
  as_of: Instant,
  some: Sql,
  reading: Reading,
): Sql {
  const m0 = clockOf(clocks, dataset).m0 ?? -1
  const definition = layout.datasets.find(({ id }) => id === dataset)
  if (definition?.month === undefined || !('of' in definition.month))
    throw new Error(`${dataset} has no month field`)
  const month = ident(definition.month.of)
  const type = definition.fields.find(({ id }) => id === field)?.type ?? 'decimal'
  return sql`
    SELECT enterprise_id, list({'m': m, 'v': v}) AS j
    FROM (
      SELECT enterprise_id, ${month} AS m, ${reading.members === null ? ident(field) : sql`CAST(sum(${ident(field)}) AS ${columnType(type)})`} AS v
      FROM ${factsFor(definition, reading)} AS fact
      WHERE ${month} > ${literal(m0 - layout.months)} AND ${month} <= ${literal(m0)}
        AND ${visibleAt('strict', timestamp(as_of))} ${some}
      ${reading.members === null ? empty : sql`GROUP BY enterprise_id, ${month}`})
    GROUP BY enterprise_id`
}

/** By what facts are read: the law of the moment of asking, and who answers for whom, null where nobody does. */
export interface Reading {
  readonly law: Law | null
  readonly members: Sql | null
}

// A merged firm's months and events are told under the one that answers for it; what it is, is said by its own row.
function factsFor(dataset: DatasetDefinition, { law, members }: Reading): Sql {
  const facts = lawfulFacts(dataset, law)
  if (members === null || dataset.kind === 'state') return facts
  return sql`(
    SELECT own.* REPLACE (coalesce(m.enterprise_id, own.enterprise_id) AS enterprise_id)
    FROM ${facts} AS own LEFT JOIN ${members} AS m ON m.member_id = own.enterprise_id)`
}

// What is said of a fact is told where the fact is.
function annotationsFor({ datasets }: Layout, { members }: Reading): Sql {
  const moved = datasets.filter(({ kind }) => kind !== 'state').map(({ id }) => literal(id))
  if (members === null || moved.length === 0) return sql`themes.annotations`
  return sql`(
    SELECT own.* REPLACE (coalesce(m.enterprise_id, own.enterprise_id) AS enterprise_id)
    FROM themes.annotations AS own
    LEFT JOIN ${members} AS m ON m.member_id = own.enterprise_id AND own.dataset_id IN (${join(moved)}))`
}

function factsSql(dataset: DatasetDefinition, as_of: Instant, some: Sql, reading: Reading): Sql {
  const members = dataset.fields.map(({ id, type }) => {
    const as_text = type === 'money' || type === 'decimal' || type === 'day'
    return sql`${literal(id)}: ${as_text ? sql`CAST(${ident(id)} AS VARCHAR)` : ident(id)}`
  })
  return sql`
    SELECT enterprise_id, list({${join(members)}}) AS j
    FROM ${factsFor(dataset, reading)} AS fact WHERE ${visibleAt('strict', timestamp(as_of))} ${some}
    GROUP BY enterprise_id`
}

// A month's fact is as old as the row of M0; a quarter's as the last one that ends by then. Others are as old as the
// dataset's latest batch, for their silence says something too.
function ageSql(
  dataset: DatasetDefinition,
  clocks: readonly DatasetClock[],
  as_of: Instant,
  some: Sql,
  reading: Reading,
): Sql {
  const m0 = clockOf(clocks, dataset.id).m0
  if (dataset.month === undefined || m0 === null)
    return sql`SELECT CAST(NULL AS INTEGER) AS enterprise_id, CAST(NULL AS TIMESTAMP) AS j WHERE false`
  const about =
    'of' in dataset.month
      ? sql`${ident(dataset.month.of)} = ${literal(m0)}`
      : sql`period_month <= ${literal(m0)} AND period_month > ${literal(m0)} - period_span`
  return sql`
    SELECT enterprise_id, max(intake_at) AS j FROM ${factsFor(dataset, reading)} AS fact
    WHERE ${about} AND ${visibleAt('strict', timestamp(as_of))} ${some}
    GROUP BY enterprise_id`
}

function ageJson(dataset: DatasetDefinition, place: number, clocks: readonly DatasetClock[]): Sql {
  const { m0, covered, latest_at, pulled } = clockOf(clocks, dataset.id)
  const own = pulled ? ident(`p${place}`, 'known_at') : sql`NULL::TIMESTAMP`
  const latest = latest_at === null || !covered ? sql`NULL::VARCHAR` : literal(latest_at)
  const known =
    dataset.kind === 'month'
      ? sql`CAST(${ident(`a${place}`)}.j AS VARCHAR)`
      : sql`coalesce(CAST(${own} AS VARCHAR), ${latest})`
  const is_covered = pulled ? sql`(${literal(covered)} OR ${own} IS NOT NULL)` : literal(covered)
  return sql`{'m': ${m0 === null ? sql`NULL::INTEGER` : literal(m0)}, 'k': ${known}, 'c': ${is_covered}}`
}

function clockOf(clocks: readonly DatasetClock[], dataset_id: string): DatasetClock {
  const clock = clocks.find((each) => each.dataset_id === dataset_id)
  if (clock === undefined) throw new Error(`no clock of ${dataset_id}`)
  return clock
}

function timestamp(at: Instant): Sql {
  return sql`CAST(${literal(at.replace('T', ' ').replace('Z', ''))} AS TIMESTAMP)`
}

/** Enterprises, and those that answer for them at an instant. */
export function withWholesSql(ids: readonly number[], as_of: Instant): Sql {
  const some = join(ids.map(literal))
  return sql`
    SELECT enterprise_id FROM identity.enterprises WHERE enterprise_id IN (${some})
    UNION
    SELECT enterprise_id FROM ${membershipsAt(timestamp(as_of))} WHERE member_id IN (${some})
    ORDER BY enterprise_id`
}

/** The codes of enterprises. */
export function codesSql(ids: readonly number[]): Sql {
  return sql`SELECT uscc FROM identity.enterprises WHERE enterprise_id IN (${join(ids.map(literal))}) ORDER BY enterprise_id`
}

/** The enterprises of codes. */
export function enterprisesSql(usccs: readonly string[]): Sql {
  return sql`SELECT enterprise_id FROM identity.enterprises WHERE uscc IN (${join(usccs.map(literal))})`
}
