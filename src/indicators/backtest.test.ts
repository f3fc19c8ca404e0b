import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { backtest, planIndicators } from '#indicators'
import { codeOf, sampleWorld, shenzhen, type World, writeWorld } from '#indicators/testing'
import { instant, month } from '#kernel'
import { openDuckDb } from '#warehouse'

const definitions = shenzhen()
const plan = planIndicators(definitions, ['WF001', 'JD009'])
const strict = sampleWorld(
  {
    firms: 1,
    latest: { ss_headcount_monthly: '2026-05' },
    facts: {
      ss_headcount_monthly: [{ enterprise_id: 1, stat_month: '2026-05', insured_n: 7 }],
      jud_dishonest: [],
    },
  },
  definitions.datasets,
)
const both = <Row extends { readonly mode: string }>(rows: readonly Row[]) =>
  rows.flatMap((row) => [row, { ...row, mode: 'published' as const }])
const world: World = { ...strict, openings: both(strict.openings), coverage: both(strict.coverage) }

/** Runs a backtest of the lines; what it wrote, and its summary. */
async function tested(lines: readonly string[], of: World = world) {
  const folder = mkdtempSync(join(tmpdir(), 'xinqiao-'))
  const [spine, out] = [join(folder, 'spine.csv'), join(folder, 'out.csv')]
  writeFileSync(spine, `${lines.join('\n')}\n`)
  await using warehouse = await openDuckDb({ file: ':memory:' })
  try {
    await writeWorld(warehouse, of, definitions.datasets)
    const summary = await warehouse.session((session) => backtest(session, plan, { spine, out }))
    return { summary, lines: readFileSync(out, 'utf8').trim().split('\n') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('the order of the rows and every other column stay, an indicator a column beside them', async () => {
  const [known, unknown] = [codeOf(1), codeOf(2)]
  const { lines, summary } = await tested([
    'label,uscc,as_of,note',
    `1,${known},2026-06-30,"a, b"`,
    `0,${unknown},2026-06-30,`,
    `1,${known.toLowerCase()},2026-05-31,x`,
    `0,${known},2019-12-31,x`,
  ])
  assert.deepEqual(lines, [
    'label,uscc,as_of,note,WF001,JD009',
    `1,${known},2026-06-30,"a, b",7.0,0.0`,
    `0,${unknown},2026-06-30,,,0.0`,
    `1,${known.toLowerCase()},2026-05-31,x,,0.0`,
    `0,${known},2019-12-31,x,,`,
  ])
  assert.deepEqual(summary, {
    ...{ mode: 'published', rows: 4, indicators: 2, missing_share: 4 / 8, no_coverage_share: 2 / 8 },
    ...{ hit_share: 1 / 4, assumed_share: 0, single_version_share: 1 },
  })
})

test('an instant is read as the kernel reads it', async () => {
  const known_at = instant('2026-06-30T12:00:00')
  const [fact] = world.facts.ss_headcount_monthly ?? []
  if (fact === undefined) throw new Error('the world has a fact')
  const later = { ...world, facts: { ...world.facts, ss_headcount_monthly: [{ ...fact, known_at }] } }
  const texts = [
    ['2026-06-30', true],
    ['2026-06-29', false],
    ['2026-06-30 12:00', true],
    ['2026-06-30T11:59:59.999999', false],
    ['2026-06-30T04:00:00Z', true],
    ['2026-06-30T03:59:59.9Z', false],
    ['2026-06-30T05:30:00+01:30', true],
    ['2026-06-29T23:59:59-0400', false],
    ['2026-06-30T00:00:00-0400', true],
  ] as const
  const { lines } = await tested(['uscc,as_of', ...texts.map(([text]) => `${codeOf(1)},${text}`)], later)
  for (const [at, [text, seen]] of texts.entries()) {
    assert.equal(lines[at + 1], `${codeOf(1)},${text},${seen ? '7.0' : ''},0.0`)
    assert.equal(instant(text) >= known_at, seen)
  }
})

test('the shares of assumed dates and of months in one version are printed', async () => {
  const [fact] = world.facts.ss_headcount_monthly ?? []
  if (fact === undefined) throw new Error('the world has a fact')
  const again = instant('2026-06-01')
  const before = { ...fact, fields: { ...fact.fields, stat_month: month('2026-04') }, assumed: true }
  const versions = [before, { ...fact, superseded_at: again }, { ...fact, known_at: again }]
  const corrected = { ...world, facts: { ...world.facts, ss_headcount_monthly: versions } }
  const { summary } = await tested(['uscc,as_of', `${codeOf(1)},2026-06-30`], corrected)
  assert.deepEqual([summary.assumed_share, summary.single_version_share], [1 / 3, 1 / 2])
})

for (const [what, lines, code, message] of [
  [
    'a code with a wrong check character',
    [`${codeOf(1)},2026-06-30`, '91440300QX0000010V,2026-06-30'],
    'spine_bad_uscc',
    /line 3: 91440300QX0000010V .*uscc_/,
  ],
  ['no code', [',2026-06-30'], 'spine_bad_uscc', /line 2: /],
  ['a day that is none', [`${codeOf(1)},2026-02-30`], 'spine_bad_instant', /line 2: 2026-02-30/],
  [
    'an hour that is none',
    [`${codeOf(1)},2026-06-30`, `${codeOf(1)},2026-06-30T24:00:00`],
    'spine_bad_instant',
    /line 3/,
  ],
  ['no instant', [`${codeOf(1)},`], 'spine_bad_instant', /line 2: nothing/],
] as const) {
  test(`a line with ${what} is refused with its number`, async () => {
    await assert.rejects(tested(['uscc,as_of', ...lines]), { code, message })
  })
}

test('a file without the columns, or with one named like an indicator, is refused', async () => {
  await assert.rejects(tested(['uscc,at', `${codeOf(1)},2026-06-30`]), {
    code: 'spine_column_missing',
    message: /as_of/,
  })
  await assert.rejects(tested(['uscc,as_of,WF001', `${codeOf(1)},2026-06-30,1`]), {
    code: 'spine_column_taken',
  })
  await using warehouse = await openDuckDb({ file: ':memory:' })
  const nowhere = { spine: '/nowhere/spine.csv', out: '/nowhere/out.csv' }
  await assert.rejects(
    warehouse.session((session) => backtest(session, plan, nowhere)),
    { code: 'spine_unreadable' },
  )
})
