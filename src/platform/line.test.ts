import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Json, Refusal } from '#kernel'
import { askOver, listenOn } from './line.ts'

const socketIn = (): string => join(mkdtempSync(join(tmpdir(), 'xinqiao-')), 's')

test('an answer comes with its progress before it', async () => {
  const socket = socketIn()
  await using _ = await listenOn(socket, async (name, args, tell) => {
    tell(1)
    tell({ rows: 2 })
    return { name, args: args as Json }
  })
  const heard: Json[] = []
  const answer = await askOver(socket, 'ingest', { file: '信桥.csv' }, (progress) => heard.push(progress))
  assert.deepEqual(answer, { result: { name: 'ingest', args: { file: '信桥.csv' } } })
  assert.deepEqual(heard, [1, { rows: 2 }])
})

test('a refusal arrives with its code, its kind and its details, and a bug as an error', async () => {
  const socket = socketIn()
  await using _ = await listenOn(socket, async (name) => {
    if (name === 'bug') throw new TypeError('x is undefined')
    throw new Refusal('month_not_ended', 'unprocessable', 'month {month} has not ended', { month: '2026-11' })
  })
  await assert.rejects(
    askOver(socket, 'ingest', {}, () => {}),
    {
      name: 'Refusal',
      code: 'month_not_ended',
      kind: 'unprocessable',
      message: 'month 2026-11 has not ended',
    },
  )
  await assert.rejects(
    askOver(socket, 'bug', {}, () => {}),
    /x is undefined/,
  )
})

test('where nobody listens the asker learns it, and a holder that goes away is named', async () => {
  assert.equal(await askOver(socketIn(), 'ingest', {}, () => {}), null)
  const socket = socketIn()
  const listening = await listenOn(socket, () => new Promise(() => {}))
  const asked = askOver(socket, 'ingest', {}, () => {})
  setTimeout(() => void listening[Symbol.asyncDispose](), 20)
  await assert.rejects(asked, { code: 'worker_gone' })
})

test('a holder that goes away before it has read what was asked is named too', async () => {
  const socket = socketIn()
  const server = createServer((line) => line.destroy())
  await new Promise<void>((done) => server.listen(socket, done))
  await assert.rejects(
    askOver(socket, 'query', { text: 'x'.repeat(1 << 20) }, () => {}),
    { code: 'worker_gone' },
  )
  server.close()
})
