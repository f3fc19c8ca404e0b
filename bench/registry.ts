import { join, resolve } from 'node:path'
import { ensureIdentity, lexiconOf, parseName } from '#identity'
import { instant } from '#kernel'
import { readDefinitions } from '#platform'
import { type BatchReport, ensureIntake } from '#sources'
import { ensureThemes, load } from '#themes'
import { openDuckDb, type Warehouse } from '#warehouse'
import { codesHeld, countsHeld, namesHeld, type RegistryCounts } from './registry.sql.ts'

export interface RegistryQuestion {
  /** The folder with `registry-utf8.csv` and, of the first rows, `registry-gb18030.csv`. */
  readonly data: string
}

export interface RegistryResult extends RegistryCounts {
  readonly bench: 'registry'
  readonly rows: number
  readonly seconds: number
  readonly quarantined: number
  /** What stands in quarantine, by reason. */
  readonly reasons: Readonly<Record<string, number>>
  /** Codes that one of the two encodings has and the other, as far as it goes, has not. */
  readonly codes_that_differ: number
  /** Enterprises that answer for another: none, for no machine merges. */
  readonly merges: number
  /** Names of whose parts the brand (字号) could be told. */
  readonly named_ratio: number
  /** Names that several codes share: never taken for one enterprise. */
  readonly shared_names: number
  readonly goal: string
  readonly holds: boolean
}

const source_id = 'guangdong_registry'

/** Real rows of a register in both encodings: the same enterprises, none merged, damage told (issue 4). */
export async function registryBench({ data }: RegistryQuestion): Promise<RegistryResult> {
  await using whole = await loaded(join(data, 'registry-utf8.csv'))
  await using part = await loaded(join(data, 'registry-gb18030.csv'))
  const [all, some] = [await codesHeld(whole.warehouse), await codesHeld(part.warehouse)]
  const first = new Set(all.slice(0, some.length))
  const codes_that_differ = some.filter((code) => !first.has(code)).length
  const counts = await countsHeld(whole.warehouse)
  const names = await namesHeld(whole.warehouse)
  const lexicon = lexiconOf(whole.definitions.name_words)
  const branded = names.filter(({ name }) => parseName(name, lexicon).brand !== '').length
  const { rows_in, quarantined, reasons } = whole.report
  return {
    ...{ bench: 'registry', rows: rows_in, seconds: whole.seconds, quarantined, reasons },
    ...{ codes_that_differ, ...counts },
    named_ratio: branded / names.length,
    shared_names: names.filter(({ codes }) => codes > 1).length,
    goal: 'the same codes from both encodings, no merge',
    holds: codes_that_differ === 0 && counts.merges === 0,
  }
}

async function loaded(file: string) {
  const definitions = readDefinitions('regions/shenzhen')
  const dataset = definitions.datasets.find(({ id }) => id === 'reg_entity_base')
  const source = definitions.sources.find(({ id }) => id === source_id)
  if (dataset === undefined) throw new Error('the region has no register')
  const warehouse: Warehouse = await openDuckDb({ file: ':memory:' })
  await ensureIdentity(warehouse)
  await ensureIntake(warehouse)
  await ensureThemes(warehouse, [dataset])
  const began = performance.now()
  const report: BatchReport = await load(
    warehouse,
    {
      ...{ file: resolve(file), dataset, source, rules: definitions.intake, datasets: [dataset] },
      ...{ known_at: instant('2026-10-01'), complete: false, backfill: false, scratch_dir: '/tmp' },
    },
    () => instant('2026-10-01'),
  )
  const seconds = (performance.now() - began) / 1000
  const ended = () => warehouse[Symbol.asyncDispose]()
  return { warehouse, definitions, report, seconds, [Symbol.asyncDispose]: ended }
}
