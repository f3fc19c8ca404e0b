import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { Refusal } from '#kernel'
import { xlsOf, xlsxOf } from '#sources/testing'
import { literal, sql } from '#sql'
import { loadText, openTestWarehouse, refused } from '#themes/testing'
import type { Warehouse } from '#warehouse'

const headcount = { dataset: 'ss_headcount_monthly', known_at: '2026-03-20' }
const good = 'uscc,stat_month,insured_n\n91440300QX0000018L,2026-01,10\n'
const row = { uscc: '91440300QX0000018L', stat_month: '2026-01', insured_n: 10 }
const limit = (value: number) => ({ value, source: 'test' })

async function requireNextLoads(warehouse: Warehouse): Promise<void> {
  const report = await loadText(warehouse, good, headcount)
  assert.equal(report.accepted + report.corrected + report.already_known, 1)
}

const long = 1 << 21
const odd = [
  ['nothing but NULs', 'a.csv', Buffer.alloc(5000), 'column_unknown'],
  ['nothing but NULs as JSON', 'a.jsonl', Buffer.alloc(5000), 'column_missing'],
  ['nothing but NULs as Parquet', 'a.parquet', Buffer.alloc(5000), 'file_unreadable'],
  ['nothing but NULs, packed', 'a.csv.gz', Buffer.alloc(5000), 'file_unreadable'],
  ['nothing but line ends', 'a.csv', '\n'.repeat(5000), 'column_unnamed'],
  ['UTF-16', 'a.csv', Buffer.from(`\ufeff${good}`, 'utf16le'), 'column_unknown'],
  ['a million columns', 'a.csv', 'c,'.repeat(1_000_000), 'header_too_long'],
  [
    'five thousand columns',
    'a.csv',
    Array.from({ length: 5000 }, (_, n) => `c${n}`).join(),
    'columns_too_many',
  ],
  ['a line of a million cells', 'a.csv', `${good}${'x,'.repeat(1_000_000)}\n`, 'lines_too_wide'],
  [
    'a million members',
    'a.jsonl',
    `{${Array.from({ length: 5000 }, (_, n) => `"c${n}":1`).join()}}`,
    'columns_too_many',
  ],
  ['a line of separators as JSON', 'a.jsonl', '\u001f'.repeat(100_000), 'lines_too_wide'],
  ['JSON in JSON in JSON', 'a.jsonl', `{"uscc":${'['.repeat(100_000)}`, 'column_missing'],
  ['one line without end', 'a.csv', 'x'.repeat(long), 'header_too_long'],
  ['a line longer than may be', 'a.csv', `${good}${'x'.repeat(18 << 20)}\n${good}`, 'line_too_long'],
  ['a quote without end', 'a.csv', `${good}"${'x\n'.repeat(1000)}`, 'csv_open_quote'],
  ['two kinds of line ends', 'a.csv', `${good}1,2,3\r\n1,2,3\r`, 'csv_line_ends'],
  ['a document', 'a.csv', '%PDF-1.4', 'column_unknown'],
  ['packed twice', 'a.csv.gz.gz', 'x', 'file_kind_unknown'],
] as const
test('what is no delivery is refused, and the next file comes in', async (t) => {
  await using warehouse = await openTestWarehouse()
  for (const [what, name, content, code] of odd) {
    await t.test(what, async () => {
      await refused(code, () => loadText(warehouse, content, headcount, name))
      await requireNextLoads(warehouse)
    })
  }
})

test('a packed file that becomes too much is refused before it has', async () => {
  await using warehouse = await openTestWarehouse()
  const bomb = gzipSync(Buffer.alloc(1 << 22, '0'))
  const large = { ...headcount, rules: { unpacked_bytes: limit(1 << 20) } }
  await refused('archive_too_large', () => loadText(warehouse, bomb, large, 'a.csv.gz'))
  const dense = { ...headcount, rules: { ratio_from_bytes: limit(1 << 20) } }
  await refused('archive_ratio', () => loadText(warehouse, bomb, dense, 'a.csv.gz'))
})

test('a Parquet file that says more rows than may be is refused', async () => {
  await using warehouse = await openTestWarehouse()
  const strict = { ...headcount, rules: { parquet_rows: limit(9) } }
  await refused('rows_too_many', async () =>
    loadText(warehouse, await parquet(warehouse), strict, 'a.parquet'),
  )
})

const samples: Readonly<Record<string, (warehouse: Warehouse) => Promise<Uint8Array>>> = {
  'a.csv': async () => Buffer.from(good),
  'a.jsonl': async () => Buffer.from(`${JSON.stringify(row)}\n`),
  'a.csv.gz': async () => gzipSync(good),
  'a.parquet': parquet,
  'a.xlsx': () => xlsxOf({ a: [Object.keys(row), Object.values(row)] }),
  'a.xls': async () => xlsOf([Object.keys(row), Object.values(row)]),
}

const anyDamage = fc.record({
  cut: fc.double({ min: 0, max: 1, noNaN: true }),
  changes: fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), { maxLength: 4 }),
})

for (const [name, write] of Object.entries(samples)) {
  test(`${name}: cut short or changed anywhere, it is loaded or refused`, async () => {
    await using warehouse = await openTestWarehouse()
    const whole = await write(warehouse)
    const runs = /xls/.test(name) ? 3 : 15 // a workbook is read in a thread of its own, which takes half a second
    await fc.assert(
      fc.asyncProperty(anyDamage, async ({ cut, changes }) => {
        const damaged = Buffer.from(whole)
        for (const [place, byte] of changes) damaged[Math.floor(place * damaged.length)] = byte
        const part = cut < 0.5 ? damaged : damaged.subarray(0, Math.floor(cut * damaged.length))
        await loadText(warehouse, part, headcount, name).catch((error) =>
          assert.ok(error instanceof Refusal, String(error)),
        )
      }),
      { seed: 20261123, numRuns: runs, endOnFailure: true },
    )
    await requireNextLoads(warehouse)
  })
}

async function parquet(warehouse: Warehouse): Promise<Uint8Array> {
  const file = join(tmpdir(), `xinqiao-${process.pid}-${Math.random()}.parquet`)
  await warehouse.run(sql`
    COPY (SELECT ${literal(row.uscc)} AS uscc, '2026-' || lpad(CAST(1 + range % 2 AS VARCHAR), 2, '0') AS stat_month, range AS insured_n FROM range(10))
    TO ${literal(file)} (FORMAT parquet)`)
  return readFileSync(file)
}
