import assert from 'node:assert/strict'
import { test } from 'node:test'
import { builtCity, linesOf } from '#sandbox/testing'

test('what is owed in taxes was declared and not paid, and is settled by paying it late', async () => {
  using city = await builtCity({ enterprises: 1200, months: 20 })
  const told = (dataset: string) =>
    linesOf(city.out, dataset)
      .filter(({ whole }) => whole)
      .map(({ cells }) => ({ ...cells, uscc: (cells.uscc ?? '').toUpperCase() }) as typeof cells)
  const declared = new Map<string, Map<string, number>>()
  for (const { uscc = '', period_to = '', vat_payable } of told('tax_declaration_monthly')) {
    const due = declared.get(uscc) ?? new Map<string, number>()
    declared.set(uscc, due.set(period_to, Math.max(due.get(period_to) ?? 0, Number(vat_payable))))
  }
  const late = told('tax_payment').filter(({ late_fee }) => Number(late_fee) > 0)
  const arrears = told('tax_arrears').filter(({ tax_kind }) => tax_kind === 'vat')
  const settled = arrears.filter(({ settled_on }) => settled_on !== '')
  assert.ok(settled.length > 0 && arrears.length > settled.length + 10)
  for (const { uscc = '', published_at = '', balance } of arrears) {
    const due = [...(declared.get(uscc) ?? [])].filter(([period_to]) => period_to < published_at)
    const total = due.reduce((sum, [, amount]) => sum + amount, 0)
    assert.ok(Number(balance) <= total + 0.01, `${uscc} owes ${balance} of ${total}`)
  }
  for (const { uscc, announced_on = '', settled_on } of settled) {
    const paid = late.filter(
      (row) => row.uscc === uscc && row.paid_on?.slice(0, 7) === settled_on?.slice(0, 7),
    )
    assert.ok(paid.length > 0, `${uscc} pays in ${settled_on}`)
    assert.ok(
      paid.some(({ period = '' }) => period < announced_on),
      `${uscc} pays what had been announced`,
    )
  }
})
