import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureIdentity } from '#identity'
import { ensureIndicators } from '#indicators'
import { type Definitions, readDefinitions } from '#platform'
import { ensureThemes } from '#themes'
import { openDuckDb, type Warehouse } from '#warehouse'
import { clocksOf, enterprises, factsPerFirm, monthFacts, otherFacts } from './facts.sql.ts'

/** A warehouse of made-up facts, and how many firms they are of. */
export interface BenchCity extends AsyncDisposable {
  readonly warehouse: Warehouse
  readonly definitions: Definitions
  readonly firms: number
}

/** So many facts in a warehouse file of its own below a folder; made once, opened again where it is there. */
export async function benchCity(facts: number, dir: string): Promise<BenchCity> {
  const file = join(dir, `facts-${facts}.duckdb`)
  const is_new = !existsSync(file)
  const warehouse = await openDuckDb({ file })
  const definitions = readDefinitions('regions/shenzhen')
  const about_firms = definitions.datasets.filter(({ subject }) => subject !== 'none')
  const firms = Math.max(1, Math.round(facts / factsPerFirm(about_firms)))
  if (is_new) await build(warehouse, definitions, firms)
  return { warehouse, definitions, firms, [Symbol.asyncDispose]: () => warehouse[Symbol.asyncDispose]() }
}

async function build(warehouse: Warehouse, { datasets }: Definitions, firms: number): Promise<void> {
  await ensureIdentity(warehouse)
  await ensureThemes(warehouse, datasets)
  await ensureIndicators(warehouse)
  await warehouse.run(enterprises(firms))
  for (const dataset of datasets.filter(({ subject }) => subject !== 'none')) {
    for (const statement of clocksOf(dataset.id)) await warehouse.run(statement)
    if (dataset.kind === 'month') await warehouse.run(monthFacts(dataset, firms))
    else if (dataset.id !== 'jud_dishonest') await warehouse.run(otherFacts(dataset, firms))
  }
}

/** The seconds that work takes, the best of so many times: a machine has other things to do as well. */
export async function bestSeconds(times: number, work: () => Promise<unknown>): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let at = 0; at < times; at += 1) {
    const start = performance.now()
    await work()
    best = Math.min(best, (performance.now() - start) / 1000)
  }
  return best
}
