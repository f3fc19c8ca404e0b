import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { instant, msOf } from '#kernel'
import { type Sql, sql } from '#sql'
import { openTestStore } from '#store/testing'
import { openOffice } from '../office.ts'
import { migrations } from '../rooms.ts'
import { readSettings } from '../settings.ts'
import { pull } from './pull.ts'

const firms = ['91440300QX0000018L', '91440300QX0000026F', '91440300QX0000034A']

/** An office, and a department's own database whose table it pulls by a number or by an instant. */
async function opened(type: 'integer' | 'instant', page_rows = 2) {
  const data_dir = mkdtempSync(join(tmpdir(), 'xinqiao-pull-'))
  const store = await openTestStore(migrations)
  const department = await openTestStore([])
  await department.run(sql`
    CREATE TABLE sb_headcount (tyshxydm text, month_text text, people integer, seq bigint, moved timestamptz)`)
  const settings = readSettings({ FRONT_END_HRSS: department.database_url }, { data: data_dir })
  const now = (): number => msOf(instant('2026-11-23T12:00:00Z'))
  const world = { env: {}, now, random: (bytes: number) => new Uint8Array(bytes) }
  const office = await openOffice(settings, world, store)
  const front_end = {
    engine: 'postgresql',
    tables: [
      {
        dataset: 'ss_headcount_monthly',
        table: ['public', 'sb_headcount'],
        columns: { uscc: 'tyshxydm', stat_month: 'month_text', insured_n: 'people' },
        watermark: { column: type === 'integer' ? 'seq' : 'moved', type },
        page_rows: { value: page_rows, source: 'this test' },
      },
    ],
  } as const
  const sources = office.definitions.sources.map((source) =>
    source.id === 'hrss' ? { ...source, front_end } : source,
  ) as typeof office.definitions.sources // as if it stood in the region
  const served = { ...office, definitions: { ...office.definitions, sources } }
  return {
    write: (statement: Sql) => department.run(statement),
    pull: async (args: object = { source: 'hrss' }) => {
      const { pulled } = (await pull(served, args, () => {})) as {
        readonly pulled: readonly { rows: number }[]
      }
      return pulled.map(({ rows }) => rows)
    },
    batches: () =>
      office.warehouse.rows<{ accepted: number; corrected: number; already_known: number }>(
        sql`SELECT accepted, corrected, already_known FROM intake.batches ORDER BY batch_id`,
      ),
    leftovers: () => existsSync(join(data_dir, 'pulled', 'hrss')),
    async [Symbol.asyncDispose]() {
      await office[Symbol.asyncDispose]()
      await department[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
      rmSync(data_dir, { recursive: true, force: true })
    },
  }
}

const row = (firm: number, month: string, people: number, seq: number): Sql =>
  sql`INSERT INTO sb_headcount VALUES (${firms[firm] ?? ''}, ${month}, ${people}, ${seq},
    TIMESTAMPTZ '2026-06-30 23:59:59.999999+08' + ${seq} * INTERVAL '1 microsecond')`

const loaded = (accepted: number, corrected = 0, already_known = 0) => ({
  accepted,
  corrected,
  already_known,
})

for (const type of ['integer', 'instant'] as const) {
  test(`by ${type}: rows come page by page, whole groups of one watermark, and only once`, async () => {
    await using desk = await opened(type)
    for (const [firm, month, seq] of [
      [0, '2026-04', 1],
      [1, '2026-04', 2],
      [2, '2026-04', 2],
      [0, '2026-05', 3],
    ] as const)
      await desk.write(row(firm, month, 60, seq))
    assert.deepEqual(await desk.pull(), [4])
    assert.deepEqual(await desk.batches(), [loaded(3), loaded(1)])
    assert.deepEqual(await desk.pull(), [0])
    assert.ok(!desk.leftovers())
    await desk.write(row(0, '2026-05', 61, 4))
    assert.deepEqual(await desk.pull({}), [1])
    assert.deepEqual((await desk.batches()).at(-1), loaded(0, 1))
  })
}

test('a page that is refused moves no watermark; once mended it comes again', async () => {
  await using desk = await opened('integer')
  await desk.write(row(0, '2026-04', 60, 1))
  await desk.write(sql`ALTER TABLE sb_headcount RENAME people TO people_n`)
  await assert.rejects(desk.pull(), { code: 'front_end_refuses', message: /"?people"?/ })
  assert.deepEqual(await desk.batches(), [])
  await desk.write(sql`ALTER TABLE sb_headcount RENAME people_n TO people`)
  assert.deepEqual(await desk.pull(), [1])
})

test('rows without a watermark would never be read: the pull is refused with their number', async () => {
  await using desk = await opened('integer')
  await desk.write(row(0, '2026-04', 60, 1))
  await desk.write(sql`UPDATE sb_headcount SET seq = NULL`)
  await assert.rejects(desk.pull(), {
    code: 'watermark_missing',
    details: { rows: 1, table: 'public.sb_headcount', column: 'seq' },
  })
})

test('a source that is unknown or has no front-end database is refused by name', async () => {
  await using desk = await opened('integer')
  await assert.rejects(desk.pull({ source: 'tax' }), { code: 'front_end_none' })
  await assert.rejects(desk.pull({ source: 'nobody' }), { code: 'source_unknown' })
})
