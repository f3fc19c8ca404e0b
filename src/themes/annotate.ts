import { type Clock, type Instant, month, refusals } from '#kernel'
import type { DatasetDefinition } from '#sources'
import type { Warehouse } from '#warehouse'
import {
  type Annotation,
  type AnnotationKind,
  endAnnotation,
  keepAnnotation,
  listAnnotations,
  ownerOfFact,
} from './annotations.sql.ts'

/** Of which fact something is said, and by whom. `grain` has the fields by which the dataset tells facts apart. */
export interface Saying {
  readonly dataset: DatasetDefinition
  readonly uscc: string
  readonly grain: Readonly<Record<string, string>>
  readonly kind: AnnotationKind
  readonly who: string
  readonly note: string
}

const refuse = refusals({
  fact_unknown: ['not_found', '{uscc} has no fact of {dataset} with {grain}'],
  grain_wrong: ['bad_request', 'a fact of {dataset} is named by {wanted}; {found} was given'],
  annotation_unknown: ['not_found', 'there is no annotation {annotation_id} that still holds'],
})

/**
 * Says something of a fact, from now on and whatever instant is asked about: a repaired one leaves every answer. The
 * fact itself stays as it came. Refuses with `grain_wrong` or `fact_unknown` where no fact is meant.
 */
export async function annotate(warehouse: Warehouse, saying: Saying, clock: Clock): Promise<Annotation> {
  const { dataset, uscc, grain, kind, who, note } = saying
  const grain_key = keyOf(dataset, grain)
  return warehouse.session(async (session) => {
    const enterprise_id = await ownerOfFact(session, dataset, uscc, grain_key)
    if (enterprise_id === null)
      throw refuse('fact_unknown', { uscc, dataset: dataset.id, grain: JSON.stringify(grain) })
    return session.transaction(async () => {
      const from_at: Instant = clock()
      const kept = { dataset: dataset.id, enterprise_id, grain_key, kind, from_at, who, note }
      const annotation_id = await keepAnnotation(session, kept)
      return { annotation_id, uscc, until_at: null, ...kept }
    })
  })
}

/** Ends what was said of a fact. Refuses with `annotation_unknown` what does not hold. */
export async function endSaying(
  warehouse: Warehouse,
  annotation_id: number,
  clock: Clock,
): Promise<Annotation> {
  const [found] = await listAnnotations(warehouse, { annotation_id })
  if (found === undefined || found.until_at !== null) throw refuse('annotation_unknown', { annotation_id })
  const until_at = clock()
  await endAnnotation(warehouse, annotation_id, until_at)
  return { ...found, until_at }
}

function keyOf(dataset: DatasetDefinition, grain: Readonly<Record<string, string>>): string {
  const given = Object.keys(grain).sort().join(', ')
  const wanted = [...dataset.grain].sort().join(', ')
  if (given !== wanted)
    throw refuse('grain_wrong', {
      dataset: dataset.id,
      wanted: wanted || 'nothing',
      found: given || 'nothing',
    })
  return dataset.grain
    .map((field) => {
      const text = grain[field] ?? ''
      const is_month = dataset.fields.some(({ id, type }) => id === field && type === 'month')
      return is_month ? String(month(text)) : text
    })
    .join('|')
}
