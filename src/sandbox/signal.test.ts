import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { day, monthOf, monthText } from '#kernel'
import { builtCity, linesOf } from '#sandbox/testing'

/** How well values rank the bad above the good: the share of pairs in order, ties for a half. */
function auc(cases: readonly (readonly [number, boolean])[]): number {
  const good = cases.filter(([, bad]) => !bad).map(([value]) => value)
  const bad = cases.filter(([, bad]) => bad).map(([value]) => value)
  let ordered = 0
  for (const value of bad) for (const other of good) ordered += value > other ? 1 : value === other ? 0.5 : 0
  return ordered / (bad.length * good.length)
}

test('the rate of leavers of a year tells who defaults in the next', async () => {
  using city = await builtCity({ enterprises: 2000, months: 28 })
  const moves = new Map<string, readonly [number, number, number]>()
  for (const { cells } of linesOf(city.out, 'ss_movement_monthly')) {
    moves.set(`${cells.uscc} ${cells.stat_month}`, [
      Number(cells.begin_n),
      Number(cells.joiners_n),
      Number(cells.leavers_n),
    ])
  }
  const labels = readFileSync(join(city.out, 'truth', 'labels.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
  const cases = labels.flatMap((line): readonly (readonly [number, boolean])[] => {
    const [uscc = '', as_of = '', label] = line.split(',')
    const last = monthOf(day(as_of))
    const year = Array.from({ length: 12 }, (_, back) =>
      moves.get(`${uscc} ${monthText((last - back) as typeof last)}`),
    )
    const begin = year.at(-1)?.[0]
    if (begin === undefined || year.includes(undefined)) return []
    const joiners = year.reduce((sum, move) => sum + (move?.[1] ?? 0), 0)
    const leavers = year.reduce((sum, move) => sum + (move?.[2] ?? 0), 0)
    return begin + joiners > 0 ? [[leavers / (begin + joiners), label === '1']] : []
  })
  assert.ok(cases.filter(([, bad]) => bad).length > 20)
  assert.ok(auc(cases) > 0.65, `${auc(cases)}`)
})
