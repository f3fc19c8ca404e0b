import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compute, planIndicators } from '#indicators'
import { shenzhen, type Version, writeWorld } from '#indicators/testing'
import { instant, month } from '#kernel'
import { openDuckDb } from '#warehouse'

// Domain §4d, the golden vector: 24 months, oldest first, of a live-streaming firm whose leavers break away.
const joiners = [3, 2, 4, 3, 2, 3, 1, 2, 5, 3, 2, 2, 2, 3, 3, 2, 2, 3, 1, 2, 3, 1, 0, 0]
const leavers = [2, 2, 3, 2, 3, 2, 2, 3, 2, 2, 2, 3, 2, 2, 3, 3, 2, 3, 2, 4, 3, 6, 9, 12]
const headcount = [
  ...[100, 101, 101, 102, 103, 102, 103, 102, 101, 104, 105, 105, 104],
  ...[104, 105, 105, 104, 104, 104, 103, 101, 101, 96, 87, 75],
]
const expected = [
  ['WF001', 75],
  ['WF002', 99.0833],
  ['WF003', 100.9167],
  ['WF004', -26],
  ['WF005', -0.278846],
  ['WF006', -0.278846],
  ['WF007', -0.257426],
  ['WF008', -0.05201],
  ['WF009', 0.06491],
  ['WF010', 0.285714],
  ['WF011', 12],
  ['WF012', 27],
  ['WF013', 51],
  ['WF014', 0.137931],
  ['WF015', 0.264706],
  ['WF016', 0.404762],
  ['WF017', 4.197479],
  ['WF018', 20],
  ['WF019', 9.8801],
  ['WF020', 1],
  ['WF021', 22],
  ['WF022', 0.222035],
  ['WF023', -29],
  ['WF024', 3],
] as const

const latest = month('2026-05')
const known_at = '2026-06-20T00:00:00Z'

function version(fields: Version['fields']): Version {
  const clocks = { known_at, superseded_at: null, intake_at: known_at, closed_at: null }
  return { enterprise_id: 1, fields, ...clocks, is_tombstone: false, assumed: false }
}

function opened(dataset_id: string) {
  return { dataset_id, mode: 'strict' as const, month: latest, from: known_at, until: null }
}

test('the golden vector of the workforce, value by value', async () => {
  await using warehouse = await openDuckDb({ file: ':memory:' })
  const definitions = shenzhen()
  const back = (at: number, length: number) => latest - (length - 1 - at)
  await writeWorld(
    warehouse,
    {
      enterprises: ['91440300QX0000018L'],
      facts: {
        ss_headcount_monthly: headcount.map((insured_n, at) =>
          version({ stat_month: back(at, 25), insured_n }),
        ),
        ss_movement_monthly: joiners.map((joiners_n, at) =>
          version({ stat_month: back(at, 24), joiners_n, leavers_n: leavers[at] ?? null }),
        ),
      },
      openings: [opened('ss_headcount_monthly'), opened('ss_movement_monthly')],
      completions: [],
      coverage: ['ss_headcount_monthly', 'ss_movement_monthly'].map((dataset_id) => ({
        ...{ dataset_id, mode: 'strict', from: known_at },
      })),
    },
    definitions.datasets,
  )
  const plan = planIndicators(
    definitions,
    expected.map(([id]) => id),
  )
  const [row] = await compute(warehouse, plan, { as_of: instant('2026-06-30') })
  for (const [id, value] of expected) {
    const found = row?.values[id]
    assert.equal(found?.flag, 'OK', id)
    const places = String(value).split('.')[1]?.length ?? 0
    assert.equal(Number(found?.value?.toFixed(places)), value, id)
    assert.deepEqual(found?.marks, [], id)
  }
})
