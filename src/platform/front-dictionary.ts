import { datasetsRead, planIndicators } from '#indicators'
import type { DatasetDefinition } from '#sources'
import type { Definitions } from './definitions.ts'
import type { Text } from './words.ts'

/** What every id of an answer means, in plain words: made of the region's definitions alone. */
export function dictionaryOf(definitions: Definitions) {
  const { indicators, datasets, purposes, reasons, words } = definitions
  const { flags, marks, faults } = words
  const plan = planIndicators(definitions)
  return {
    indicators: indicators.map(({ id, name, unit, window, direction, scope }) => ({
      ...{ id, name, unit, window, direction },
      // One about a product is worked out of the answer itself.
      datasets: scope === 'product' ? [] : datasetsRead(plan, id),
    })),
    datasets: datasets.map((dataset) => namedDataset(definitions, dataset)),
    ...{ flags, marks, faults },
    purposes: purposes.map(({ id, name }) => ({ id, text: name })),
    reasons: reasons.map(({ code, zh, en }) => ({ code, text: { zh, en } })),
  }
}

export type Dictionary = ReturnType<typeof dictionaryOf>

function namedDataset(definitions: Definitions, { id, name, authorities, kind, fields }: DatasetDefinition) {
  return {
    ...{ id, name, kind },
    authorities: authorities.map((authority) => nameOfAuthority(definitions, authority)),
    fields: fields.map(({ id: field, name: called, type, unit = null, labels = {} }) => ({
      ...{ id: field, name: called, type, unit, labels },
    })),
  }
}

function nameOfAuthority({ authorities }: Definitions, id: string): Text {
  return authorities.find((each) => each.id === id)?.name ?? { zh: id, en: id }
}
