import assert from 'node:assert/strict'
import { test } from 'node:test'
import { month } from '#kernel'
import { builtCity, type Line, linesOf, regionDatasets } from '#sandbox/testing'
import { allOffices, openOffices } from './offices.ts'

const order = { enterprises: 300, months: 14, seed: 1, until: month('2026-06'), datasets: regionDatasets() }

test('every dataset of the region has its department', () => {
  const told = allOffices(openOffices({ ...order, out: '' })).map(({ department }) => department.dataset)
  assert.deepEqual(
    [...told].sort(),
    regionDatasets()
      .map(({ id }) => id)
      .sort(),
  )
})

test('in a city of 300 firms', async (t) => {
  using city = await builtCity(order)
  const whole = (dataset: string): readonly Line[] => linesOf(city.out, dataset).filter((line) => line.whole)
  const cell = ({ cells }: Line, name: string): string => cells[name] ?? ''
  const number = (line: Line, name: string): number => Number(cell(line, name))

  await t.test('nobody is held by more than the whole of it', () => {
    const shares = new Map<string, number>()
    const seen = new Set<string>()
    const left = new Set(
      whole('reg_shareholder')
        .filter((line) => cell(line, 'to_on') !== '')
        .map((line) => `${cell(line, 'uscc').toUpperCase()} ${cell(line, 'holder_id_hash')}`),
    )
    for (const line of whole('reg_shareholder')) {
      const held = `${cell(line, 'uscc').toUpperCase()} ${cell(line, 'holder_id_hash')}`
      if (seen.has(held) || left.has(held)) continue
      seen.add(held)
      const firm = cell(line, 'uscc').toUpperCase()
      shares.set(firm, (shares.get(firm) ?? 0) + number(line, 'ratio'))
    }
    assert.ok(shares.size > 200)
    for (const [firm, share] of shares) assert.ok(share > 0.999 && share < 1.001, `${firm} ${share}`)
  })

  await t.test('statements balance: what a firm has is what it owes and its own', () => {
    const statements = whole('tax_fin_statement_quarterly').filter((line) => number(line, 'assets') > 0)
    assert.ok(statements.length > 300)
    for (const line of statements) {
      const rest = number(line, 'assets') - number(line, 'liabilities') - number(line, 'equity')
      assert.ok(Math.abs(rest) < 0.02, JSON.stringify(line.cells))
    }
  })

  await t.test('wages are withheld of about as many people as are insured', () => {
    const insured = new Map(
      whole('ss_headcount_monthly').map((line) => [
        `${cell(line, 'uscc')} ${cell(line, 'stat_month')}`,
        number(line, 'insured_n'),
      ]),
    )
    let compared = 0
    const through_agency = [city.summary.firms.payroll_switch, city.summary.firms.payroll_agency]
    for (const line of whole('tax_pit_withholding_monthly')) {
      if (through_agency.includes(cell(line, 'uscc'))) continue
      const staff = insured.get(`${cell(line, 'uscc')} ${cell(line, 'stat_month')}`)
      const paid = number(line, 'persons_n')
      if (staff === undefined || !(staff > 0) || !(paid > 0)) continue
      compared += 1
      assert.ok(paid >= staff - 3 && paid <= staff + 3, JSON.stringify(line.cells))
    }
    assert.ok(compared > 1000)
  })

  await t.test('nobody pays more VAT than it declared as due', () => {
    const due = new Map<string, number>()
    for (const line of whole('tax_declaration_monthly')) {
      const declared = `${cell(line, 'uscc')} ${cell(line, 'period_to').slice(0, 7)}`
      due.set(declared, Math.max(due.get(declared) ?? 0, number(line, 'vat_payable')))
    }
    let compared = 0
    for (const line of whole('tax_payment').filter((each) => cell(each, 'tax_kind') === 'vat')) {
      const declared = due.get(`${cell(line, 'uscc')} ${cell(line, 'period')}`)
      const paid = number(line, 'amount')
      if (declared === undefined || !(declared >= 0) || !(paid >= 0)) continue
      compared += 1
      assert.ok(paid <= declared + 0.01, JSON.stringify(line.cells))
    }
    assert.ok(compared > 500)
  })

  await t.test('a case that ends has the counterparty with which it began', () => {
    const parties = new Map<string, string>()
    let ended = 0
    for (const line of whole('jud_case')) {
      const [number, party] = [cell(line, 'case_no'), cell(line, 'counterparty_hash')]
      assert.equal(party, parties.get(number) ?? party, number)
      ended += parties.has(number) && cell(line, 'closed_on') !== '' ? 1 : 0
      parties.set(number, party)
    }
    assert.ok(ended > 5)
  })

  await t.test('no inspection is told of before it is published, nor put right before', () => {
    for (const line of whole('adm_inspection')) {
      const published_on = cell(line, 'published_at').slice(0, 10)
      assert.ok(cell(line, 'inspected_on') <= published_on && cell(line, 'rectified_on') <= published_on)
    }
  })

  await t.test('the spotless noodle shop passes every inspection, with grade A and no complaint', () => {
    const shop = (line: Line): boolean => cell(line, 'uscc') === city.summary.firms.noodle_shop
    const inspections = whole('adm_inspection').filter(shop)
    assert.ok(inspections.length >= 2)
    assert.ok(
      inspections.every((line) => cell(line, 'result') === 'pass' && cell(line, 'food_grade') === 'A'),
    )
    assert.deepEqual(whole('adm_complaint_summary').filter(shop), [])
    assert.deepEqual(whole('adm_penalty').filter(shop), [])
  })
})
