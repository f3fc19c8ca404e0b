import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, instant } from '#kernel'
import { sql } from '#sql'
import { openDuckDb, type Warehouse } from '#warehouse'
import { code_marks } from './marks.ts'
import { listMerges, mergeEnterprises, splitMerge } from './merges.sql.ts'
import { endSuccession, listSuccessions, recordSuccession } from './successions.sql.ts'
import { ensureIdentity } from './tables.sql.ts'

const [first, other] = ['91440300QX0000018L', '91440300QX0000026F'] as const
// Codes with a wrong check digit, which an operator let in.
const [second, third] = ['91440300QX0000018X', '91440300QX0000018Y'] as const
const faulty_shop = '92440303QX0000034X'
const [shop, other_shop] = ['92440303QX0000034J', '92440300QX00001A8G'] as const
const nobody = '93440300QX0000042Y'
const act = (at: string) => ({ by: 'clerk', note: '同一企业两次登记', at: instant(at) })
const noon = act('2026-06-30T12:00:00Z')
const later = act('2026-07-01T12:00:00Z')

async function opened(): Promise<Warehouse> {
  const warehouse = await openDuckDb({ file: ':memory:' })
  await ensureIdentity(warehouse)
  for (const [at, uscc] of [first, second, third, shop, other_shop, other, faulty_shop].entries()) {
    const marks = [second, third, faulty_shop].some((faulty) => faulty === uscc) ? code_marks.OVERRIDDEN : 0
    await warehouse.run(sql`
      INSERT INTO identity.enterprises VALUES (CAST(${at + 1} AS INTEGER), ${uscc}, CAST(${marks} AS INTEGER), 1)`)
  }
  return warehouse
}

/** The merges that nobody has split. */
const standing = async (warehouse: Warehouse) =>
  (await listMerges(warehouse)).filter(({ split_at }) => split_at === null)

const membersOf = (warehouse: Warehouse) =>
  warehouse.rows(
    sql`SELECT enterprise_id, member_id, known_at, superseded_at FROM identity.members ORDER BY known_at`,
  )

test('a merge says who, why and when, and a split ends it without unsaying it', async () => {
  await using warehouse = await opened()
  const merge_id = await mergeEnterprises(warehouse, first, second, noon)
  assert.deepEqual(await membersOf(warehouse), [
    { enterprise_id: 1, member_id: 2, known_at: noon.at, superseded_at: null },
  ])
  assert.deepEqual(
    (await standing(warehouse)).map(({ uscc, member_uscc, merged_by, note }) => [
      uscc,
      member_uscc,
      merged_by,
      note,
    ]),
    [[first, second, 'clerk', noon.note]],
  )
  await splitMerge(warehouse, merge_id, later)
  assert.deepEqual(await membersOf(warehouse), [
    { enterprise_id: 1, member_id: 2, known_at: noon.at, superseded_at: later.at },
  ])
  assert.deepEqual(await standing(warehouse), [])
  assert.equal((await listMerges(warehouse))[0]?.split_at, later.at)
})

test('what was split may be merged again, with another one', async () => {
  await using warehouse = await opened()
  await splitMerge(warehouse, await mergeEnterprises(warehouse, first, second, noon), later)
  assert.equal(await mergeEnterprises(warehouse, other, second, later), 2)
})

test('what was split is not merged again before its split', async () => {
  await using warehouse = await opened()
  await splitMerge(warehouse, await mergeEnterprises(warehouse, first, second, noon), later)
  const before = act('2026-07-01T11:59:59Z')
  await assert.rejects(mergeEnterprises(warehouse, other, second, before), { code: 'act_out_of_order' })
  assert.equal((await membersOf(warehouse)).length, 1)
})

test('one enterprise may answer for several', async () => {
  await using warehouse = await opened()
  await mergeEnterprises(warehouse, first, second, noon)
  await mergeEnterprises(warehouse, first, third, later)
  assert.equal((await standing(warehouse)).length, 2)
})

