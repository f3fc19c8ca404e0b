import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#kernel'
import { type IntakeRules, readIntakeRules, unzip } from '#sources'
import { type ZipFile, zipOf } from '#sources/testing'

const region_rules = readIntakeRules(
  JSON.parse(readFileSync('regions/shenzhen/intake.json', 'utf8')),
  'intake.json',
)
const limit = (value: number) => ({ value, source: 'test' })

async function unpacked(archive: Uint8Array, rules: Partial<IntakeRules> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'xinqiao-'))
  const file = join(folder, 'delivery.zip')
  writeFileSync(file, archive)
  const to = join(folder, 'inside')
  return { names: await unzip('delivery.zip', file, to, { ...region_rules, ...rules }), to }
}

// 社保.csv in GB18030, as Windows in Chinese writes it without a word.
const in_gb18030 = Buffer.from([0xc9, 0xe7, 0xb1, 0xa3, 0x2e, 0x63, 0x73, 0x76])

for (const [what, name, flags] of [
  ['UTF-8 that says so', '社保.csv', 0x800],
  ['UTF-8 that does not', '社保.csv', 0],
  ['GB18030', in_gb18030, 0],
] as const) {
  test(`a file's Chinese name is read in ${what}`, async () => {
    const { names, to } = await unpacked(zipOf([{ name, flags, content: '一行\n' }]))
    assert.deepEqual(names, ['社保.csv'])
    assert.equal(readFileSync(join(to, '社保.csv'), 'utf8'), '一行\n')
  })
}

test('folders of an archive are folders, and empty ones nothing', async () => {
  const files = ['a/1.csv', 'b/', 'b/2.csv'].map((name) => ({ name, content: 'x' }))
  const { names, to } = await unpacked(zipOf(files))
  assert.deepEqual(names, ['a/1.csv', 'b/2.csv'])
  assert.deepEqual(readdirSync(to), ['a', 'b'])
})

const zeros = '0'.repeat(200_000)
const wrong: readonly (readonly [string, readonly ZipFile[], string, Partial<IntakeRules>])[] = [
  ['a name that climbs out', [{ name: '../a.csv', content: 'x' }], 'archive_name', {}],
  ['a name from the root', [{ name: '/etc/a.csv', content: 'x' }], 'archive_name', {}],
  ['a name of another disk', [{ name: 'c:/a.csv', content: 'x' }], 'archive_name', {}],
  ['a name with Windows’ strokes', [{ name: '..\\a.csv', content: 'x' }], 'archive_name', {}],
  ['a name with a NUL', [{ name: 'a\u0000.csv', content: 'x' }], 'archive_name', {}],
  [
    'one name twice',
    [
      { name: 'a.csv', content: 'x' },
      { name: 'A.CSV', content: 'y' },
    ],
    'archive_name_twice',
    {},
  ],
  ['a password', [{ name: 'a.csv', content: 'x', flags: 1 }], 'archive_encrypted', {}],
  ['an archive', [{ name: 'a.zip', content: 'x' }], 'archive_nested', {}],
  ['a packed file', [{ name: 'a.csv.gz', content: 'x' }], 'archive_nested', {}],
  ['more than it says', [{ name: 'a.csv', content: zeros, says_size: 10 }], 'file_unreadable', {}],
  ['less than it says', [{ name: 'a.csv', content: 'x', says_size: 10 }], 'file_unreadable', {}],
  [
    'more than may be',
    [{ name: 'a.csv', content: zeros }],
    'archive_too_large',
    { unpacked_bytes: limit(199_999) },
  ],
  [
    'too much for its size',
    [{ name: 'a.csv', content: zeros }],
    'archive_ratio',
    { ratio_from_bytes: limit(1000) },
  ],
  [
    'too many files',
    [
      { name: 'a.csv', content: 'x' },
      { name: 'b.csv', content: 'x' },
    ],
    'archive_files',
    { archive_files: limit(1) },
  ],
]

for (const [what, files, code, rules] of wrong) {
  test(`an archive with ${what} is refused`, async () => {
    await refused(code, () => unpacked(zipOf(files), rules))
  })
}

test('what just fits is unpacked', async () => {
  const { names } = await unpacked(zipOf([{ name: 'a.csv', content: zeros }]), {
    unpacked_bytes: limit(200_000),
    archive_files: limit(1),
  })
  assert.deepEqual(names, ['a.csv'])
})

test('an archive that is cut short, or has a byte changed, is unpacked whole or refused', async () => {
  const archive = zipOf([{ name: 'a.csv', content: 'uscc,stat_month\n1,2\n' }])
  const anyDamage = fc.record({
    cut: fc.integer({ min: 0, max: archive.length }),
    at: fc.nat(archive.length - 1),
    byte: fc.nat(255),
  })
  await fc.assert(
    fc.asyncProperty(anyDamage, async ({ cut, at, byte }) => {
      const damaged = Buffer.from(archive)
      damaged[at] = byte
      try {
        await unpacked(damaged.subarray(0, cut))
      } catch (error) {
        assert.ok(error instanceof Refusal, String(error))
      }
    }),
    { seed: 20261123, numRuns: 100 },
  )
})

async function refused(code: string, work: () => Promise<unknown>): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof Refusal, String(error))
    assert.equal(error.code, code)
    return true
  })
}
