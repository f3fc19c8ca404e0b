import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compute, type IndicatorPlan, type IndicatorRow, planIndicators } from '#indicators'
import {
  answersTo,
  ask,
  asked_at,
  codeOf,
  formulas,
  type IndexedWorld,
  indexed,
  naive,
  type Pair,
  randomWorld,
  shenzhen,
  writeWorld,
} from '#indicators/testing'
import { instant } from '#kernel'
import type { DatasetDefinition } from '#sources'
import { sql } from '#sql'
import { openDuckDb } from '#warehouse'
import { allOf } from './check/term.ts'

const firms = 500
const definitions = shenzhen()
/** Those that were worked out by hand once more, and the rest but for the graph's, whose formulas are read row by row. */
const plan = planIndicators(definitions, Object.keys(formulas))
const rest = planIndicators(
  definitions,
  planIndicators(definitions).ids.filter(
    (id) => formulas[id] === undefined && planIndicators(definitions, [id]).graph === null,
  ),
)

test('five hundred firms at five instants each', async (t) => {
  const world = indexed(randomWorld(20_260_630, firms))
  await using warehouse = await openDuckDb({ file: ':memory:' })
  await writeWorld(warehouse, world, datasetsOf(plan))

  for (const [mode, instants] of [
    ['strict', 3],
    ['published', 2],
  ] as const) {
    await t.test(`every value, flag and mark is what a plain loop makes it, ${mode}`, async () => {
      const pairs = pairsOf(instants, mode === 'strict' ? 0 : 7)
      const rows = await answersTo(warehouse, plan, pairs, mode)
      assert.equal(rows.length, pairs.length)
      for (const row of rows) assertNaive(row, world, mode)
    })
  }

  await t.test('all firms at one instant are told what each pair is told, bit for bit', async () => {
    for (const as_of of [asked_at[9]]) {
      if (as_of === undefined) throw new Error('there are so many instants')
      const together = await compute(warehouse, plan, { as_of, mode: 'published' })
      const pairs = together.map(({ uscc }) => ({ uscc, as_of }))
      assert.deepEqual(await answersTo(warehouse, plan, pairs, 'published'), together)
    }
  })

  await t.test('one firm asked for alone, and an indicator planned alone, say the same bits', async () => {
    const as_of = instant('2026-04-20')
    const uscc = codeOf(17)
    const [whole] = await compute(warehouse, plan, { as_of, subjects: [uscc] })
    for (const id of plan.ids.filter((_, at) => at % 5 === 0)) {
      const [alone] = await compute(warehouse, planIndicators(definitions, [id]), { as_of, subjects: [uscc] })
      assert.deepEqual(alone?.values[id], whole?.values[id], id)
    }
  })

  await t.test('shuffling the tables changes no bit', async () => {
    const as_of = instant('2026-03-31')
    const before = await compute(warehouse, plan, { as_of })
    for (const { dataset } of plan.datasets) {
      const table = sql`facts.${{ pieces: [dataset.id], values: [] }}`
      await warehouse.run(
        sql`CREATE OR REPLACE TABLE ${table} AS SELECT * FROM ${table} ORDER BY hash(row_no)`,
      )
    }
    assert.deepEqual(await compute(warehouse, plan, { as_of }), before)
  })
})

test('eighty firms with rows of every dataset: each formula is what reading it row by row makes it', async (t) => {
  const few = 80
  const told = new Set<string>()
  const datasets = datasetsOf(rest)
  const world = indexed(randomWorld(20_261_123, few, datasets))
  await using warehouse = await openDuckDb({ file: ':memory:' })
  await writeWorld(warehouse, world, datasets)
  for (const mode of ['strict', 'published'] as const) {
    await t.test(mode, async () => {
      const rows = await answersTo(warehouse, rest, pairsOf(2, mode === 'strict' ? 0 : 7, few), mode)
      for (const row of rows) {
        assertNaive(row, world, mode)
        for (const id of rest.ids) if (row.values[id]?.value !== null) told.add(id)
      }
    })
  }
  await t.test('each of them has a value of some firm', () => {
    // Nobody draws pictures of peers in these worlds.
    const compared = rest.figures.filter(({ term }) => allOf(term).some(({ kind }) => kind === 'peer'))
    assert.deepEqual(
      rest.ids.filter((id) => !told.has(id)),
      rest.ids.filter((id) => compared.some((figure) => figure.id === id)),
    )
  })
})

function datasetsOf(of: IndicatorPlan): readonly DatasetDefinition[] {
  return of.datasets.map(({ dataset }) => dataset)
}

function pairsOf(instants: number, offset: number, of = firms): readonly Pair[] {
  return Array.from({ length: of * instants }, (_, at) => ({
    uscc: codeOf((at % of) + 1),
    as_of: asked_at[(at * 5 + Math.floor(at / of) + offset) % asked_at.length] ?? '',
  }))
}

function assertNaive(row: IndicatorRow, world: IndexedWorld, mode: 'strict' | 'published'): void {
  const asked = ask(world, definitions.datasets, world.enterprises.indexOf(row.uscc) + 1, row.as_of, mode)
  for (const [id, found] of Object.entries(row.values)) {
    const wanted = naive(id, asked, definitions)
    if (near(found.value, wanted.value) && found.flag === wanted.flag && same(found.marks, wanted.marks))
      continue
    const place = `${id} of ${row.uscc} as of ${row.as_of}`
    assert.fail(`${place}: ${JSON.stringify(found)} and not ${JSON.stringify(wanted)}`)
  }
}

function same(found: readonly string[], wanted: readonly string[]): boolean {
  return found.length === wanted.length && found.every((mark, at) => mark === wanted[at])
}

/** The plain loop adds and divides in another order, so that its last digits are others. */
function near(found: number | null, wanted: number | null): boolean {
  if (found === null || wanted === null) return found === wanted
  return Math.abs(found - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted))
}