for (const [what, uscc, member_uscc, code] of [
  ['with itself', first, first, 'merge_with_itself'],
  ['of an unknown code', first, nobody, 'enterprise_unknown'],
  ['into an unknown code', nobody, first, 'enterprise_unknown'],
  ['of two valid codes', first, other, 'merge_of_valid_codes'],
  ['of a valid code into a faulty one', second, first, 'merge_of_valid_codes'],
  ['of two faulty codes', second, third, 'merge_into_faulty'],
  ['of a company and an individual business', first, faulty_shop, 'merge_of_subjects'],
  ['of one that is answered for', other, second, 'merge_chained'],
] as const) {
  test(`a merge ${what} is refused with ${code} and leaves nothing`, async () => {
    await using warehouse = await opened()
    if (code === 'merge_chained') await mergeEnterprises(warehouse, first, second, noon)
    const before = await membersOf(warehouse)
    await assert.rejects(mergeEnterprises(warehouse, uscc, member_uscc, later), { code })
    assert.deepEqual(await membersOf(warehouse), before)
  })
}

test('a split of no merge, or of one that is split, is refused', async () => {
  await using warehouse = await opened()
  await assert.rejects(splitMerge(warehouse, 1, noon), { code: 'merge_unknown' })
  const merge_id = await mergeEnterprises(warehouse, first, second, noon)
  const early = act('2026-06-30T11:59:59Z')
  await assert.rejects(splitMerge(warehouse, merge_id, early), { code: 'act_out_of_order' })
  await splitMerge(warehouse, merge_id, later)
  await assert.rejects(splitMerge(warehouse, merge_id, later), { code: 'merge_split_already' })
})

test('a company succeeds an individual business from the instant at which it is known', async () => {
  await using warehouse = await opened()
  const succession = { from_uscc: shop, to_uscc: first, succeeded_on: day('2026-05-01') }
  await recordSuccession(warehouse, succession, noon)
  const [recorded] = await listSuccessions(warehouse)
  assert.deepEqual(
    [recorded?.from_uscc, recorded?.to_uscc, recorded?.known_at, recorded?.superseded_at],
    [shop, first, noon.at, null],
  )
  assert.deepEqual(await membersOf(warehouse), [], 'it is no merge')
  await assert.rejects(recordSuccession(warehouse, { ...succession, to_uscc: other }, later), {
    code: 'succession_known',
  })
  await assert.rejects(endSuccession(warehouse, shop, act('2026-06-30T11:59:59Z')), {
    code: 'act_out_of_order',
  })
  const ended = await endSuccession(warehouse, shop, later)
  assert.deepEqual([ended.ended_by, ended.ended_note], ['clerk', later.note])
  assert.equal((await listSuccessions(warehouse))[0]?.superseded_at, later.at)
  assert.equal((await listSuccessions(warehouse)).length, 1)
  await assert.rejects(endSuccession(warehouse, shop, later), { code: 'succession_unknown' })
  const early = act('2026-07-01T11:59:59Z')
  await assert.rejects(recordSuccession(warehouse, succession, early), { code: 'act_out_of_order' })
  await recordSuccession(warehouse, succession, later)
})

for (const [from_uscc, to_uscc] of [
  [first, other],
  [shop, other_shop],
  [first, shop],
] as const) {
  test(`${to_uscc.slice(0, 2)} does not succeed ${from_uscc.slice(0, 2)}`, async () => {
    await using warehouse = await opened()
    const succession = { from_uscc, to_uscc, succeeded_on: day('2026-05-01') }
    await assert.rejects(recordSuccession(warehouse, succession, noon), { code: 'succession_of_subjects' })
  })
}

test('a succession is not recorded before its day', async () => {
  await using warehouse = await opened()
  const on = (succeeded_on: string) =>
    recordSuccession(warehouse, { from_uscc: shop, to_uscc: first, succeeded_on: day(succeeded_on) }, noon)
  await assert.rejects(on('2026-07-01'), { code: 'succession_in_future' })
  await on('2026-06-30')
})
