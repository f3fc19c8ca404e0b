import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DatasetDefinition, type DatasetField, listQuarantine } from '#sources'
import { allDatasets, loadText, openTestWarehouse } from '#themes/testing'

const codes = ['91440300QX0000018L', '91440300QX0000026F']
const known_at = '2026-05-21T09:00:00'

const valid: Readonly<Record<DatasetField['type'], string>> = {
  string: 'x',
  day: '2026-04-30',
  month: '2026-04',
  integer: '1',
  money: '1.5',
  decimal: '0.5',
  boolean: 'true',
  enum: '',
  json: '{}',
}

const wrong: Readonly<Partial<Record<DatasetField['type'], string>>> = {
  day: '2026-02-30',
  month: '2026-13',
  integer: '1.5',
  money: '1.234',
  decimal: 'half',
  boolean: 'perhaps',
  enum: 'nothing_of_the_kind',
}

function cell(dataset: DatasetDefinition, { id, type, values, min }: DatasetField): string {
  if (dataset.month !== undefined && 'from' in dataset.month && id === dataset.month.from) return '2026-04-01'
  // The least that a field takes may be more than one.
  if (type === 'integer') return String(Math.max(1, min ?? 1))
  return type === 'enum' ? (values?.[0] ?? '') : valid[type]
}

function row(dataset: DatasetDefinition, code: string | null, change: Readonly<Record<string, string>> = {}) {
  const cells = dataset.fields.map((field) => change[field.id] ?? cell(dataset, field))
  return [...(code === null ? [] : [code]), ...cells].join(',')
}

const datasets = allDatasets().filter(({ subject }) => subject !== 'none')

test('there are all datasets of the seven themes and the eighteen commercial sources', () => {
  assert.equal(allDatasets().length, 79)
  assert.equal(datasets.filter(({ id }) => id.startsWith('com_')).length, 17)
})

test('two good rows of every dataset come in, and a wrong cell of each type is held with its place', async (t) => {
  await using warehouse = await openTestWarehouse()
  for (const dataset of datasets) {
    await t.test(dataset.id, async () => {
      const header = ['uscc', ...dataset.fields.map(({ id }) => id)].join(',')
      const [first = '', second = ''] = codes
      const faults = dataset.fields.flatMap(({ id, type }) => {
        const text = wrong[type]
        return text === undefined ? [] : [[id, text] as const]
      })
      const bad = faults.map(([id, text]) => row(dataset, first, { [id]: text }))
      const file = [header, row(dataset, first), row(dataset, second), ...bad].join('\n')
      const report = await loadText(warehouse, `${file}\n`, { dataset: dataset.id, known_at })
      assert.deepEqual([report.accepted, report.quarantined], [2, faults.length])
      const waiting = await listQuarantine(warehouse, report.batch_id)
      assert.deepEqual(
        waiting.map(({ column }) => column),
        faults.map(([id]) => id),
      )
    })
  }
})
