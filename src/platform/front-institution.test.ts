import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, addInstitution, addPerson, institutionsBelow, requireActor } from '#access'
import { month } from '#kernel'
import { meter, statementOf, type Use } from '#metering'
import type { Store } from '#store'
import { institutionFront } from './front-institution.ts'
import { opening, openTestBureau } from './testing/bureau.ts'

/** A member of staff of each node of 演示银行甲, from the head office down to a sub-branch. */
async function staffOf(store: Store): Promise<Readonly<Record<string, Actor>>> {
  await addInstitution(
    store,
    { institution_id: 'bank-a-sz-1', parent_id: 'bank-a-sz', kind: 'bank', name: '南山支行' },
    opening,
  )
  const nodes = ['bank-a', 'bank-a-sz', 'bank-a-sz-1']
  const staff = nodes.map(async (institution_id) => {
    const person_id = `of-${institution_id}`
    await addPerson(store, { person_id, institution_id, name: '示例', roles: ['bank_query'] }, opening)
    return [institution_id, await requireActor(store, { kind: 'person', id: person_id })] as const
  })
  return Object.fromEntries(await Promise.all(staff))
}

function used({ ancestor_ids, id }: Actor, request_id: string, product_id: string): Use {
  return {
    ...{ ancestor_ids, product_id, request_id, body_digest: 'd', at: opening, client_id: id },
    ...{ hit: 'full', units: 1, list_price_cny: '2.00' },
    recorded: {
      ...{ as_of: opening, product_version: '0.1.0', answer_digest: 'a', leaf_hash: 'b' },
      ...{ seal_by: opening, consent_id: null },
    },
  }
}

test('usage rolls up the tree, each node sees its own part, and the sums are those of the statement', async () => {
  await using bureau = await openTestBureau()
  const { store } = bureau.state
  const { 'bank-a': head, 'bank-a-sz': branch, 'bank-a-sz-1': sub } = await staffOf(store)
  assert.ok(head && branch && sub)
  for (const [place, [actor, product]] of [
    [sub, 'P08'],
    [sub, 'P08'],
    [branch, 'P08'],
    [head, 'P01'],
  ].entries() as IterableIterator<[number, [Actor, string]]>) {
    await meter(store, used(actor, `r-${place}`, product))
  }
  const front = institutionFront(bureau.state)
  const seen = async (actor: Actor) =>
    (await front.usage(actor, '2026-06')).map(
      ({ institution_id, parent_id, product_id, queries, amount_cny }) => [
        ...[institution_id, parent_id, product_id, queries, amount_cny],
      ],
    )
  const of_sub: readonly (string | number | null)[] = ['bank-a-sz-1', 'bank-a-sz', 'P08', 2, '4.00']
  const of_branch: readonly (string | number | null)[] = ['bank-a-sz', 'bank-a', 'P08', 3, '6.00']
  assert.deepEqual(await seen(head), [
    ['bank-a', null, 'P01', 1, '2.00'],
    ['bank-a', null, 'P08', 3, '6.00'],
    ...[of_branch, of_sub],
  ])
  assert.deepEqual(await seen(branch), [of_branch.with(1, null), of_sub])
  assert.deepEqual(await seen(sub), [of_sub.with(1, null)])
  const tree = await institutionsBelow(store, 'bank-a')
  const statement = await statementOf(store, { tree, month: month('2026-06') })
  const plain = (await front.usage(head, '2026-06')).map(({ parent_id, name, product_name, ...line }) => line)
  assert.deepEqual(plain, statement)
})

test('a node sees the tree from itself down', async () => {
  await using bureau = await openTestBureau()
  const { 'bank-a': head, 'bank-a-sz-1': sub } = await staffOf(bureau.state.store)
  assert.ok(head && sub)
  const front = institutionFront(bureau.state)
  const { institution_id, children } = await front.tree(head)
  assert.deepEqual([institution_id, children.map((child) => child.institution_id)], ['bank-a', ['bank-a-sz']])
  assert.deepEqual(
    children[0]?.children.map((child) => child.institution_id),
    ['bank-a-sz-1'],
  )
  assert.deepEqual((await front.tree(sub)).children, [])
})
