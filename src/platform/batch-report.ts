import { basename } from 'node:path'
import { Type } from 'typebox'
import { type Json, type Month, monthText, readerOf } from '#kernel'
import { type AcrossFinding, type BatchFindings, batchById, findingsOf, refuseDelivery } from '#sources'
import type { Definitions } from './definitions.ts'
import type { Office } from './office.ts'
import { faultText, type Text } from './words.ts'

const readBatch = readerOf(Type.Object({ batch_id: Type.Integer() }, { additionalProperties: false }))

/** What became of one batch, and what was found of its quality. Refuses with `batch_unknown` what there is not. */
export async function batchAsk({ warehouse, definitions }: Office, args: unknown): Promise<Json> {
  const { batch_id } = readBatch(args, 'batch')
  const batch = await batchById(warehouse, batch_id)
  if (batch === null) throw refuseDelivery('batch_unknown', { batch_id })
  const { source_id, file, reasons, ...rest } = batch
  const found = await findingsOf(warehouse, batch_id)
  const source = definitions.sources.find(({ id }) => id === source_id)
  const report = {
    ...rest,
    ...{ file: basename(file), name: nameOf(definitions, batch.dataset) },
    source: source === undefined ? null : { id: source.id, name: source.name },
    reasons: Object.entries(reasons).map(([code, rows]) => ({
      ...{ code, rows, sentence: faultText(definitions.words, code) },
    })),
    findings: found === null ? null : findingsIn(definitions, found),
  }
  return report as unknown as Json // JSON throughout
}

function findingsIn(definitions: Definitions, { across, completeness, late, ...rest }: BatchFindings) {
  const inText = <Row extends { readonly month: number }>(row: Row) => ({
    ...row,
    month: monthText(row.month as Month), // of a month column
  })
  return {
    ...rest,
    across: across.map((each) => ({ ...each, ...namesOf(definitions, each) })),
    completeness: completeness.map(inText),
    late: late.map(inText),
  }
}

function namesOf(definitions: Definitions, { dataset, field, with_dataset, equals }: AcrossFinding) {
  return {
    name: nameOf(definitions, dataset),
    field_name: nameOf(definitions, dataset, field),
    with_name: nameOf(definitions, with_dataset),
    equals_name: nameOf(definitions, with_dataset, equals),
  }
}

/** What a dataset, or a field of it, is called; its id where it is none of the region's any more. */
export function nameOf({ datasets }: Definitions, dataset: string, field?: string): Text {
  const found = datasets.find(({ id }) => id === dataset)
  const id = field ?? dataset
  const name = field === undefined ? found?.name : found?.fields.find((each) => each.id === field)?.name
  return name ?? { zh: id, en: id }
}
