import assert from 'node:assert/strict'
import { test } from 'node:test'
import { usccFault } from '#kernel'
import { type BuiltCity, builtCity, linesOf } from '#sandbox/testing'

type Cells = Readonly<Record<string, string>>

function told(city: BuiltCity, dataset: string): readonly Cells[] {
  const rows = linesOf(city.out, dataset).filter(({ whole }) => whole)
  return rows.map(({ cells }) => ({ ...cells, uscc: (cells.uscc ?? '').toUpperCase() }))
}

const isSound = ({ uscc = '' }: Cells): boolean => usccFault(uscc) === null

/** The uses of each firm's accounts, as they were told last. */
function usesIn(city: BuiltCity): ReadonlyMap<string, readonly Cells[]> {
  const last = new Map<string, Cells>()
  for (const use of told(city, 'id_crosswalk'))
    last.set([use.uscc, use.account_hash, use.from_on].join(), use)
  const uses = new Map<string, Cells[]>()
  for (const use of last.values()) {
    const key = `${use.uscc} ${use.account_hash}`
    uses.set(key, [...(uses.get(key) ?? []), use])
  }
  return uses
}

function isIn({ from_on = '', to_on = '' }: Cells, month: string): boolean {
  return from_on.slice(0, 7) <= month && (to_on === '' || to_on.slice(0, 7) >= month)
}

test('in a city of 700 firms and 15 months', async (t) => {
  using city = await builtCity({ enterprises: 700 })
  const uses = usesIn(city)

  await t.test('every meter that is read is one that the crosswalk knows the firm to use, then', () => {
    const misspelt = new Set(
      told(city, 'id_crosswalk').flatMap((use) => (isSound(use) ? [] : [use.account_hash])),
    )
    const relations = new Set<string | undefined>()
    for (const dataset of ['ut_electricity_monthly', 'ut_water_monthly', 'ut_gas_monthly'])
      for (const { uscc, account_no_hash, stat_month = '' } of told(city, dataset).filter(isSound)) {
        if (!/^\d{4}-\d\d$/.test(stat_month) || misspelt.has(account_no_hash)) continue
        const use = uses.get(`${uscc} ${account_no_hash}`)?.findLast((each) => isIn(each, stat_month))
        assert.ok(use !== undefined, `${uscc} ${dataset} ${stat_month}`)
        relations.add(use.relation)
      }
    assert.deepEqual([...relations].sort(), ['former', 'landlord', 'own', 'shared'])
  })

  await t.test('a meter in common is read alike for all on it, and one of one’s own for nobody else', () => {
    const readings = told(city, 'ut_water_monthly').filter(
      (reading) => isSound(reading) && reading.stat_month === '2026-09',
    )
    const volumes = new Map<string, Set<string>>()
    const readers = new Map<string, Set<string>>()
    for (const { uscc = '', account_no_hash = '', m3 = '' } of readings.filter(({ m3 }) => Number(m3) > 0)) {
      volumes.set(account_no_hash, (volumes.get(account_no_hash) ?? new Set()).add(m3))
      readers.set(account_no_hash, (readers.get(account_no_hash) ?? new Set()).add(uscc))
    }
    assert.ok([...readers.values()].some(({ size }) => size > 1))
    for (const [account, { size }] of readers) {
      const relation = uses.get(`${[...(readers.get(account) ?? [])][0]} ${account}`)?.[0]?.relation
      assert.ok(size === 1 || relation !== 'own')
      assert.equal(volumes.get(account)?.size, 1)
    }
  })

  await t.test('who moves ends the use of one account on the day on which that of another begins', () => {
    const former = [...uses.values()].flat().filter(({ relation }) => relation === 'former')
    assert.ok(former.length > 5)
    for (const { uscc, account_hash, from_on } of former) {
      const own = uses.get(`${uscc} ${account_hash}`)?.find(({ relation }) => relation === 'own')
      assert.equal(own?.to_on, from_on)
      const next = [...uses.values()]
        .flat()
        .filter((use) => use.uscc === uscc && use.from_on === from_on && use.relation === 'own')
      assert.ok(next.length >= 2, 'electricity and water')
    }
  })

  await t.test('who closes leaves every account', () => {
    const closed = new Map(
      told(city, 'reg_entity_base')
        .map(({ uscc = '', cancelled_on, revoked_on }) => [uscc, cancelled_on || revoked_on] as const)
        .filter(([, on]) => on !== ''),
    )
    const left = [...uses.values()].flat().filter(({ uscc = '' }) => closed.has(uscc))
    const open = left.filter(({ relation, to_on }) => relation !== 'former' && to_on === '')
    assert.ok(left.length > 0)
    assert.deepEqual(open, [])
  })
})
