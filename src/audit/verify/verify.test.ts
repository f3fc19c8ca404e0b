import assert from 'node:assert/strict'
import { test } from 'node:test'
import { append, eraseSubject, type Problem, seal, verify } from '#audit'
import { entries, now, openTestLog, type TestLog } from '#audit/testing'
import { type DigestSuite, instant } from '#kernel'
import { join, literal, type Sql, sql } from '#sql'
import { generateKey, publicHalf } from '#store'

for (const suite of ['gm', 'intl'] as const satisfies readonly DigestSuite[]) {
  test(`a log of ${suite} that nobody touched is sound, erased subjects included`, async () => {
    await using log = await sealed(19, suite)
    assert.equal(await log.store.transaction((tx) => eraseSubject(tx, { uscc: 'subject-4', at: now })), 1)
    const report = await found(log)
    assert.deepEqual(report.findings, [])
    assert.ok(report.sound)
    assert.deepEqual([report.leaves, report.erased, report.heads, report.digest_suite], [19, 1, 2, suite])
  })
}

const cases: readonly (readonly [string, Sql, readonly (readonly [Problem, number | null])[]])[] = [
  ['an entry', altered(sql`entry = replace(entry, 'P08', 'P09')`, 5), [['altered', 5]]],
  ['a salt', altered(sql`salt = '\\x00'`, 5), [['altered', 5]]],
  ['a leaf hash beside its entry', altered(sql`leaf_hash = '\\x00'`, 0), [['altered', 0]]],
  ['the subject by which an entry is found', altered(sql`uscc = 'other'`, 7), [['altered', 7]]],
  ['the datasets by which an entry is found', altered(sql`datasets = '{}'`, 18), [['altered', 18]]],
  ['an entry’s whole row', sql`DELETE FROM audit.leaves WHERE leaf_id = 4`, [['removed', 3]]],
  [
    'a place',
    sql`DELETE FROM audit.positions WHERE position = 11`,
    [
      ['removed', 11],
      ['unlisted', null],
    ],
  ],
  [
    'the last place',
    sql`DELETE FROM audit.positions WHERE position = 18; DELETE FROM audit.leaves WHERE leaf_id = 19`,
    [['removed', 18]],
  ],
  [
    'the rows that two places name',
    sql`UPDATE audit.positions SET leaf_id = -leaf_id WHERE position IN (2, 9);
      UPDATE audit.positions SET leaf_id = CASE position WHEN 2 THEN 10 ELSE 3 END WHERE position IN (2, 9)`,
    [
      ['reordered', 2],
      ['reordered', 9],
    ],
  ],
  ['two places', exchanged(2, 9), reordered(2, 9)],
  ['two neighbours', exchanged(4, 5), reordered(4, 5)],
  [
    'two places, one of them at the edge',
    exchanged(3, 18),
    [
      ['tree_mismatch', 2],
      ['tree_mismatch', 3],
      ['head_mismatch', 18],
    ],
  ],
  [
    'an entry together with its hashes',
    sql`UPDATE audit.leaves SET (entry, salt, leaf_hash) = (SELECT entry, salt, leaf_hash FROM audit.leaves
        WHERE leaf_id = 1), uscc = 'subject-0' WHERE leaf_id = 9;
      UPDATE audit.positions SET leaf_hash = (SELECT leaf_hash FROM audit.leaves WHERE leaf_id = 1)
        WHERE position = 8`,
    [
      ['tree_mismatch', 8],
      ['tree_mismatch', 9],
    ],
  ],
  [
    'a node',
    sql`UPDATE audit.nodes SET hash = '\\x00' WHERE level = 3 AND node_index = 1`,
    [
      ['tree_mismatch', 15],
      ['tree_mismatch', 15],
    ],
  ],
  [
    'a root',
    sql`UPDATE audit.heads SET root_hash = '\\x00' WHERE tree_size = 7`,
    [
      ['head_unsigned', 6],
      ['head_mismatch', 6],
    ],
  ],
  [
    'a signature’s instant',
    sql`UPDATE audit.heads SET signed_at = now() WHERE tree_size = 7`,
    [['head_unsigned', 6]],
  ],
  [
    'the last head',
    sql`DELETE FROM audit.heads WHERE tree_size = 19`,
    range(7, 19).map((at) => ['unheaded', at]),
  ],
  ['a leaf that waits', sql`DELETE FROM audit.unsealed WHERE leaf_id = 20`, [['unlisted', null]]],
]

for (const [what, damage, expected] of cases) {
  test(`damage to ${what} is found and named`, async () => {
    await using log = await sealed(19, 'intl')
    await log.store.transaction((tx) => append(tx, log.log, entries(1)))
    await log.store.run(damage)
    const { findings, sound } = await found(log)
    assert.deepEqual(
      findings.map(({ problem, position }) => [problem, position]),
      expected,
    )
    assert.ok(!sound)
  })
}

test('a leaf is late only once its time has passed', async () => {
  await using log = await openTestLog()
  const [receipt] = await log.store.transaction((tx) => append(tx, log.log, entries(1)))
  const seal_by = receipt?.seal_by ?? now
  assert.equal(seal_by, instant('2026-06-30T10:01:00Z'))
  const { store, keys } = log
  assert.deepEqual((await verify(store, { at: seal_by, keys })).findings, [])
  const late = await verify(store, { at: instant('2026-06-30T10:01:00.000001Z'), keys })
  assert.deepEqual(late.findings, [{ problem: 'overdue', position: null, leaf_hash: receipt?.leaf_hash }])
})

test('heads that another key signed are named', async () => {
  await using log = await sealed(3, 'intl')
  const { findings } = await verify(log.store, { at: now, keys: [publicHalf(generateKey('intl'))] })
  assert.deepEqual(
    findings.filter(({ problem }) => problem === 'head_unsigned').map(({ position }) => position),
    [2],
  )
})

async function sealed(leaves: number, suite: DigestSuite): Promise<TestLog> {
  const log = await openTestLog(suite)
  const all = entries(leaves)
  for (const some of [all.slice(0, 7), all.slice(7)].filter(({ length }) => length > 0)) {
    await log.store.transaction((tx) => append(tx, log.log, some))
    await seal(log.store, log.sealing)
  }
  return log
}

function found({ store, keys }: TestLog) {
  return verify(store, { at: now, keys })
}

function altered(change: Sql, position: number): Sql {
  return sql`UPDATE audit.leaves SET ${change}
    WHERE leaf_id = (SELECT leaf_id FROM audit.positions WHERE position = ${position})`
}

function exchanged(one: number, other: number): Sql {
  const moves = [
    [one, 1000],
    [other, one],
    [1000, other],
  ] as const
  return join(
    moves.map(
      ([from, to]) =>
        sql`UPDATE audit.positions SET position = ${literal(to)} WHERE position = ${literal(from)}`,
    ),
    '; ',
  )
}

function reordered(...positions: readonly number[]): readonly (readonly [Problem, number])[] {
  return positions.map((position) => ['reordered', position])
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
}
