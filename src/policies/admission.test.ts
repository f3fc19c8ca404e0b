import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalJson } from '#kernel'
import { decide, openPolicy, readPolicy } from '#policies'
import { admissionJson, type Change, firmWith, testWorld } from '#policies/testing'

const world = testWorld()
const policy = readPolicy(admissionJson(), 'rongyidai_admission.json', world)
const decider = await openPolicy(policy, world.reasons)

const rulesOf = async (change: Change) =>
  (await decide(decider, firmWith(change))).matched_rules.map(({ rule }) => rule)

const indicator = (id: string, value: number, others: Readonly<Record<string, number>> = {}): Change => ({
  indicators: { [id]: value, ...others },
})
const gone = (id: string): Change => ({ indicators: { [id]: null } })
const doubted = (id: string, value: number, flag: 'DISPUTED' | 'STALE'): Change => ({
  indicators: { [id]: { value, flag } },
})
const unrated = { value: null, flag: 'NO_RECORD', marks: ['UNRATED'] } as const
const facts = (status: string | null, entity_type: string | null, industry_class: string | null): Change => ({
  facts: { status, entity_type, industry_class },
})
const exposure = (existing_exposure_cny: string): Change => ({ bank_inputs: { existing_exposure_cny } })
const grade = (internal_grade: string): Change => ({ bank_inputs: { internal_grade } })

for (const [rule, advice, over, within] of [
  ['status_not_active', 'decline', facts('revoked', 'company', 'C3921'), {}],
  ['too_young', 'decline', indicator('RG001', 11), indicator('RG001', 12)],
  ['industry_denied', 'decline', facts('active', 'company', 'K7010'), facts('active', 'company', 'L7211')],
  ['serious_list', 'decline', indicator('AP007', 1), indicator('AP007', 0)],
  ['abnormal_list', 'decline', indicator('AP005', 1), indicator('AP005', 0)],
  ['dishonest', 'decline', indicator('JD009', 1), indicator('JD009', 0)],
  ['public_facts_missing', 'manual', gone('RG001'), {}],
  ['public_facts_missing', 'manual', gone('AP005'), {}],
  ['public_facts_missing', 'manual', gone('AP007'), {}],
  ['public_facts_missing', 'manual', gone('JD009'), {}],
  ['public_facts_missing', 'manual', facts(null, 'company', 'C3921'), {}],
  ['public_facts_missing', 'manual', facts('active', 'company', null), {}],
  ['execution_open', 'decline', indicator('JD007', 0.01), indicator('JD007', 0)],
  ['headcount_small', 'decline', indicator('WF001', 0), indicator('WF001', 1)],
  ['tax_credit_low', 'decline', indicator('TX013', 1), indicator('TX013', 2)],
  [
    'tax_credit_unrated',
    'manual',
    { indicators: { TX013: unrated, RG001: 24 } },
    { indicators: { TX013: unrated, RG001: 23 } },
  ],
  ['zero_declared', 'decline', indicator('TX005', 3), indicator('TX005', 2)],
  ['sales_halved', 'decline', indicator('TX003', -0.51), indicator('TX003', -0.5)],
  ['late_paid_often', 'decline', indicator('WF028', 3), indicator('WF028', 2)],
  ['late_paid', 'manual', indicator('WF028', 1), indicator('WF028', 0)],
  ['turnover_jump', 'manual', indicator('WF017', 1.5, { WF018: 3 }), indicator('WF017', 1.49, { WF018: 3 })],
  ['turnover_jump', 'manual', indicator('WF017', 1.5, { WF018: 3 }), indicator('WF017', 1.5, { WF018: 2 })],
  ['net_outflow', 'manual', indicator('WF024', 4), indicator('WF024', 3)],
  ['headcount_fall', 'manual', indicator('WF006', -0.15), indicator('WF006', -0.14)],
  ['sales_fall', 'manual', indicator('TX018', -0.3), indicator('TX018', -0.29)],
  [
    'divergence',
    'manual',
    indicator('CC003', 0.35, { TX018: 0.2 }),
    indicator('CC003', 0.34, { TX018: 0.2 }),
  ],
  [
    'divergence',
    'manual',
    indicator('CC003', 0.35, { TX018: 0.2 }),
    indicator('CC003', 0.35, { TX018: 0.19 }),
  ],
  [
    'divergence',
    'manual',
    indicator('CC003', -0.35, { TX018: -0.2 }),
    indicator('CC003', -0.34, { TX018: -0.2 }),
  ],
  ['workforce_missing', 'manual', gone('WF024'), {}],
  ['tax_missing', 'manual', gone('TX001'), {}],
  ['tax_missing', 'manual', gone('TX013'), { indicators: { TX013: unrated, RG001: 20 } }],
  ['judicial_missing', 'manual', gone('JD007'), {}],
  ['facts_uncertain', 'manual', doubted('JD009', 1, 'DISPUTED'), {}],
  ['facts_uncertain', 'manual', doubted('TX013', 0, 'STALE'), {}],
  ['grade_low', 'manual', grade('D'), grade('C')],
  ['exposure_high', 'manual', exposure('790000.01'), exposure('790000.00')],
  ['limit_small', 'manual', indicator('TX001', 99_999), indicator('TX001', 100_000)],
] as const) {
  test(`${rule} sends to ${advice} for ${canonicalJson(JSON.parse(JSON.stringify(over)))} and not a step before`, async () => {
    const { matched_rules } = await decide(decider, firmWith(over))
    const matched = matched_rules.find((found) => found.rule === rule)
    assert.equal(matched?.outcome, advice)
    assert.ok(!(await rulesOf(within)).includes(rule))
  })
}

