import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Json } from '#kernel'
import { common, wanted } from '../ask.ts'
import { type Command, WrongUsage } from '../command.ts'

type Bench = (scale: number, dir: string, data: string | undefined) => Promise<unknown>

// The benches stand beside the product and not in it: each is loaded when it is asked for.
const benches: Readonly<Record<string, Bench>> = {
  ingest: async (scale, dir) => (await module('ingest')).ingestBench({ rows: scale, dir }),
  indicators: async (scale, dir) => (await module('indicators')).indicatorsBench({ facts: scale, dir }),
  backtest: async (scale, dir) =>
    (await module('backtest')).backtestBench({ facts: scale, pairs: 200_000, dir }),
  resolve: async (scale) => (await module('resolve')).resolveBench({ names: scale }),
  graph: async (scale, dir) => (await module('graph')).graphBench({ links: scale, dir }),
  registry: async (_scale, _dir, data) =>
    (await module('registry')).registryBench({ data: wanted(data, '--rows DIR') }),
  scan: async (scale, dir) => (await module('scan')).scanBench({ facts: scale, dir }),
  serve: async (scale, dir) => (await module('serve')).serveBench({ scale, dir }),
}

export const bench: Command = {
  summary:
    'Measures speed as a ratio to the limit in the same run: ingest, indicators, backtest, graph, registry, resolve, scan, serve.',
  usage: 'bench NAME [--scale 10M|1M|N] [--json] | bench registry --rows DIR [--json]',
  async run(args, print) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...common, scale: { type: 'string', default: '10M' }, rows: { type: 'string' } },
    })
    const [name = ''] = positionals
    const measure = benches[name]
    if (measure === undefined) throw new WrongUsage(`one of ${Object.keys(benches).join(', ')}`)
    const dir = mkdtempSync(join(tmpdir(), 'xinqiao-bench-'))
    try {
      const result = (await measure(scaleOf(values.scale), dir, values.rows)) as Json // figures
      print.document(result)
      print.line(JSON.stringify(result, null, 2))
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
    return undefined
  },
}

type Measure = (question: object) => Promise<unknown>
type Measures = Record<
  | 'ingestBench'
  | 'indicatorsBench'
  | 'backtestBench'
  | 'graphBench'
  | 'serveBench'
  | 'resolveBench'
  | 'scanBench'
  | 'registryBench',
  Measure
>

async function module(name: string): Promise<Measures> {
  return import(new URL(`../../../bench/${name}.ts`, import.meta.url).href)
}

function scaleOf(text: string): number {
  const match = /^(\d+)([kKmM]?)$/.exec(text)
  if (match === null) throw new WrongUsage(`--scale ${text} is not a number such as 10M`)
  const unit = { '': 1, k: 1e3, m: 1e6 }[(match[2] ?? '').toLowerCase()] ?? 1
  return Number(match[1]) * unit
}
