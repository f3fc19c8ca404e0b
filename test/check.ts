/** The gate before a commit: lint, types and tests but those in a browser, side by side, for two cores; what each said is shown as it ends. */
import { spawn } from 'node:child_process'

const types = (cache: string) => [
  ...['node_modules/typescript/bin/tsc', '--noEmit', '--incremental'],
  ...['--tsBuildInfoFile', `node_modules/.cache/${cache}.tsbuildinfo`],
]
const gates = [
  ['lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']],
  ['types', types('tsc')],
  ['types of the console', [...types('tsc-web'), '-p', 'web']],
  ['tests', ['--import', 'tsx', 'test/run.ts', '--no-browser']],
] as const

const codes = await Promise.all(gates.map(([gate, words]) => held(gate, words)))
process.exitCode = codes.every((code) => code === 0) ? 0 : 1

async function held(gate: string, words: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] })
  const said: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk))
  const code = await new Promise<number | null>((done) => child.once('close', done))
  process.stdout.write(Buffer.concat([...said, Buffer.from(`${gate}: ${code === 0 ? 'holds' : 'fails'}\n`)]))
  return code
}
