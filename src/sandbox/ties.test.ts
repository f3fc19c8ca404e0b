import assert from 'node:assert/strict'
import { test } from 'node:test'
import { usccFault } from '#kernel'
import { type BuiltCity, builtCity, linesOf } from '#sandbox/testing'

type Cells = Readonly<Record<string, string>>

function told(city: BuiltCity, dataset: string): readonly Cells[] {
  const rows = linesOf(city.out, dataset).filter(({ whole }) => whole)
  return rows.map(({ cells }) => ({ ...cells, uscc: (cells.uscc ?? '').toUpperCase() }))
}

/** Whom each firm stands surety for, and whom those, and so on. */
function reachedFrom(uscc: string, sureties: readonly Cells[]): ReadonlySet<string> {
  const reached = new Set([uscc])
  for (const one of reached)
    for (const surety of sureties) if (surety.uscc === one) reached.add(surety.guaranteed_uscc ?? '')
  return reached
}

test('in a city of 800 firms and two years', async (t) => {
  using city = await builtCity({ enterprises: 800, months: 24 })
  const registered = new Map(told(city, 'reg_entity_base').map((cells) => [cells.uscc, cells]))
  const sureties = told(city, 'reg_guarantee_public').filter(({ uscc = '' }) => usccFault(uscc) === null)

  await t.test('whoever holds a firm or is vouched for stands from the first day of it', () => {
    const holdings = told(city, 'reg_shareholder').filter(({ holder_uscc }) => holder_uscc !== '')
    const named = [
      ...holdings.map(({ holder_uscc, from_on }) => ({ other: holder_uscc, from_on })),
      ...told(city, 'reg_branch_invest').map(({ target_uscc, from_on }) => ({ other: target_uscc, from_on })),
      ...sureties.flatMap(({ uscc, guaranteed_uscc, from_on }) => [
        { other: uscc, from_on },
        { other: guaranteed_uscc, from_on },
      ]),
    ]
    assert.ok(holdings.length > 20 && sureties.length > 40)
    for (const { other, from_on = '' } of named) {
      const { established_on = '9', cancelled_on, revoked_on } = registered.get(other ?? '') ?? {}
      const closed_on = cancelled_on || revoked_on || '9999-12-31'
      assert.ok(
        established_on <= from_on && from_on <= closed_on,
        `${other} ${established_on} ${from_on} ${closed_on}`,
      )
    }
  })

  await t.test('a circle of sureties is round, whenever its members were founded', () => {
    const members = [...new Set(sureties.flatMap(({ uscc, guaranteed_uscc }) => [uscc, guaranteed_uscc]))]
    const later = members.filter((uscc) => (registered.get(uscc)?.established_on ?? '') > '2024-11-30')
    assert.ok(later.length > 0, 'some joined later')
    for (const uscc of members) {
      const back = [...reachedFrom(uscc ?? '', sureties)].filter((one) =>
        reachedFrom(one, sureties).has(uscc ?? ''),
      )
      assert.ok(back.length >= 3, `${uscc} stands in a circle of ${back.length}`)
    }
  })

  await t.test('who takes over a firm leaves nobody with the same shares', () => {
    const left = told(city, 'reg_shareholder').filter(({ to_on }) => to_on !== '')
    assert.ok(left.length > 0)
    for (const { uscc, to_on, ratio } of left) {
      const taken = told(city, 'reg_shareholder').filter(
        (row) => row.uscc === uscc && row.from_on === to_on && row.holder_type === 'enterprise',
      )
      assert.ok(taken.length > 0 && taken.every((row) => row.ratio === ratio))
    }
  })
})
