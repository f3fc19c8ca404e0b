import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isIndividualBusiness, month, organisationCodeCheckCharacter, usccFault } from '#kernel'
import { builtCity, type Line, linesOf } from '#sandbox/testing'

/** The first row that each firm has for each month, by code and month; spoilt and early rows are left out. */
function byFirmMonth(lines: readonly Line[]): Map<string, Line['cells']> {
  const rows = new Map<string, Line['cells']>()
  for (const { cells, whole, delivery } of lines) {
    const { uscc, stat_month = '' } = cells
    const counts = Object.entries(cells).filter(([id]) => id.endsWith('_n'))
    const sound = whole && stat_month <= delivery.slice(-7) && counts.every(([, cell]) => /^\d*$/.test(cell))
    const key = `${uscc} ${stat_month}`
    if (sound && !rows.has(key)) rows.set(key, cells)
  }
  return rows
}

const splits = [
  ['tenure_lt12_n', 'tenure_12_36_n', 'tenure_ge36_n'],
  ['age_lt30_n', 'age_30_45_n', 'age_gt45_n'],
]

test('in a city of 1,000 firms', async (t) => {
  using city = await builtCity({ enterprises: 1000, months: 18 })
  const { dirt, lives } = city.summary
  const monthly = [
    'ss_headcount_monthly',
    'ss_movement_monthly',
    'ss_structure_monthly',
    'ss_payment_monthly',
  ]
  const lines = new Map(
    [...monthly, 'reg_entity_base'].map((dataset) => [dataset, linesOf(city.out, dataset)]),
  )
  const rows = (dataset: string) => byFirmMonth(lines.get(dataset) ?? [])
  const heads = rows('ss_headcount_monthly')

  await t.test(
    'an end is the begin with joiners and without leavers, and the insured, and the next begin',
    () => {
      const moves = rows('ss_movement_monthly')
      const ends = new Map<string, string>()
      let followed = 0
      for (const [key, { uscc = '', begin_n, joiners_n, leavers_n, end_n = '' }] of [...moves].sort()) {
        assert.equal(Number(begin_n) + Number(joiners_n) - Number(leavers_n), Number(end_n), key)
        const head = heads.get(key)
        if (head !== undefined) assert.deepEqual([head.insured_n, head.pension_n], [end_n, end_n], key)
        followed += ends.get(uscc) === begin_n ? 1 : 0
        ends.set(uscc, end_n)
      }
      // Only the first month of a firm and the month after a lost row have no end before them.
      assert.ok(followed > 0.92 * moves.size)
    },
  )

  await t.test(
    'splits of the staff sum to it where they are shown, and fewer than three are not shown',
    () => {
      let summed = 0
      for (const [key, row] of rows('ss_structure_monthly')) {
        for (const parts of splits.map((split) => split.map((field) => row[field] ?? ''))) {
          assert.ok(
            parts.every((part) => part === '' || Number(part) >= 3),
            key,
          )
          const insured_n = heads.get(key)?.insured_n
          if (parts.includes('') || insured_n === undefined) continue
          const sum = parts.reduce((total, part) => total + Number(part), 0)
          assert.equal(sum, Number(insured_n), key)
          summed += 1
        }
      }
      assert.ok(summed > 1000)
    },
  )

  await t.test(
    'codes begin with QX and are valid by both checks, but for the wrong digits that are counted',
    () => {
      const prefixes = new Set<string>()
      for (const [dataset, all] of lines) {
        const codes = all.map(({ cells }) => cells.uscc ?? '')
        for (const code of codes.map((code) => code.toUpperCase())) {
          prefixes.add(code.slice(0, 2))
          assert.match(code, /^9[123]440300QX/)
          assert.equal(organisationCodeCheckCharacter(code.slice(8, 16)), code.charAt(16))
        }
        const { wrong_check_digit = 0, lower_case = 0 } = dirt[dataset] ?? {}
        const upper = codes.map((code) => code.toUpperCase())
        assert.equal(upper.filter((code) => usccFault(code) !== null).length, wrong_check_digit, dataset)
        assert.equal(codes.filter((code) => code !== code.toUpperCase()).length, lower_case, dataset)
      }
      assert.deepEqual([...prefixes].sort(), ['91', '92', '93'])
    },
  )

  await t.test('damaged, repeated and early lines are as many as the summary counts', () => {
    for (const dataset of monthly) {
      const all = lines.get(dataset) ?? []
      const whole = all.filter(({ whole }) => whole).map(({ cells }) => Object.values(cells))
      const counted = dirt[dataset] ?? {}
      const having = (cell: string): number => whole.filter((cells) => cells.includes(cell)).length
      const early = all.filter(
        ({ cells, delivery }) =>
          /^\d{4}-\d\d$/.test(cells.stat_month ?? '') && (cells.stat_month ?? '') > delivery.slice(-7),
      )
      const twice = all.filter(({ cells }, place) => {
        return JSON.stringify(cells) === JSON.stringify(all[place - 1]?.cells)
      })
      assert.equal(all.length - whole.length, counted.too_few_columns ?? 0)
      assert.equal(having('2025-13-32'), counted.bad_date ?? 0)
      assert.equal(having('不详'), counted.text_in_number ?? 0)
      assert.equal(having('-3'), counted.negative_count ?? 0)
      assert.equal(early.length, counted.month_not_ended ?? 0)
      assert.equal(twice.length, counted.duplicate ?? 0)
    }
    assert.ok((dirt.ss_headcount_monthly?.month_not_ended ?? 0) > 0)
  })

  await t.test('late rows and corrections come with the delivery after', () => {
    for (const dataset of monthly) {
      const after = (lines.get(dataset) ?? []).filter(({ cells, delivery }) => {
        return (
          /^\d{4}-\d\d$/.test(cells.stat_month ?? '') &&
          month(cells.stat_month ?? '') + 1 === month(delivery.slice(-7))
        )
      })
      const { late = 0, corrected = 0, followed_up = 0 } = dirt[dataset] ?? {}
      assert.equal(after.length, late + corrected + followed_up, dataset)
      assert.ok(late > 0 && corrected > 0)
    }
    assert.ok((dirt.ss_payment_monthly?.followed_up ?? 0) > 0)
  })

  await t.test('a listing that was a mistake is revoked, and says so in a column of its own', () => {
    const revoked = linesOf(city.out, 'adm_list').filter(({ cells }) => cells.op === 'revoke')
    assert.equal(revoked.length, dirt.adm_list?.revoked)
    assert.ok(revoked.length > 0)
  })

  await t.test('names carry 示例 and no two firms share one, renamed or not', () => {
    const owners = new Map<string, string>()
    for (const { cells } of lines.get('reg_entity_base') ?? []) {
      const { uscc = '', name = '' } = cells
      if (usccFault(uscc) !== null) continue
      assert.match(name, /示例/)
      assert.equal(owners.get(name) ?? uscc, uscc)
      owners.set(name, uscc)
      assert.ok(!(isIndividualBusiness(uscc) && name.endsWith('公司')))
    }
    assert.ok(lives.renamed > 0 && lives.closed > 0 && lives.silent > 0 && lives.founded > 0)
    assert.ok(owners.size > 1000)
  })
})
