import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Keeping, keepWorker, pauseAfter } from './keeper.ts'
import type { Worker } from './worker-process.ts'

/** A worker that ends when it is told to. */
function mortal(): Worker & { die(how: string): void } {
  let die: (how: string) => void = () => {}
  const gone = new Promise<string>((done) => {
    die = done
  })
  return { gone, die, locked: async () => {}, begin: async () => {}, end: async () => die('code 0: ') }
}

function keepingOf(changes: Partial<Keeping>): Keeping & { readonly said: string[] } {
  const said: string[] = []
  return {
    start: mortal,
    database_url: '',
    now_ms: () => 0,
    pause: async () => {},
    warn: (text) => said.push(text),
    said,
    ...changes,
  }
}

for (const [what, ends_ms, now_ms, pause_ms] of [
  ['the first end', [0], 0, 250],
  ['the second end of a minute', [0, 59_999], 59_999, 500],
  ['an end a minute after the one before', [0, 60_000], 60_000, 250],
  ['the seventh end of a minute', [0, 1, 2, 3, 4, 5, 6], 6, 16_000],
  ['the eighth end of a minute', [0, 1, 2, 3, 4, 5, 6, 7], 7, 30_000],
  ['the twentieth end of a minute', Array(20).fill(0), 0, 30_000],
] as const) {
  test(`after ${what} a worker is started in ${pause_ms} ms`, () => {
    assert.equal(pauseAfter(ends_ms, now_ms), pause_ms)
  })
}

test('a worker that always ends at once is started at most eight times in any minute, and never given up', () => {
  const starts: number[] = []
  const ends: number[] = []
  for (let now = 0; now < 600_000; now += pauseAfter(ends, now)) {
    starts.push(now)
    ends.push(now)
  }
  const busiest = Math.max(...starts.map((at) => starts.filter((t) => t >= at && t < at + 60_000).length))
  assert.ok(busiest <= 8, `${busiest} starts in one minute`)
  assert.ok((starts.at(-1) ?? 0) > 560_000)
})

test('a worker that ends is started again, and what it ended with is said', async () => {
  const [first, second, third] = [mortal(), mortal(), mortal()]
  const coming = [second, third]
  const started: Worker[] = []
  const keeping = keepingOf({
    start() {
      const next = coming.shift() ?? mortal()
      started.push(next)
      return next
    },
  })
  const kept = keepWorker(first, keeping)
  first.die('SIGKILL: ')
  second.die('code 1: data_dir_busy')
  while (started.length < 2) await new Promise((done) => setImmediate(done))
  await kept.end()
  assert.deepEqual(started, [second, third])
  assert.match(keeping.said.join('\n'), /SIGKILL.*0\.25 s[\s\S]*data_dir_busy.*0\.5 s/)
})

test('what is ended on purpose is not started again, even in the middle of a pause', async () => {
  let paused = () => {}
  const pausing = new Promise<void>((done) => {
    paused = done
  })
  const keeping = keepingOf({
    start: () => assert.fail('started again'),
    async pause(_, left) {
      paused()
      await new Promise((done) => left.addEventListener('abort', done))
    },
  })
  await keepWorker(mortal(), keeping).end()
  const worker = mortal()
  const kept = keepWorker(worker, keeping)
  worker.die('SIGKILL: ')
  await pausing
  await kept.end()
})
