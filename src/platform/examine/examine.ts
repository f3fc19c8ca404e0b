import { Refusal } from '#kernel'
import type { Definitions } from '../definitions.ts'
import { type Finding, finding } from './finding.ts'
import { unlawful } from './lawful.ts'
import { offeredReads, type Read, readsOf } from './reads.ts'
import { missing, unsound } from './sound.ts'

/** What an examination of a region's definitions shows: what is wrong, and who reads each dataset. */
export interface Examination {
  readonly findings: readonly Finding[]
  readonly readers: Readonly<Record<string, readonly string[]>>
}

/** Examines a region: the law, units and names, and that everything read exists and everything that exists is read. */
export function examine(definitions: Definitions): Examination {
  const { datasets, authorities } = definitions
  const wrong = [...unlawful(definitions), ...unsound(datasets, authorities), ...unknownNames(definitions)]
  const reads = readable(definitions)
  if (reads instanceof Refusal) {
    const problem = `${reads.code}: ${reads.message}`
    return { findings: [...wrong, finding('formula_unsound', 'indicators', { problem })], readers: {} }
  }
  const readers = readersOf(datasets, reads)
  const unread = datasets.filter(({ id }) => readers[id]?.length === 0)
  return {
    findings: [...wrong, ...unread.map(({ id }) => finding('dataset_unread', `datasets/${id}.json`))],
    readers,
  }
}

// The first formula that means nothing hides what all others read; the doctor reports it as it reports the rest.
function readable(definitions: Definitions): readonly Read[] | Refusal {
  try {
    return readsOf(definitions)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

function unknownNames(definitions: Definitions): readonly Finding[] {
  const { datasets, sources, products, indicators } = definitions
  const known = new Set(indicators.map(({ id }) => id))
  return [
    ...offeredReads(definitions).flatMap((read) => missing(datasets, read.reader, read)),
    ...sources.flatMap(({ id, dataset, fields }) =>
      Object.keys(fields)
        .filter((field) => field !== 'uscc')
        .flatMap((field) => missing(datasets, `sources/${id}.json`, { dataset, field })),
    ),
    ...products.flatMap(({ id, sections }) =>
      sections
        .flatMap((section) => (section.kind === 'indicators' ? section.indicators : []))
        .filter((indicator) => !known.has(indicator))
        .map((indicator) => finding('indicator_unknown', `products/${id}.json`, { indicator })),
    ),
  ]
}

function readersOf(
  datasets: Definitions['datasets'],
  reads: readonly Read[],
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    datasets.map(({ id }) => {
      const readers = reads.filter(({ dataset }) => dataset === id).map(({ reader }) => reader)
      return [id, [...new Set(readers)].sort()]
    }),
  )
}
