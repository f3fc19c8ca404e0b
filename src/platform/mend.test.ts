import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { verify } from '#audit'
import { type Json, msOf } from '#kernel'
import { sql } from '#sql'
import { answerAt } from './desk.ts'
import { openOffice } from './office.ts'
import { opening, openTestBureau } from './testing/bureau.ts'

type Row = Readonly<Record<string, Json>>

const operator = { kind: 'client', id: 'operator' } as const
const firm = '91440300QX0000018L'
const file = 'ss_headcount_monthly.csv'
const text = [
  'uscc,stat_month,insured_n',
  `${firm},2026-04,60`,
  `${firm},2026-05,many`,
  `${firm},2026-13,-1`,
  '91440300QX0000018X,2026-05,7',
]

async function opened() {
  const bureau = await openTestBureau()
  const { settings, store, bureau: kept } = bureau.state
  const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes))
  const office = await openOffice(settings, { env: {}, now: () => msOf(opening), random }, store)
  const delivery = join(settings.data_dir, file)
  writeFileSync(delivery, `${text.join('\n')}\n`)
  const ask = (name: string, args: object = {}) => answerAt(office, name, args, () => {})
  await ask('ingest', { paths: [delivery] })
  return {
    ask,
    data_dir: settings.data_dir,
    mend: (quarantine_id: string, column: string, value: string, actor: object = operator) =>
      ask('quarantine_mend', { actor, quarantine_id, column, value }),
    page: async (args: object = {}) =>
      (await ask('quarantine_page', args)) as unknown as {
        rows: readonly Row[]
        next: string | null
        totals: readonly Row[]
      },
    acts: () => store.rows<{ entry: string }>(sql`SELECT entry FROM audit.leaves ORDER BY leaf_id`),
    sound: async () => (await verify(store, { keys: kept.keys.tree_head.public_keys, at: opening })).sound,
    async [Symbol.asyncDispose]() {
      await office[Symbol.asyncDispose]()
      await bureau[Symbol.asyncDispose]()
    },
  }
}

test('a person lets in what is hard to believe, turns down what is wrong, and says why of both', async () => {
  await using office = await opened()
  const said = (source: string, amount: string, name = 'penalty.csv') => {
    const path = join(office.data_dir, name)
    const head = 'uscc,doc_no,authority,authority_class,kind,penalty_class,amount,decided_on'
    writeFileSync(path, `${head}\n${firm},D1,市监,market,fine,general,${amount},2025-01-05\n`)
    return office.ask('ingest', { paths: [path], dataset: 'adm_penalty', source })
  }
  await said('market_regulation', '100.00')
  await said('tax', '900.00')
  const cases = async () =>
    ((await office.ask('conflicts')) as unknown as { rows: readonly Row[] }).rows.map(
      ({ quarantine_id, outcome, differing }) => [quarantine_id, outcome, JSON.stringify(differing)],
    )
  const amounts = '[{"field":"amount","name":{"zh":"罚款金额","en":"Fine"},"held":"100.00","said":"900.00"}]'
  assert.deepEqual(await cases(), [['3-1', 'waiting', amounts]])
  const decide = (quarantine_id: string, decision: string, actor: object = operator) =>
    office.ask('quarantine_decide', { actor, quarantine_id, decision, note: '已向税务核实' })
  await assert.rejects(decide('1-2', 'release'), { code: 'quarantine_not_doubted' })
  await assert.rejects(decide('3-1', 'release', { kind: 'client', id: 'bank-a-app' }), {
    code: 'role_missing',
  })
  assert.deepEqual(await decide('3-1', 'release'), { outcome: 'accepted' })
  assert.deepEqual((await cases())[0]?.[1], 'said_stands')
  await assert.rejects(decide('3-1', 'reject'), { code: 'quarantine_played' })
  assert.deepEqual(await decide('1-2', 'reject'), { outcome: 'rejected' })
  await assert.rejects(decide('1-2', 'reject'), { code: 'quarantine_rejected' })
  await assert.rejects(office.mend('1-2', 'insured_n', '7'), { code: 'quarantine_rejected' })
  const { rows } = await office.page({ state: 'rejected' })
  assert.deepEqual(
    rows.map(({ quarantine_id, note }) => [quarantine_id, note]),
    [['1-2', '已向税务核实']],
  )
  const acts = (await office.acts()).map(({ entry }) => JSON.parse(entry).act)
  assert.deepEqual(acts, ['quarantine.release', 'quarantine.reject'])
})

test('a batch tells what became of it, and what was found', async () => {
  await using office = await opened()
  const report = (await office.ask('batch', { batch_id: 1 })) as unknown as Row
  assert.deepEqual([report.file, report.quarantined, report.accepted], [file, 3, 1])
  const found = report.findings as { conflicts: object; across: readonly object[] }
  assert.deepEqual(found.conflicts, { rows: 0, held: 0 })
  await assert.rejects(office.ask('batch', { batch_id: 9 }), { code: 'batch_unknown' })
})

