import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { linkIn, lookInto, settledSince } from './inbox.ts'

function folder() {
  const dir = mkdtempSync(join(tmpdir(), 'xinqiao-inbox-'))
  return {
    dir,
    put(name: string, content = 'x') {
      mkdirSync(join(dir, name, '..'), { recursive: true })
      writeFileSync(join(dir, name), content)
    },
    lying: () => [...lookInto(dir).keys()],
    [Symbol.dispose]: () => rmSync(dir, { recursive: true, force: true }),
  }
}

test('a file lies whole at once, a folder when its manifest stands in it', () => {
  using inbox = folder()
  inbox.put('a.csv')
  inbox.put('june/a.csv')
  assert.deepEqual(inbox.lying(), ['a.csv'])
  inbox.put('june/manifest.json')
  assert.deepEqual(inbox.lying(), ['a.csv', 'june'])
})

test('a folder of folders lies whole when each of them has its manifest', () => {
  using inbox = folder()
  inbox.put('2026/june/manifest.json')
  inbox.put('2026/july/a.csv')
  assert.deepEqual(inbox.lying(), [])
  inbox.put('2026/july/manifest.json')
  assert.deepEqual(inbox.lying(), ['2026'])
})

test('what was taken, and what is still being written, is left alone', () => {
  using inbox = folder()
  for (const name of ['done/a.csv', 'refused/b.csv', '.c.csv.part']) inbox.put(name)
  assert.deepEqual(inbox.lying(), [])
})

test('what has grown, changed its time or come since the last look has not settled', () => {
  using inbox = folder()
  for (const name of ['same.csv', 'grown.csv', 'touched.csv', 'june/manifest.json', 'june/a.csv'])
    inbox.put(name)
  const before = lookInto(inbox.dir)
  assert.deepEqual(settledSince(before, lookInto(inbox.dir)), [
    'grown.csv',
    'june',
    'same.csv',
    'touched.csv',
  ])
  inbox.put('grown.csv', 'xx')
  utimesSync(join(inbox.dir, 'touched.csv'), 1, 1)
  inbox.put('june/a.csv', 'xx')
  inbox.put('new.csv')
  assert.deepEqual(settledSince(before, lookInto(inbox.dir)), ['same.csv'])
})

test('a link is found however deep it lies', () => {
  using inbox = folder()
  inbox.put('june/manifest.json')
  assert.equal(linkIn(join(inbox.dir, 'june')), null)
  symlinkSync('/etc/hostname', join(inbox.dir, 'june', 'a.csv'))
  assert.match(linkIn(join(inbox.dir, 'june')) ?? '', /a\.csv$/)
})
