import { type Day, Refusal } from '#kernel'
import { isInForce } from '#sources'
import type { Definitions } from '../definitions.ts'
import { type Finding, finding } from './finding.ts'
import { unlawful } from './lawful.ts'
import { offeredReads, type Read, readsOf } from './reads.ts'
import { missing, unsound } from './sound.ts'

/** What an examination of a region's definitions shows: what is wrong, and who reads each dataset. */
export interface Examination {
  readonly findings: readonly Finding[]
  readonly readers: Readonly<Record<string, readonly string[]>>
  /** Datasets that are read by products alone which cannot be asked yet. */
  readonly read_by_drafts: readonly string[]
}

/**
 * Examines a region as it stands on a day: the law, units, names and contracts, and that everything read exists and
 * everything that exists is read.
 */
export function examine(definitions: Definitions, today: Day): Examination {
  const { datasets, authorities } = definitions
  const wrong = [
    ...unlawful(definitions),
    ...unsound(datasets, authorities),
    ...unknownNames(definitions),
    ...unsourced(definitions, today),
  ]
  const reads = readable(definitions)
  if (reads instanceof Refusal) {
    const problem = `${reads.code}: ${reads.message}`
    const unsound = finding('formula_unsound', 'indicators', { problem })
    return { findings: [...wrong, unsound], readers: {}, read_by_drafts: [] }
  }
  const readers = readersOf(datasets, reads)
  const unread = datasets.filter(({ id }) => readers[id]?.length === 0)
  return {
    findings: [...wrong, ...unread.map(({ id }) => finding('dataset_unread', `datasets/${id}.json`))],
    readers,
    read_by_drafts: readByDrafts(definitions, readers),
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

function readByDrafts(definitions: Definitions, readers: Examination['readers']): readonly string[] {
  const products = definitions.products.filter(({ state }) => state === 'online')
  const read = new Set(readsOf({ ...definitions, products }).map(({ dataset }) => dataset))
  return Object.keys(readers).filter((id) => readers[id]?.length !== 0 && !read.has(id))
}

function unknownNames(definitions: Definitions): readonly Finding[] {
  const { datasets, sources, authorities, products, indicators } = definitions
  const known = new Set(indicators.map(({ id }) => id))
  return [
    ...offeredReads(definitions).flatMap((read) => missing(datasets, read.reader, read)),
    ...sources
      .filter(({ authority }) => !authorities.some(({ id }) => id === authority))
      .map(({ id, authority }) => finding('authority_unknown', `sources/${id}.json`, { authority })),
    ...sources.flatMap((source) =>
      sourceReads(source).flatMap((read) => missing(datasets, `sources/${source.id}.json`, read)),
    ),
    ...products.flatMap(({ id, sections }) =>
      sections
        .flatMap((section) => (section.kind === 'indicators' ? section.indicators : []))
        .filter((indicator) => !known.has(indicator))
        .map((indicator) => finding('indicator_unknown', `products/${id}.json`, { indicator })),
    ),
    ...unknownTags(definitions),
  ]
}

function unknownTags({ products, tags, indicators }: Definitions): readonly Finding[] {
  const named = products.flatMap(({ id, sections }) =>
    sections.flatMap((section) =>
      section.kind === 'tags' ? section.tags.map((tag) => ({ place: `products/${id}.json`, tag })) : [],
    ),
  )
  return [
    ...named
      .filter(({ tag }) => !tags.tags.some(({ id }) => id === tag))
      .map(({ place, tag }) => finding('tag_unknown', place, { tag })),
    ...tags.tags
      .flatMap((rule) => (rule.kind === 'indicator' ? rule.indicator : []))
      .filter((indicator) => !indicators.some(({ id }) => id === indicator))
      .map((indicator) => finding('indicator_unknown', 'tags.json', { indicator })),
  ]
}

function sourceReads({ datasets, columns }: Definitions['sources'][number]) {
  const mapped = Object.keys(columns?.fields ?? {}).filter((field) => field !== 'uscc')
  return [
    ...datasets.map((dataset) => ({ dataset, field: null })),
    ...mapped.map((field) => ({ dataset: columns?.dataset ?? '', field })),
  ]
}

// REQ-COL-02, REQ-COL-03: behind every dataset stands a source, and somebody has looked at it.
function unsourced({ datasets, sources }: Definitions, today: Day): readonly Finding[] {
  return datasets.flatMap(({ id }) => {
    const able = sources.filter((source) => source.datasets.includes(id))
    if (able.some((source) => isInForce(source, today))) return []
    const place = `datasets/${id}.json`
    if (able.length === 0) return [finding('source_none', place)]
    return [finding('source_review_over', place, { sources: able.map((source) => source.id).join(', ') })]
  })
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
