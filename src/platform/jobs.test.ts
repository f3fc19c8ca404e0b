import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeWorkerUtils, runOnce } from 'graphile-worker'
import { consentById, requestConsent } from '#consent'
import { demo_firms } from '#sandbox'
import { askedBy } from './front-consents.ts'
import { ownerFront } from './front-owner.ts'
import { actingAs } from './front-state.ts'
import { queueOptions } from './jobs.ts'
import { openTestBureau, ownerOf } from './testing/bureau.ts'

const day_ms = 86_400_000

test('the night after its last day a consent has expired, which its owner saw from midnight on', async () => {
  await using open = await openTestBureau()
  const { state } = open
  const owner = ownerOf('healthy')
  const inbox = ownerFront(state)
  const actor = await open.actor('bank-a-app')
  const asked = askedBy(actor, {
    ...{ request_id: 'R1', uscc: demo_firms.healthy.uscc, purpose: 'pre_loan', products: ['P08'] },
    ...{ required_scopes: ['ss_headcount_monthly'], optional_scopes: [], term_months: 1, contact: '95500' },
  })
  await state.store.transaction((tx) => requestConsent(tx, asked, actingAs(state, actor)))
  const { consent_id } = await inbox.grant(owner, 'R1', { scopes: ['ss_headcount_monthly'] })
  const stands = async () => [
    (await inbox.consents(owner))[0]?.status,
    (await consentById(state.store, consent_id)).status,
  ]
  const night = async () => {
    const utils = await makeWorkerUtils(queueOptions(state, () => {}))
    await utils.addJob('expire_consents', {})
    await utils.release()
    await runOnce(queueOptions(state, () => {}))
  }
  open.wait(30 * day_ms)
  await night()
  assert.deepEqual(await stands(), ['granted', 'granted'])
  open.wait(day_ms)
  assert.deepEqual(await stands(), ['expired', 'granted'])
  await night()
  assert.deepEqual(await stands(), ['expired', 'expired'])
})
