import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#kernel'
import { readIntakeRules } from '#sources'
import { csv_parting, requireNarrow } from './wide.ts'

const region_rules = readIntakeRules(
  JSON.parse(readFileSync('regions/shenzhen/intake.json', 'utf8')),
  'intake.json',
)

// Two columns; what is kept of a line counts from the line end before it.
for (const [what, text, most, line] of [
  ['no line too wide', 'a,b\n1,2\n', 1, null],
  ['a line that just fits', 'a,b\n1,2,\n', 5, null],
  ['a line too wide', 'a,b\n1,2,\n', 4, 2],
  ['two lines that are too much together', 'a,b\n1,2,\n3,4,\n', 9, 3],
  ['commas in quotes', 'a,b\n"1,,,,,",2\n', 1, null],
  ['line ends in quotes', 'a,b\n"1\n\n",2\n3,4,,,,,\n', 4, 5],
  ['a last line without its end', 'a,b\n1,2,,,,,', 4, 2],
  ['line ends of an old Macintosh', 'a,b\r1,2\r3,4,,,,,\r', 4, 3],
] as const) {
  test(`${what}: ${line === null ? 'may be read' : `refused at line ${line}`}`, async () => {
    assert.equal(await refusedLine(text, most), line)
  })
}

test('a line too wide is found wherever it stands among others', async () => {
  const bytes_a_chunk = 1 << 20
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(-9, -4, -3, -2, -1, 0, 1, 2, 3),
      fc.array(fc.constantFrom('1,2\n', '1,\n', 'ab,2\n', '"1,,",2\n', '錦,1\r\n', '\n'), { maxLength: 5 }),
      async (place, lines) => {
        const before = `a,b\n${lines.join('')}`
        const filling = `${'x'.repeat(bytes_a_chunk + place - Buffer.byteLength(before))},2\n`
        const line = before.split('\n').length + 1
        assert.equal(await refusedLine(`${before}${filling}1,2,,\n1,2\n`, 2), line)
        assert.equal(await refusedLine(`${before}${filling}"1,2,,"\n1,2\n`, 2), null)
      },
    ),
    { seed: 20260630, numRuns: 30 },
  )
})

async function refusedLine(text: string, most: number): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'xinqiao-'))
  const file = join(folder, 'a.csv')
  writeFileSync(file, text)
  const rules = { ...region_rules, faulty_line_bytes: { value: most, source: 'test' } }
  try {
    await requireNarrow('a.csv', file, 2, csv_parting, rules)
    return null
  } catch (cause) {
    assert.ok(cause instanceof Refusal)
    assert.equal(cause.code, 'lines_too_wide')
    return cause.details.line
  } finally {
    rmSync(folder, { recursive: true })
  }
}
