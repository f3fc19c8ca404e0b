import { ident, join, type Sql, sql } from '#sql'
import { keptScan } from './compile/compile.ts'
import type { IndicatorPlan } from './plan/plan.ts'

/** Keeps a scan that several parts read. */
export function keepScan(dataset_id: string, scan: Sql): Sql {
  return sql`CREATE OR REPLACE TEMP TABLE ${keptScan(dataset_id)} AS ${scan}`
}

/** Keeps what the statement of one part says, in a table of the session. */
export function keepPart(at: number, statement: Sql): Sql {
  return sql`CREATE OR REPLACE TEMP TABLE ${partName(at)} AS ${statement}`
}

/** The parts side by side, as the one statement of them all would answer. */
export function sideBySide({ ids, parts }: IndicatorPlan): Sql {
  const first = partTable(0)
  const others = parts
    .slice(1)
    .map((_, at) => sql` JOIN ${partTable(at + 1)} ON ${partTable(at + 1)}.spine_no = ${first}.spine_no`)
  const columns = ids.map((id) => {
    const part = partTable(parts.findIndex((each) => each.ids.includes(id)))
    const each = [id, `${id}_flag`, `${id}_marks`].map((name) => sql`, ${part}.${ident(name)}`)
    return join(each, '')
  })
  return sql`SELECT ${first}.spine_no, ${first}.uscc, ${first}.as_of${join(columns, '')}
    FROM ${first}${join(others, '')}`
}

function partTable(at: number): Sql {
  return ident(`indicator_part_${at}`)
}

function partName(at: number): Sql {
  return ident('temp', `indicator_part_${at}`)
}
