import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decide, openPolicy, readBankInputs, readPolicy, readReasons } from '#policies'
import { admissionJson, firmWith, testWorld } from '#policies/testing'

const world = testWorld()
const whole = admissionJson()

/** The admission policy with one text changed wherever it stands. */
const altered = (from: string, to: string): unknown => {
  const text = JSON.stringify(whole)
  assert.ok(text.includes(from), from)
  return JSON.parse(text.replace(from, to))
}
const read = (value: unknown) => readPolicy(value, 'test.json', world)

for (const [what, from, to, code] of [
  ['an indicator that there is not', '"AP005","AP006"', '"AP999","AP006"', 'policy_indicator_unknown'],
  [
    'an undeclared indicator',
    'not indicators.JD007.known',
    'not indicators.JD010.known',
    'policy_input_undeclared',
  ],
  [
    'an undeclared part',
    'not indicators.JD007.known',
    'not indicators.JD007.sure',
    'policy_input_undeclared',
  ],
  [
    'an indicator by index',
    'not indicators.JD007.known',
    "not indicators['JD007']",
    'policy_input_undeclared',
  ],
  ['a misspelt output', '"score < parameters', '"scor < parameters', 'policy_input_undeclared'],
  ['a misspelt step', '$.base_cny -', '$.bse_cny -', 'policy_input_undeclared'],
  ['a declared input that nothing reads', 'parameters.score_min', '50', 'policy_input_unused'],
  [
    'a broken expression',
    '"score < parameters.score_min"',
    '"score < parameters.score_min and"',
    'policy_expression_broken',
  ],
  ['a weekly window', '"score < parameters', '"weekday(score) < parameters', 'policy_weekly_window'],
  ['the clock', '"score < parameters', '"d() < parameters', 'policy_not_repeatable'],
  ['chance', '"score < parameters', '"rand(9) < parameters', 'policy_not_repeatable'],
  ['an undeclared output', '"outputPath":"remarks"', '"outputPath":"remark"', 'policy_output_undeclared'],
  ['a missing output', '"key":"score"', '"key":"sales_ratio"', 'policy_output_missing'],
  ['a reason that is not public', '"reason":"12"', '"reason":"13"', 'policy_reason_unknown'],
  [
    'an outcome that there is not',
    '"outcome":"\'manual\'"',
    '"outcome":"\'perhaps\'"',
    'policy_outcome_unknown',
  ],
  ['a note without wording', '"\'for_reference\'"', '"\'for_free\'"', 'policy_note_unknown'],
  ['a node that runs code', '"type":"expressionNode"', '"type":"functionNode"', 'policy_node_kind'],
  ['an edge to nowhere', '"targetId":"scorecard"', '"targetId":"elsewhere"', 'policy_graph_broken'],
  ['a version that is none', '"version":"1.0.0"', '"version":"1.0"', 'schema_mismatch'],
  ['a fact named twice', '"id":"entity_type"', '"id":"status"', 'policy_name_twice'],
] as const) {
  test(`a policy with ${what} is refused with ${code}`, () => {
    assert.throws(() => read(altered(from, to)), { code })
  })
}

test('the refusal names the node and the row', () => {
  assert.throws(() => read(altered('"score < parameters.score_min"', '"score < parameters.score_min and"')), {
    message: /node rules, row score_low when: score < /,
  })
})

test('a rule that would pass over missing data in silence is refused when the policy is opened', async () => {
  const unguarded = altered(
    'indicators.JD007.certain and indicators.JD007.value >',
    'indicators.JD007.certain == true or indicators.JD007.value >',
  )
  const policy = read(unguarded)
  await assert.rejects(openPolicy(policy, world.reasons), {
    code: 'policy_expression_undecided',
    message: /node rules, row execution_open when/,
  })
})

test('what was not gathered is refused by name, and what is not declared is not taken', async () => {
  const decider = await openPolicy(read(whole), world.reasons)
  const { indicators, facts } = firmWith()
  const { RG001: _, ...others } = indicators
  await assert.rejects(decide(decider, { indicators: others, facts }), {
    code: 'policy_input_missing',
    message: /indicators\.RG001/,
  })
  const more = { ...firmWith(), facts: { ...facts, legal_rep_name: '某人' } }
  assert.deepEqual(await decide(decider, more), await decide(decider, firmWith()))
})

for (const [what, sent, code] of [
  ['money as a number', { existing_exposure_cny: 200000 }, 'bank_input_invalid'],
  ['negative money', { existing_exposure_cny: '-1' }, 'bank_input_invalid'],
  ['thirds of a fen', { existing_exposure_cny: '0.333' }, 'bank_input_invalid'],
  ['a grade that there is not', { internal_grade: 'F' }, 'bank_input_invalid'],
  ['an input of another name', { exposure: '1' }, 'bank_input_unknown'],
  ['a list', ['1'], 'bank_input_invalid'],
] as const) {
  test(`${what} is refused as bank input`, () => {
    assert.throws(() => readBankInputs(read(whole), sent), { code })
  })
}

test('the public reasons are twelve, in order and in both languages', () => {
  assert.equal(world.reasons.length, 12)
  const few = { reasons: world.reasons.slice(1), source: 'test' }
  assert.throws(() => readReasons(few, 'test.json'), { code: 'reasons_incomplete' })
  const mute = { reasons: world.reasons.map((reason) => ({ ...reason, en: '' })), source: 'test' }
  assert.throws(() => readReasons(mute, 'test.json'), { code: 'schema_mismatch' })
})
