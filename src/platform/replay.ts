import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Type } from 'typebox'
import { type Json, readerOf } from '#kernel'
import {
  admitCode,
  type BatchReport,
  listBatches,
  listQuarantine,
  type QuarantinedRow,
  refuseDelivery,
} from '#sources'
import { load } from '#themes'
import { type Office, scratchOf } from './office.ts'

const readList = readerOf(
  Type.Object({ batch_id: Type.Optional(Type.Integer()) }, { additionalProperties: false }),
)
const readReplay = readerOf(
  Type.Object(
    {
      batch_id: Type.Integer(),
      row_nos: Type.Optional(Type.Array(Type.Integer())),
      changes: Type.Record(Type.String(), Type.String()),
    },
    { additionalProperties: false },
  ),
)
const readAdmit = readerOf(
  Type.Object({ uscc: Type.String(), note: Type.String({ minLength: 1 }) }, { additionalProperties: false }),
)

/** The rows that wait in quarantine, of one batch or of all. */
export async function quarantineList({ warehouse }: Office, args: unknown): Promise<Json> {
  const { batch_id = null } = readList(args, 'quarantine list')
  return (await listQuarantine(warehouse, batch_id)) as unknown as Json // rows of texts and numbers
}

/**
 * Plays quarantined rows again, with cells mended, through the same door as a new batch that is known from the instant
 * of its batch on. A row that fails again stands in quarantine anew.
 */
export async function quarantineReplay(office: Office, args: unknown): Promise<Json> {
  const { batch_id, row_nos = null, changes } = readReplay(args, 'quarantine replay')
  return { batches: [await replayRows(office, batch_id, row_nos, changes)] } as unknown as Json // a report
}

/** Plays rows that wait of one batch again, which a person may have looked at; all of them where `row_nos` is null. */
export async function replayRows(
  office: Office,
  batch_id: number,
  row_nos: readonly number[] | null,
  changes: Readonly<Record<string, string>>,
  is_looked_at = false,
): Promise<BatchReport> {
  const { warehouse, definitions, settings, clock } = office
  const [batch] = (await listBatches(warehouse)).filter((each) => each.batch_id === batch_id)
  const waiting = (await listQuarantine(warehouse, batch_id, true)).filter(
    ({ row_no }) => row_nos === null || row_nos.includes(row_no),
  )
  const dataset = definitions.datasets.find(({ id }) => id === batch?.dataset)
  if (batch === undefined || dataset === undefined || waiting.length === 0) {
    throw refuseDelivery('quarantine_empty', { batch_id })
  }
  const file = join(scratchOf(settings), `replay-${batch_id}.csv`)
  mkdirSync(scratchOf(settings), { recursive: true })
  writeFileSync(file, csvOf(waiting, changes))
  try {
    const report = await load(
      warehouse,
      {
        file,
        dataset,
        source: definitions.sources.find(({ id }) => id === batch.source_id),
        rules: definitions.intake,
        known_at: clock(),
        complete: false,
        datasets: definitions.datasets,
        is_looked_at,
        backfill: batch.is_backfill,
        scratch_dir: scratchOf(settings),
        replay: { batch_id, row_nos: waiting.map(({ row_no }) => row_no) },
      },
      clock,
    )
    return { ...report, file: batch.file }
  } finally {
    rmSync(file, { force: true })
  }
}

/** Lets a code with a wrong check digit in; what waits of it can then be played again. */
export async function codeAdmit({ warehouse, clock }: Office, args: unknown): Promise<Json> {
  const { uscc, note } = readAdmit(args, 'quarantine admit')
  const waiting = await admitCode(warehouse, uscc, note, clock())
  return { uscc, waiting }
}

// A line that had no columns plays again as it stood (its text is under `""`), unless one of its cells is mended.
function csvOf(rows: readonly QuarantinedRow[], changes: Readonly<Record<string, string>>): string {
  const records = rows.map(({ record }) => ({ ...record, ...changes }) as Record<string, string | null>)
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))].filter(
    (column) => column !== '',
  )
  const is_mended = columns.some((column) => column in changes)
  const lines = records.map((record) => {
    const whole = record['']
    if (typeof whole === 'string' && !is_mended) return whole
    return columns.map((column) => cell(record[column] ?? '')).join(',')
  })
  return `${[columns.map(cell).join(','), ...lines].join('\n')}\n`
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
