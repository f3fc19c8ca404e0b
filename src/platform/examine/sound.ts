import type { DatasetDefinition, DatasetField } from '#sources'
import { type Finding, finding } from './finding.ts'

const numeric: readonly DatasetField['type'][] = ['integer', 'money', 'decimal']

/** What of datasets does not hold together: units, values, the parts of their kind, what they name. */
export function unsound(
  datasets: readonly DatasetDefinition[],
  authorities: readonly { readonly id: string }[],
): readonly Finding[] {
  const known = new Set(authorities.map(({ id }) => id))
  return datasets.flatMap((dataset) => [
    ...dataset.fields.flatMap((field) => unsoundField(dataset, field)),
    ...unsoundKind(dataset),
    ...namedFields(dataset, datasets),
    ...dataset.authorities
      .filter((authority) => !known.has(authority))
      .map((authority) => finding('authority_unknown', placeOf(dataset), { authority })),
  ])
}

function unsoundField(dataset: DatasetDefinition, field: DatasetField): readonly Finding[] {
  const { id, type, unit, values, labels = {} } = field
  const place = `${placeOf(dataset)} ${id}`
  return [
    ...(numeric.includes(type) && unit === undefined ? [finding('unit_missing', place)] : []),
    ...((type === 'enum') === (values === undefined) ? [finding('values_missing', place)] : []),
    ...(values ?? [])
      .filter((value) => labels[value] === undefined)
      .map((value) => finding('label_missing', place, { value })),
  ]
}

function unsoundKind(dataset: DatasetDefinition): readonly Finding[] {
  const needed = {
    month: ['month', 'publication_lag', 'opens_at_share'],
    event: ['event_on'],
    state: [],
  } as const
  return needed[dataset.kind]
    .filter((part) => dataset[part] === undefined)
    .map((part) => finding('kind_unsound', placeOf(dataset), { kind: dataset.kind, part }))
}

function namedFields(dataset: DatasetDefinition, datasets: readonly DatasetDefinition[]): readonly Finding[] {
  const { quality = {}, consistency, account, public_when = {} } = dataset
  const own = [
    ...dataset.grain,
    ...Object.values(dataset.month ?? {}),
    ...[dataset.event_on, dataset.ends_on, dataset.display_until, dataset.repaired_on, account?.field],
    ...(consistency === undefined ? [] : [consistency.total, ...consistency.plus, ...consistency.minus]),
    ...(quality.jumps ?? []).map(({ field }) => field),
    ...Object.keys(public_when),
  ].filter((field) => field !== undefined)
  const across = quality.across ?? []
  return [
    ...[...own, ...across.map(({ field }) => field)].map((field) => ({ dataset: dataset.id, field })),
    ...across.map(({ dataset: other, equals }) => ({ dataset: other, field: equals })),
  ].flatMap((named) => missing(datasets, placeOf(dataset), named))
}

/** What is missing of a field that something at `place` names: its dataset, or the field itself. */
export function missing(
  datasets: readonly DatasetDefinition[],
  place: string,
  named: { readonly dataset: string; readonly field: string | null },
): readonly Finding[] {
  const { dataset, field } = named
  const found = datasets.find(({ id }) => id === dataset)
  if (found === undefined) return [finding('dataset_unknown', place, { dataset })]
  if (field === null || found.fields.some(({ id }) => id === field)) return []
  return [finding('field_unknown', place, { dataset, field })]
}

function placeOf({ id }: DatasetDefinition): string {
  return `datasets/${id}.json`
}
