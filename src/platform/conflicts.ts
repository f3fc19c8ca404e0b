import { Type } from 'typebox'
import { type Json, oneOf, readerOf } from '#kernel'
import {
  type Conflict,
  conflict_outcomes,
  conflictPage,
  type DatasetDefinition,
  quarantinedRow,
} from '#sources'
import { versionOf } from '#themes'
import { nameOf } from './batch-report.ts'
import type { Definitions } from './definitions.ts'
import { idOf, placeOf } from './mend.ts'
import type { Office } from './office.ts'
import type { Text } from './words.ts'

const page_n = 50

const readPage = readerOf(
  Type.Object({
    outcome: Type.Optional(oneOf(conflict_outcomes)),
    before: Type.Optional(Type.String()),
  }),
)

type Cells = Readonly<Record<string, string | null>>

/** A page of the cases of two sources that differ, with the fields in which they do; `next` is its `before`. */
export async function conflictsAsk(office: Office, args: unknown): Promise<Json> {
  const { outcome = null, before } = readPage(args, 'conflicts')
  const told = await conflictPage(office.warehouse, {
    ...{ outcome, before: before === undefined ? null : placeOf(before), most: page_n + 1 },
  })
  const rows = []
  for (const each of told.slice(0, page_n)) rows.push(await lineOf(office, each))
  const last = told.at(page_n - 1)
  const next = told.length > page_n && last !== undefined ? idOf(last) : null
  return { rows, next } as unknown as Json // JSON throughout
}

async function lineOf({ warehouse, definitions }: Office, found: Conflict) {
  const { batch_id, row_no, held_batch, held_row, held_source, said_source, ...rest } = found
  const dataset = definitions.datasets.find(({ id }) => id === found.dataset)
  const versions = (at: { batch_id: number; row_no: number }): Promise<Cells | null> =>
    dataset === undefined ? Promise.resolve(null) : versionOf(warehouse, dataset, at)
  const held = await versions({ batch_id: held_batch, row_no: held_row })
  const waiting = await quarantinedRow(warehouse, batch_id, row_no)
  const said = waiting === null ? await versions({ batch_id, row_no }) : waiting.record
  return {
    ...{ quarantine_id: idOf(found), ...rest, name: nameOf(definitions, found.dataset) },
    held_by: sourceName(definitions, held_source),
    said_by: sourceName(definitions, said_source),
    differing: dataset === undefined ? [] : differences(dataset, held, said),
  }
}

/** The fields of which two versions say other things; a number written otherwise is the same number. */
export function differences({ fields }: DatasetDefinition, held: Cells | null, said: Cells | null) {
  return fields
    .map(({ id, name }) => ({ field: id, name, held: held?.[id] || null, said: said?.[id] || null }))
    .filter(
      ({ held: one, said: other }) => one !== other && !(isNumber(one) && Number(one) === Number(other)),
    )
}

function isNumber(text: string | null): boolean {
  return text !== null && /^[+-]?\d+(\.\d+)?$/.test(text)
}

function sourceName({ sources }: Definitions, source: string): Text {
  return sources.find(({ id }) => id === source)?.name ?? { zh: source, en: source }
}
