import assert from 'node:assert/strict'
import { test } from 'node:test'
import { may, type Role, requireRole, type Verb, verbsOf } from '#access'

const table: readonly (readonly [Verb, readonly Role[]])[] = [
  ['catalogue.read', ['bank_query', 'bank_decide', 'consent_post', 'operator', 'regulator', 'source_owner']],
  ['enterprise.find', ['bank_query']],
  ['product.query', ['bank_query']],
  ['cross_check.read', ['bank_query']],
  ['decision.ask', ['bank_decide']],
  ['decision.report', ['bank_decide']],
  ['consent.post', ['consent_post']],
  ['consent.request', ['bank_query', 'consent_post']],
  ['consent.read', ['bank_query', 'bank_decide', 'consent_post', 'operator', 'regulator']],
  ['consent.settle', ['bank_decide', 'consent_post']],
  ['template.approve', ['operator']],
  ['client.manage', ['operator']],
  ['audit.read', ['operator', 'regulator']],
  ['audit.prove', ['bank_query', 'bank_decide', 'consent_post', 'operator', 'regulator']],
  ['usage.read', ['bank_query', 'bank_decide', 'consent_post', 'operator', 'regulator', 'source_owner']],
  ['correction.read', ['bank_query', 'bank_decide', 'consent_post']],
  ['indicators.compute', ['operator']],
  ['backtest.run', ['bank_query', 'operator']],
  ['delivery.push', ['operator', 'source_owner']],
  ['intake.read', ['operator']],
  ['quarantine.replay', ['operator']],
  ['fact.annotate', ['operator']],
  ['data.purge', ['operator']],
  ['policy.publish', ['operator']],
  ['graph.read', ['operator']],
  ['identity.read', ['operator']],
  ['identity.merge', ['operator']],
]

const roles: readonly Role[] = [
  ...(['bank_query', 'bank_decide', 'consent_post'] as const),
  ...(['operator', 'regulator', 'source_owner'] as const),
]

for (const [verb, allowed] of table) {
  test(`${verb} is for ${allowed.join(', ')} and nobody else`, () => {
    assert.deepEqual(
      roles.filter((role) => may([role], verb)),
      allowed,
    )
  })
}

test('the table names every verb of every role', () => {
  const verbs = new Set(roles.flatMap(verbsOf))
  assert.deepEqual([...verbs].sort(), table.map(([verb]) => verb).sort())
})

test('a source sees no cross-check, whatever other role it has', () => {
  assert.ok(!may(['source_owner', 'bank_query'], 'cross_check.read'))
})

test('who has no role that allows a verb is refused by name', () => {
  requireRole({ id: 'a', roles: ['regulator', 'bank_query'] }, 'product.query')
  const nobody = { id: 'a', roles: [] }
  assert.throws(() => requireRole(nobody, 'product.query'), {
    code: 'role_missing',
    message: /a does not have/,
  })
})
