import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compute, planIndicators } from '#indicators'
import { codeOf, sampleWorld, shenzhen, type Version, type World, writeWorld } from '#indicators/testing'
import { day, endOf, instant, month } from '#kernel'
import { sql } from '#sql'
import { openDuckDb } from '#warehouse'

const { datasets, ...rest } = shenzhen()
const definitions = { datasets, ...rest }
const as_of = endOf(day('2026-06-30'))

const steady = sampleWorld(
  {
    firms: 2,
    latest: { ss_headcount_monthly: '2026-05' },
    facts: {
      ss_headcount_monthly: ['2026-04', '2026-05'].flatMap((stat_month) => [
        { enterprise_id: 1, stat_month, insured_n: 10 },
        { enterprise_id: 2, stat_month, insured_n: 20 },
      ]),
    },
  },
  datasets,
)

/** The world with another fact of the first firm. */
function and(world: World, fields: Version['fields'], clocks: Partial<Version>): World {
  const [held, ...others] = world.facts.ss_headcount_monthly ?? []
  if (held === undefined) throw new Error('the steady world has facts')
  const changed = { ...held, ...clocks, fields }
  return { ...world, facts: { ...world.facts, ss_headcount_monthly: [held, ...others, changed] } }
}

async function headcounts(world: World): Promise<readonly (number | null | undefined)[]> {
  await using warehouse = await openDuckDb({ file: ':memory:' })
  await writeWorld(warehouse, world, datasets)
  const rows = await compute(warehouse, planIndicators(definitions, ['WF001']), { as_of })
  return rows.map(({ values }) => values.WF001?.value)
}

test('what was known a microsecond after the instant changes nothing, what was known at it does', async () => {
  const fields = { stat_month: month('2026-05'), insured_n: 15 }
  const at = (known_at: string) => and(steady, fields, { known_at, intake_at: known_at })
  assert.deepEqual(await headcounts(steady), [10, 20])
  assert.deepEqual(await headcounts(at(instant('2026-07-01T00:00:00'))), [10, 20])
  assert.deepEqual(await headcounts(at(as_of)), [15, 20])
})

test('one stray row of a coming month moves nobody’s latest month', async () => {
  const world = and(steady, { stat_month: month('2026-06'), insured_n: 1 }, {})
  assert.deepEqual(await headcounts(world), [10, 20])
})

test('an enterprise that answers for another is told of both, from the instant at which that was known', async () => {
  await using warehouse = await openDuckDb({ file: ':memory:' })
  await writeWorld(warehouse, steady, datasets)
  await warehouse.run(sql`INSERT INTO identity.members VALUES (1, 2, ${as_of}, NULL)`)
  const plan = planIndicators(definitions, ['WF001'])
  const told = async (at: string) =>
    (await compute(warehouse, plan, { as_of: instant(at) })).map(({ values }) => values.WF001?.value)
  assert.deepEqual(await told('2026-06-30'), [30, 20])
  assert.deepEqual(await told('2026-06-29'), [10, 20])
})

test('a code that nobody has is told that there is no record, and one that cannot be is refused', async () => {
  await using warehouse = await openDuckDb({ file: ':memory:' })
  await writeWorld(warehouse, steady, datasets)
  const plan = planIndicators(definitions, ['WF001'])
  const [stranger, first] = await compute(warehouse, plan, { as_of, subjects: [codeOf(99), codeOf(1)] })
  assert.deepEqual(stranger?.values.WF001, { value: null, flag: 'NO_RECORD', marks: [] })
  assert.equal(first?.values.WF001?.value, 10)
  assert.deepEqual(await compute(warehouse, plan, { as_of, subjects: [] }), [])
  await assert.rejects(compute(warehouse, plan, { as_of, subjects: ['91440300QX0000010V'] }), {
    ...{ code: 'bad_uscc', message: /91440300QX0000010V .*uscc_/ },
  })
})