test('quarantine shows its rows in plain words, and its totals by fault', async () => {
  await using office = await opened()
  const { rows, next, totals } = await office.page()
  assert.deepEqual(
    rows.map(({ quarantine_id, line, column, value, code }) => [quarantine_id, line, column, value, code]),
    [
      ['1-2', 3, 'insured_n', 'many', 'type'],
      ['1-3', 4, 'stat_month', '2026-13', 'type'],
      ['1-4', 5, 'uscc', '91440300QX0000018X', 'uscc_check_digit'],
    ],
  )
  const [first] = rows
  assert.deepEqual(first?.raw, { uscc: firm, stat_month: '2026-05', insured_n: 'many' })
  assert.deepEqual([first?.file, next, first?.replayed_at], [file, null, null])
  assert.match(JSON.stringify(first?.sentence), /格式/)
  assert.deepEqual(totals, [
    { dataset: 'ss_headcount_monthly', code: 'type', rows: 2 },
    { dataset: 'ss_headcount_monthly', code: 'uscc_check_digit', rows: 1 },
  ])
  const after = await office.page({ after: '1-3' })
  assert.deepEqual(
    after.rows.map(({ quarantine_id }) => quarantine_id),
    ['1-4'],
  )
  assert.equal((await office.page({ code: 'type' })).rows.length, 2)
  assert.equal((await office.page({ dataset: 'adm_list' })).rows.length, 0)
})

test('a mended row comes in, and who mended which cell stands in the log without the value', async () => {
  await using office = await opened()
  assert.deepEqual(await office.mend('1-2', 'insured_n', '4711'), { outcome: 'accepted' })
  const { rows } = await office.page({ state: 'replayed' })
  assert.deepEqual(
    rows.map(({ quarantine_id, replayed_at }) => [quarantine_id, replayed_at !== null]),
    [['1-2', true]],
  )
  const entry = (await office.acts())
    .map((leaf) => JSON.stringify(leaf.entry))
    .find((each) => each.includes('quarantine.mend'))
  assert.match(entry ?? '', /1-2/)
  assert.match(entry ?? '', /insured_n/)
  assert.match(entry ?? '', /operator/)
  assert.doesNotMatch(entry ?? '', /4711/)
  assert.ok(await office.sound())
  await assert.rejects(office.mend('1-2', 'insured_n', '4711'), { code: 'quarantine_played' })
})

test('a row that is still wrong waits anew under another id, and says what is wrong with it now', async () => {
  await using office = await opened()
  const again = (await office.mend('1-3', 'stat_month', '2026-05')) as Row
  assert.deepEqual([again.outcome, again.quarantine_id, again.code], ['quarantined', '2-1', 'range'])
  assert.deepEqual(await office.mend('2-1', 'insured_n', '1'), { outcome: 'accepted' })
})

test('what cannot be mended is refused, and changes nothing', async (t) => {
  await using office = await opened()
  const bank = { kind: 'client', id: 'bank-a-app' }
  for (const [what, quarantine_id, column, actor, code] of [
    ['a row that is not there', '1-99', 'insured_n', operator, 'quarantine_unknown'],
    ['an id that is none', 'x', 'insured_n', operator, 'quarantine_unknown'],
    ['a column that the row does not have', '1-2', 'insured', operator, 'quarantine_column'],
    ['what a bank would mend', '1-2', 'insured_n', bank, 'role_missing'],
  ] as const) {
    await t.test(what, () => assert.rejects(office.mend(quarantine_id, column, '1', actor), { code }))
  }
  assert.equal((await office.page()).rows.length, 3)
})

test('what waits is played again once its code is admitted; the rest waits on', async () => {
  await using office = await opened()
  await office.ask('code_admit', { uscc: '91440300QX0000018X', note: '已核对' })
  const played = await office.ask('quarantine_replay_all', { actor: operator, code: 'uscc_check_digit' })
  assert.deepEqual(played, { replayed: 1, accepted: 1, still: 0 })
  const rest = await office.ask('quarantine_replay_all', { actor: operator })
  assert.deepEqual(rest, { replayed: 2, accepted: 0, still: 2 })
  assert.deepEqual(await office.ask('quarantine_replay_all', { actor: operator, dataset: 'adm_list' }), {
    ...{ replayed: 0, accepted: 0, still: 0 },
  })
})

test('batches and freshness tell what came, when, and how much was refused', async () => {
  await using office = await opened()
  const { rows, next } = (await office.ask('batches')) as unknown as { rows: readonly Row[]; next: null }
  assert.deepEqual(
    rows.map(({ batch_id, file: name, rows_in, accepted, quarantined }) => [
      ...[batch_id, name, rows_in, accepted, quarantined],
    ]),
    [[1, file, 4, 1, 3]],
  )
  assert.equal(next, null)
  assert.deepEqual(((await office.ask('batches', { before: 1 })) as Row).rows, [])
  const freshness = (await office.ask('freshness')) as readonly Row[]
  const headcount = freshness.find(({ dataset }) => dataset === 'ss_headcount_monthly')
  assert.deepEqual(
    [headcount?.month, headcount?.age_days, headcount?.is_stale, headcount?.batches_30d],
    ['2026-04', 0, false, 1],
  )
  assert.equal(headcount?.rejected_ratio, 0.75)
  assert.ok(
    freshness.some(({ dataset }) => dataset === 'com_vehicle'),
    'datasets that no product shows, too',
  )
  const silent = freshness.find(({ dataset }) => dataset === 'adm_list')
  assert.deepEqual([silent?.last_known_at, silent?.age_days, silent?.rejected_ratio], [null, null, null])
})
