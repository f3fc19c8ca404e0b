import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { launchWorker } from './worker-process.ts'

const says = (...kinds: readonly string[]): string =>
  kinds.map((kind) => `process.send({ kind: '${kind}', text: 'so far' });`).join('\n')
const once_told = (then: string): string => `process.on('message', () => { ${then} })`

async function withWorker(
  program: string,
  work: (worker: ReturnType<typeof launchWorker>, heard: readonly string[]) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'xinqiao-worker-'))
  const file = join(folder, 'worker.cjs')
  writeFileSync(file, program)
  const heard: string[] = []
  const worker = launchWorker(file, [], (text) => heard.push(text))
  await work(worker, heard)
  await worker.end()
  rmSync(folder, { recursive: true })
}

test('a worker is heard until it is ready, and ends when its line is closed', () =>
  withWorker(`${says('locked', 'progress')}\n${once_told(says('ready'))}`, async (worker, heard) => {
    await worker.locked()
    await worker.begin('postgres://')
    assert.deepEqual(heard, ['so far'])
    await worker.end()
    assert.equal(await worker.gone, 'code 0: ')
  }))

for (const [what, program, message] of [
  [
    'fails before it is ready',
    `${says('locked')}${once_told('process.exit(3)')}`,
    /worker ended with code 3/,
  ],
  [
    'is killed before it is ready',
    `${says('locked')}${once_told("process.kill(process.pid, 'SIGKILL')")}`,
    /worker ended with SIGKILL/,
  ],
  ['fails before it has the lock', `throw new Error('no lock')`, /worker ended with code 1: [\s\S]*no lock/],
] as const) {
  test(`a worker that ${what} is refused with what it said, and its end does not wait`, () =>
    withWorker(program, async (worker) => {
      await assert.rejects(worker.begin('postgres://'), { code: 'worker_failed', message })
    }))
}
