import assert from 'node:assert/strict'
import { test } from 'node:test'
import { consentMigrations, lockWebhooks, putWebhook, webhookOf, webhookSecret } from '#consent'
import { now } from '#consent/testing'
import { sql } from '#sql'
import { lockOf, migrate, newLockKey, type Store } from '#store'
import { openTestStore } from '#store/testing'

const webhook = {
  institution_id: 'bank-a',
  url: 'https://bank.example/hook',
  secret: 'whsec_JBSWY3DPEHPK3PXP',
}

test('the stored bytes of a webhook do not hold its secret, which opens with its own key alone', async () => {
  await using store = await openTestStore(consentMigrations)
  const key = newLockKey()
  await putWebhook(store, lockOf([key]), webhook, now)
  assert.equal(await isOnDisk(store), false)
  assert.equal(await webhookSecret(store, lockOf([key]), 'bank-a'), webhook.secret)
  const of_another = lockOf([newLockKey()])
  await assert.rejects(webhookSecret(store, of_another, 'bank-a'), { code: 'secret_key_missing' })
  const changed = lockOf([{ ...newLockKey(), key_id: key.key_id }])
  await assert.rejects(webhookSecret(store, changed, 'bank-a'), { code: 'secret_damaged' })
  await assert.rejects(webhookSecret(store, changed, 'bank-b'), { code: 'webhook_unknown' })
})

test('a webhook of before signs as ever once it is locked, and its file holds no open secret', async () => {
  await using store = await openTestStore(consentMigrations.slice(0, 4))
  await store.run(sql`
    INSERT INTO consent.webhooks (institution_id, url, secret, made_at)
    VALUES (${webhook.institution_id}, ${webhook.url}, ${webhook.secret}, ${now})`)
  await migrate(store, consentMigrations)
  const lock = lockOf([newLockKey()])
  assert.equal(await isOnDisk(store), true)
  assert.equal(await lockWebhooks(store, lock), 1)
  assert.equal(await isOnDisk(store), false)
  assert.equal(await lockWebhooks(store, lock), 0)
  assert.equal(await webhookSecret(store, lock, 'bank-a'), webhook.secret)
  assert.equal((await webhookOf(store, 'bank-a')).url, webhook.url)
})

// Whether the table's own file holds the secret, deleted rows and all.
async function isOnDisk(store: Store): Promise<boolean> {
  await store.run(sql`CHECKPOINT`)
  const [row] = await store.rows<{ at: number }>(sql`
    SELECT position(convert_to(${webhook.secret}, 'UTF8') IN pg_read_binary_file(pg_relation_filepath('consent.webhooks'))) AS at`)
  return row !== undefined && row.at > 0
}
