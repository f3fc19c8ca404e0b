import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from '#sql'
import type { Warehouse } from '#warehouse'
import { answerPairs } from '../backtest.ts'
import { type Answer, type IndicatorRow, rowOf } from '../compute.ts'
import type { IndicatorPlan } from '../plan/plan.ts'
import { askedLines, makePairs, readLines, spine_tables } from '../spine.sql.ts'

export interface Pair {
  readonly uscc: string
  readonly as_of: string
}

/** What a backtest of the pairs answers, marks and all, in their order. */
export async function answersTo(
  warehouse: Warehouse,
  plan: IndicatorPlan,
  pairs: readonly Pair[],
  mode: 'strict' | 'published',
): Promise<readonly IndicatorRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'xinqiao-'))
  const file = join(folder, 'spine.csv')
  writeFileSync(file, ['uscc,as_of', ...pairs.map(({ uscc, as_of }) => `${uscc},${as_of}`)].join('\n'))
  const rows = await warehouse.session(async (session) => {
    for (const statement of [readLines(file), askedLines(), makePairs(plan, mode)])
      await session.run(statement)
    await answerPairs(session, plan, mode)
    return await session.rows<Answer>(sql`SELECT * FROM ${spine_tables.answers} ORDER BY spine_no`)
  })
  rmSync(folder, { recursive: true })
  return rows.map((row) => rowOf(row, plan.ids))
}
