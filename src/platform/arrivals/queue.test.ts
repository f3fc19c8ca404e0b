import assert from 'node:assert/strict'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeWorkerUtils, runOnce } from 'graphile-worker'
import { msOf } from '#kernel'
import { sql } from '#sql'
import { queueArrival } from '../jobs.sql.ts'
import { queueOptions } from '../jobs.ts'
import { listenOn } from '../line.ts'
import { openOffice } from '../office.ts'
import { deskSocket } from '../socket.ts'
import { openTestBureau } from '../testing/bureau.ts'
import { turnsOf } from '../turns.ts'

test('a delivery waits in the queue until the worker answers, and is loaded by it once', async () => {
  await using open = await openTestBureau()
  const inbox_dir = join(open.state.settings.data_dir, 'inbox')
  const state = { ...open.state, settings: { ...open.state.settings, inbox_dir } }
  const name = 'ss_headcount_monthly_2026-05.csv'
  mkdirSync(inbox_dir)
  writeFileSync(join(inbox_dir, name), 'uscc,stat_month,insured_n\n91440300QX0000018L,2026-05,60\n')
  const utils = await makeWorkerUtils(queueOptions(state, () => {}))
  await utils.migrate()
  await utils.release()
  const warned: string[] = []
  const turn = async (): Promise<void> => {
    await state.store.rows(queueArrival(name))
    await state.store.run(sql`UPDATE graphile_worker._private_jobs SET run_at = now()`)
    await runOnce(queueOptions(state, (text) => warned.push(text)))
  }

  await turn()
  assert.match(warned.join('\n'), /the worker does not answer/)
  assert.ok(existsSync(join(inbox_dir, name)))

  const world = { env: {}, now: () => msOf(state.clock()), random: (bytes: number) => new Uint8Array(bytes) }
  await using office = await openOffice(state.settings, world, state.store)
  await using _ = await listenOn(
    deskSocket(state.settings.data_dir),
    turnsOf(office, async () => {}),
  )

  await turn()
  assert.ok(existsSync(join(inbox_dir, 'done', name)))
})
