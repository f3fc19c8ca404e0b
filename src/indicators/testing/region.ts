import { readdirSync, readFileSync } from 'node:fs'
import { readGraphRules } from '#graph'
import { readDataset } from '#sources'
import type { Definitions } from '../check/check.ts'
import { readIndicator, readSymbols } from '../definition.ts'
import { readPeers } from '../peers.ts'
import { readSizes } from '../sizes.ts'

const region = 'regions/shenzhen'

/** The definitions of Shenzhen, as they stand in its folder. */
export function shenzhen(): Definitions {
  return {
    datasets: all('datasets', readDataset),
    indicators: all('indicators', readIndicator),
    sizes: readSizes(json('sizes.json'), 'sizes.json'),
    peers: readPeers(json('peers.json'), 'peers.json'),
    graph: readGraphRules(json('graph.json'), 'graph.json'),
    symbols: all('symbols', readSymbols).flat(),
  }
}

function all<Definition>(kind: string, read: (value: unknown, place: string) => Definition) {
  return readdirSync(`${region}/${kind}`)
    .sort()
    .map((file) => read(json(`${kind}/${file}`), `${kind}/${file}`))
}

function json(file: string): unknown {
  return JSON.parse(readFileSync(`${region}/${file}`, 'utf8'))
}
