import type { DatasetDefinition, DatasetField } from '#sources'
import type { Chance } from './chance.ts'
import { edgeDay } from './edges.ts'
import type { Cell } from './world.ts'

type Fields = Readonly<Record<string, Cell>>

/** Where the windows of formulas end, in months before the day of a question. */
const window_months = [0, 0, 3, 6, 12, 24, 36] as const

const words: Readonly<Record<string, readonly string[]>> = {
  account_no_hash: ['a', 'b'],
  account_hash: ['a', 'b'],
  unit_no: ['a', 'b', 'c'],
  industry_class: ['C3911', 'F5211', 'H6210', 'I6513'],
}

/** A row of any dataset, drawn from its definition: each cell at an edge of what it may be, some of them empty. */
export function randomRow(chance: Chance, dataset: DatasetDefinition, given: Fields = {}): Fields {
  const entries = dataset.fields.map((field) => {
    const fixed = given[field.id]
    if (fixed !== undefined) return [field.id, fixed] as const
    return [field.id, field.required || !chance.percent(15) ? randomCell(chance, field) : null] as const
  })
  return Object.fromEntries(entries)
}

/** The accounts, shops or counterparties of which one month has a row each. */
export function randomGrain(chance: Chance, dataset: DatasetDefinition): readonly Fields[] {
  const [other] = dataset.grain.filter(
    (id) => dataset.month === undefined || !Object.values(dataset.month).includes(id),
  )
  const field = dataset.fields.find(({ id }) => id === other)
  if (field === undefined) return [{}]
  const values = field.values ?? words[field.id] ?? ['x', 'y']
  return values.filter(() => chance.percent(40)).map((value) => ({ [field.id]: value }))
}

function randomCell(chance: Chance, field: DatasetField): Cell {
  const { type, values, min = 0, max } = field
  switch (type) {
    case 'enum':
      return chance.one(values ?? ['x'])
    case 'boolean':
      return chance.percent(50)
    case 'integer':
      return Math.min(max ?? 1000, Math.max(min, chance.one([0, 1, 2, 5, 30])))
    case 'money':
      return chance.one([0, 0.01, 99.99, 1000, 33333.33])
    case 'decimal':
      return chance.one([min, ...(min < 0 ? [-0.5, -0.499999] : []), 0.333333, 0.5, max ?? 120.5])
    case 'day':
      return edgeDay(chance, chance.one(window_months))
    case 'month':
      return 0
    case 'json':
      return 'x'
    default:
      return chance.one(words[field.id] ?? ['x'])
  }
}

/** Years of which a yearly register may speak. */
export const years = [2022, 2023, 2024, 2025] as const
