import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
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
    const file = join(mkdtempSync(join(tmpdir(), 'xinqiao-')), 'a.csv')
    writeFileSync(file, text)
    const rules = { ...region_rules, faulty_line_bytes: { value: most, source: 'test' } }
    const refused = await requireNarrow('a.csv', file, 2, csv_parting, rules).then(
      () => null,
      (error) => error,
    )
    if (line === null) return assert.equal(refused, null)
    assert.ok(refused instanceof Refusal)
    assert.deepEqual([refused.code, refused.details.line], ['lines_too_wide', line])
  })
}