test('a sound firm passes, with a limit, a score and no reason', async () => {
  const advice = await decide(decider, firmWith(exposure('200000.00')))
  assert.equal(advice.advice, 'pass')
  assert.equal(advice.advice_zh, '建议通过')
  assert.equal(advice.reference_limit, '600000')
  assert.deepEqual(advice.reasons, [])
})

test('whatever is not known, nobody is declined for it', async () => {
  for (const id of [...policy.inputs.indicators, 'all'] as const) {
    const ids = id === 'all' ? policy.inputs.indicators : [id]
    const { advice } = await decide(
      decider,
      firmWith({ indicators: Object.fromEntries(ids.map((each) => [each, null])) }),
    )
    assert.notEqual(advice, 'decline', id)
  }
  const unknown = firmWith({
    indicators: Object.fromEntries(policy.inputs.indicators.map((id) => [id, null])),
    ...facts(null, null, null),
  })
  const advice = await decide(decider, unknown)
  assert.equal(advice.advice, 'manual')
  assert.equal(advice.reference_limit, null)
})

test('a sole proprietor without staff is not asked for any', async () => {
  const rules = await rulesOf({
    indicators: { WF001: 0, WF024: null, WF028: null },
    ...facts('active', 'individual_business', 'H6210'),
  })
  assert.deepEqual(rules, [])
})

test('the limit is rounded down to ten thousand, capped, and cut by each haircut', async () => {
  for (const [what, change, limit] of [
    ['rounded down', indicator('TX001', 899_999.99), '80000'],
    ['capped', indicator('TX001', 90_000_000), '3000000'],
    ['cut for late contributions', indicator('WF028', 1), '720000'],
    ['cut for executions', indicator('JD008', 1), '640000'],
    ['cut for both', indicator('JD008', 1, { WF028: 1 }), '570000'],
    ['cut for turnover', indicator('WF016', 0.51), '640000'],
    ['whole at the edge of turnover', indicator('WF016', 0.5), '800000'],
    ['cut for volatile sales', indicator('TX004', 0.81), '640000'],
    ['less what is owed', exposure('650000.50'), '140000'],
  ] as const) {
    assert.equal((await decide(decider, firmWith(change))).reference_limit, limit, what)
  }
})

test('the formula stands in the answer, step by step', async () => {
  const { limit_trace } = await decide(
    decider,
    firmWith({ ...indicator('WF028', 1), ...exposure('100000.00') }),
  )
  const steps = Object.fromEntries(limit_trace.map(({ id, value }) => [id, value]))
  assert.equal(steps.sales_cny, '8000000')
  assert.equal(steps.arrears_factor, '0.9')
  assert.equal(steps.base_cny, '720000')
  assert.equal(steps.exposure_cny, '100000')
  assert.equal(steps.limit_cny, '620000')
})

test('without the existing exposure the advice says that it is not deducted', async () => {
  const codes = async (change: Change) =>
    (await decide(decider, firmWith(change))).notes.map(({ code }) => code)
  assert.deepEqual(await codes({}), ['for_reference', 'exposure_not_deducted'])
  assert.deepEqual(await codes(exposure('0')), ['for_reference'])
})

test('a declined firm is told public reasons in both languages, and no threshold', async () => {
  const { advice, reasons, reference_limit, limit_trace } = await decide(
    decider,
    firmWith({ indicators: { TX005: 3, TX003: -0.9, JD009: 1 } }),
  )
  assert.equal(advice, 'decline')
  assert.equal(reference_limit, null)
  assert.deepEqual(limit_trace, [])
  assert.deepEqual(reasons, [
    { code: 4, text_zh: '司法执行或失信', text_en: 'Court enforcement or dishonesty', rules: ['dishonest'] },
    {
      code: 7,
      text_zh: '经营收入不足或下滑',
      text_en: 'Revenue or operations insufficient or falling',
      rules: ['zero_declared', 'sales_halved'],
    },
  ])
})

test('the scorecard gives each of its 17 variables one band, at and beside every edge', async () => {
  for (const [id, { value }] of Object.entries(policy.parameters)) {
    if (!id.startsWith('bands_') || !Array.isArray(value)) continue
    const variable = id.replace('bands_', '')
    const scores: number[] = []
    for (const edge of value.map(Number)) {
      for (const near of [edge - 0.001, edge]) {
        scores.push((await decide(decider, firmWith(indicator(variable, near)))).score)
      }
    }
    const rising = scores.every((score, at) => at === 0 || score >= (scores[at - 1] ?? 0))
    const falling = scores.every((score, at) => at === 0 || score <= (scores[at - 1] ?? 0))
    assert.ok(rising !== falling, `${variable}: ${scores.join(' ')}`)
  }
})

test('a low score is looked at by a person', async () => {
  const weak = { RG001: 12, RG007: 0, WF001: 1, WF006: -0.1, WF009: 1, WF010: 0.9, WF016: 0.5, WF025: 0.1 }
  const { score, advice, matched_rules } = await decide(decider, firmWith({ indicators: weak }))
  assert.ok(score < 55, String(score))
  assert.equal(advice, 'manual')
  assert.deepEqual(matched_rules, [{ rule: 'score_low', outcome: 'manual', reason: 12 }])
})

test('the same input gives the same bytes', async () => {
  const inputs = firmWith(exposure('123456.78'))
  const texts = await Promise.all([1, 2, 3].map(async () => JSON.stringify(await decide(decider, inputs))))
  assert.equal(new Set(texts).size, 1)
})
