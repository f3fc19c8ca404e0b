import assert from 'node:assert/strict'
import { test } from 'node:test'
import { approveTemplate, readTemplate, shownText, templateById } from '#consent'
import { now, openTestConsent, template } from '#consent/testing'

test('a template is approved once, and its text never changes under its version', async () => {
  await using open = await openTestConsent()
  const approve = (change: object) =>
    open.store.transaction((tx) =>
      approveTemplate(tx, { ...template, ...change }, { by: 'operator-2', at: now }),
    )
  await approve({})
  assert.deepEqual(await templateById(open.store, 'loan_query', 1), template)
  await assert.rejects(approve({ text: `${template.text}。` }), { code: 'template_changed' })
  await assert.rejects(approve({ version: 2, clauses: ['期限届满'] }), { code: 'template_clauses_missing' })
  await approve({ version: 2, text: `${template.text}。` })
  await assert.rejects(templateById(open.store, 'loan_query', 3), { code: 'template_unknown' })
})

test('every slot is filled before a text is shown', () => {
  assert.match(
    shownText(template, { subject: '甲', bank: '乙' }),
    /^授权主体:甲。被授权机构:乙。[\s\S]+\n平台不向企业收费。$/,
  )
  assert.throws(() => shownText(template, { subject: '甲' }), /bank/)
  assert.throws(() => readTemplate({ ...template, clauses: [] }, 'x.json'), { code: 'schema_mismatch' })
})
