import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { surveyOf } from './locate.ts'

for (const [what, kind, text, lines] of [
  ['a plain CSV', 'csv', 'h\na\nb\n', [2, 3]],
  ['blank lines', 'csv', 'h\n\na\n\r\n\nb', [3, 6]],
  ['line ends in quotes', 'csv', 'h\n"a\n\n",1\nb\n', [2, 5]],
  ['CRLF', 'csv', 'h\r\na\r\n\r\nb\r\n', [2, 4]],
  ['CR alone', 'csv', 'h\ra\r\rb\r', [2, 4]],
  ['lines of JSON, whose quotes are no CSV quotes', 'json', '{"a":"\\""}\n\n{\nb"', [1, 3, 4]],
] as const) {
  test(`the lines of records are told through ${what}`, async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'xinqiao-')), 'x')
    writeFileSync(file, text)
    const { breaks } = await surveyOf(file, kind, [])
    const found = lines.map(
      (_, record) => record + 2 + (breaks.findLast((place) => place.record <= record)?.extra ?? 0),
    )
    assert.deepEqual(found, lines)
  })
}
