import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shenzhen } from '../testing/region.ts'
import { planIndicators } from './plan.ts'

const definitions = shenzhen()
const whole = planIndicators(definitions)

test('a wide plan is shared out, each indicator in one part, in the order of the plan', () => {
  assert.ok(whole.parts.length > 1)
  const placed = whole.parts.flatMap(({ ids }) => ids)
  assert.deepEqual([...placed].sort(), [...whole.ids].sort())
  for (const { ids } of whole.parts)
    assert.deepEqual(
      ids,
      whole.ids.filter((id) => ids.includes(id)),
    )
})

test('few indicators are one statement', () => {
  assert.deepEqual(planIndicators(definitions, whole.ids.slice(0, 60)).parts, [])
  assert.ok(planIndicators(definitions, whole.ids.slice(0, 61)).parts.length > 1)
})

test('a dataset that several parts read is scanned once, and each part reads the scan as it was made', () => {
  for (const planned of whole.datasets) {
    const readers = whole.parts.flatMap(({ datasets }) =>
      datasets.filter(({ dataset }) => dataset.id === planned.dataset.id),
    )
    assert.equal(whole.kept.includes(planned.dataset.id), readers.length > 1)
    if (readers.length > 1) for (const reader of readers) assert.equal(reader, planned)
  }
})
