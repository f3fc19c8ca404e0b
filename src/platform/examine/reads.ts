import { crosswalk_dataset, datasetsRead, planIndicators } from '#indicators'
import { fieldsOfTag, rulesNamed } from '#products'
import type { Definitions } from '../definitions.ts'

/** That something reads a dataset, or one field of it. */
export interface Read {
  readonly reader: string
  readonly dataset: string
  readonly field: string | null
}

/** Whatever reads a dataset: indicators, products, policies, and other datasets. Refuses a formula that means nothing. */
export function readsOf(definitions: Definitions): readonly Read[] {
  const direct = [...indicatorReads(definitions), ...offeredReads(definitions)]
  const read = new Set(direct.map(({ dataset }) => dataset))
  return [...direct, ...betweenDatasets(definitions, read)]
}

/** What products and policies name of datasets. */
export function offeredReads(
  definitions: Pick<Definitions, 'products' | 'policies' | 'tags'>,
): readonly Read[] {
  return [
    ...definitions.products.flatMap((product) => productReads(definitions, product)),
    ...definitions.policies.flatMap(policyReads),
  ]
}

function indicatorReads(definitions: Definitions): readonly Read[] {
  const plan = planIndicators(definitions)
  return plan.ids.flatMap((id) =>
    datasetsRead(plan, id).map((dataset) => ({ reader: `indicators/${id}.json`, dataset, field: null })),
  )
}

function productReads(
  definitions: Pick<Definitions, 'tags'>,
  product: Definitions['products'][number],
): readonly Read[] {
  const reader = `products/${product.id}.json`
  const whole = [...product.datasets, ...product.supporting_datasets, ...product.consent_scopes]
  return [
    ...whole.map((dataset) => ({ reader, dataset, field: null })),
    ...product.sections.flatMap((section) =>
      fieldsOf(definitions, section).map((named) => ({ reader, ...named })),
    ),
  ]
}

function fieldsOf(
  { tags }: Pick<Definitions, 'tags'>,
  section: Definitions['products'][number]['sections'][number],
) {
  switch (section.kind) {
    case 'indicators':
      return []
    case 'series':
      return section.series.map(({ dataset, field }) => ({ dataset, field }))
    case 'facts':
      return section.facts.flatMap(({ dataset, fields, only = {} }) =>
        [...fields, ...Object.keys(only)].map((field) => ({ dataset, field })),
      )
    case 'tags':
      return rulesNamed(tags, section.tags).flatMap(fieldsOfTag)
    case 'verification':
      return section.elements.map(({ dataset, field }) => ({ dataset, field }))
  }
}

function policyReads({ id, inputs }: Definitions['policies'][number]): readonly Read[] {
  return inputs.facts.map(({ dataset, field }) => ({ reader: `policies/${id}.json`, dataset, field }))
}

// A dataset that is read makes what it is reconciled with read, and what says whose its accounts are.
function betweenDatasets({ datasets }: Definitions, read: ReadonlySet<string>): readonly Read[] {
  return datasets
    .filter(({ id }) => read.has(id))
    .flatMap(({ id, quality, account }) => {
      const reader = `datasets/${id}.json`
      return [
        ...(quality?.across ?? []).map(({ dataset, equals }) => ({ reader, dataset, field: equals })),
        ...(account === undefined ? [] : [{ reader, dataset: crosswalk_dataset, field: null }]),
      ]
    })
}
