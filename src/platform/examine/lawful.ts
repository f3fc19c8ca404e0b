import type { DatasetDefinition, SourceDefinition } from '#sources'
import { type Finding, finding } from './finding.ts'
import { type Forbidden, forbiddenIn } from './forbidden.ts'

/** What the law is held against: the columns that come in, what may not be collected, what for it may be. */
export interface Collected {
  readonly datasets: readonly DatasetDefinition[]
  readonly sources: readonly SourceDefinition[]
  readonly forbidden: Forbidden
  readonly collection_purposes: readonly { readonly id: string }[]
}

/** What a bureau must not start with: columns that nobody may collect, and fields without a registered purpose. */
export function unlawful(collected: Collected): readonly Finding[] {
  return [...forbiddenColumns(collected), ...unregistered(collected)]
}

// CIR 14¶1. A department's own column counts as soon as it is mapped to one of ours.
function forbiddenColumns({ datasets, sources, forbidden }: Collected): readonly Finding[] {
  const own = datasets.flatMap(({ id, fields }) =>
    fields.map((field) => ({
      place: `datasets/${id}.json ${field.id}`,
      texts: [field.id, field.name.zh, field.name.en],
    })),
  )
  const mapped = sources.flatMap(({ id, columns }) =>
    Object.entries(columns?.fields ?? {}).map(([field, { from }]) => ({
      place: `sources/${id}.json ${field}`,
      texts: [field, from],
    })),
  )
  return [...own, ...mapped].flatMap(({ place, texts }) => {
    const name = forbiddenIn(forbidden, texts)?.name
    if (name === undefined) return []
    return [finding('column_forbidden', place, { concept_zh: name.zh, concept_en: name.en })]
  })
}

function unregistered({ datasets, collection_purposes }: Collected): readonly Finding[] {
  const known = new Set(collection_purposes.map(({ id }) => id))
  return datasets.flatMap(({ id, fields }) =>
    fields.flatMap((field) =>
      known.has(field.purpose)
        ? []
        : [finding('purpose_unregistered', `datasets/${id}.json ${field.id}`, { purpose: field.purpose })],
    ),
  )
}
