import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ensureIdentity } from '#identity'
import { ensureIntake } from '#sources'
import { sql } from '#sql'
import { ensureThemes } from '#themes'
import { allDatasets, loadFile } from '#themes/testing'
import { openDuckDb, type Warehouse } from '#warehouse'

const delivery = { dataset: 'ss_headcount_monthly', known_at: '2026-03-20' }
const codes = ['91440300QX0000018L', '91440300QX0000026F', '91440300QX0000AB38']

async function openAll(file: string): Promise<Warehouse> {
  const warehouse = await openDuckDb({ file, threads: 2 })
  await ensureIdentity(warehouse)
  await ensureIntake(warehouse)
  await ensureThemes(warehouse, allDatasets())
  return warehouse
}

async function kept(warehouse: Warehouse) {
  const [counts] = await warehouse.rows(sql`
    SELECT (SELECT count(*) FROM facts.ss_headcount_monthly) AS facts, (SELECT count(*) FROM intake.batches) AS batches,
      (SELECT count(*) FROM intake.quarantine) AS quarantined, (SELECT count(*) FROM identity.enterprises) AS enterprises,
      (SELECT count(*) FROM themes.openings) AS openings, (SELECT count(*) FROM themes.coverage) AS covered`)
  return counts
}

// Loads in a process of its own, which is killed as soon as it starts a statement with the word.
function killedAt(word: string, warehouse_file: string, file: string): Promise<NodeJS.Signals | null> {
  const script = `
    import { bind } from '#sql'
    import { loadFile } from '#themes/testing'
    import { openDuckDb } from '#warehouse'
    const warehouse = await openDuckDb({ file: ${JSON.stringify(warehouse_file)}, threads: 2 })
    const watched = (session) => ({ ...session, run(statement) {
      if (bind(statement).text.includes(${JSON.stringify(word)})) process.kill(process.pid, 'SIGKILL')
      return session.run(statement)
    } })
    const killing = { ...warehouse, session: (work) => warehouse.session((session) => {
      const inner = watched(session)
      return work({ ...inner, transaction: (verbs) => session.transaction(() => verbs(inner)) })
    }) }
    await loadFile(killing, ${JSON.stringify(file)}, ${JSON.stringify(delivery)})`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: 'ignore',
  })
  return new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)))
}

for (const word of ['INSERT INTO "facts"', 'INSERT INTO intake.batches']) {
  test(`a load that is killed at ${word} leaves nothing, and can be repeated`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xinqiao-'))
    const [warehouse_file, file] = [join(folder, 'w.duckdb'), join(folder, 'delivery.csv')]
    const rows = codes.map((code, index) => `${code},2026-01,${index + 1}`)
    writeFileSync(file, ['uscc,stat_month,insured_n', ...rows, `${codes[0]},2026-13,1`].join('\n'))
    await (await openAll(warehouse_file))[Symbol.asyncDispose]()
    assert.equal(await killedAt(word, warehouse_file, file), 'SIGKILL')
    {
      await using warehouse = await openAll(warehouse_file)
      const nothing = { facts: 0, batches: 0, quarantined: 0, enterprises: 0, openings: 0, covered: 0 }
      assert.deepEqual(await kept(warehouse), nothing)
      const report = await loadFile(warehouse, file, delivery)
      assert.deepEqual([report.batch_id, report.accepted, report.quarantined], [1, 3, 1])
    }
    await using warehouse = await openAll(warehouse_file)
    const all = { facts: 3, batches: 1, quarantined: 1, enterprises: 3, openings: 2, covered: 2 }
    assert.deepEqual(await kept(warehouse), all)
    rmSync(folder, { recursive: true })
  })
}
