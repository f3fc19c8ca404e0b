import { basename } from 'node:path'
import { Type } from 'typebox'
import { instant, instantFromMs, type Json, monthText, msOf, oneOf, readerOf } from '#kernel'
import { clocksAt, type DatasetClock } from '#profiles'
import {
  type Batch,
  batchesBefore,
  type DatasetDefinition,
  intakeSince,
  quarantinePage,
  quarantineTotals,
  type RecentIntake,
  type WaitingRow,
  waiting_states,
} from '#sources'
import { idOf, placeOf } from './mend.ts'
import type { Office } from './office.ts'
import { faultText, type Words } from './words.ts'

const page_n = 50
const day_ms = 86_400_000
const recent_days = 30

const readBatches = readerOf(Type.Object({ before: Type.Optional(Type.Integer()) }))
const readPage = readerOf(
  Type.Object({
    dataset: Type.Optional(Type.String()),
    code: Type.Optional(Type.String()),
    after: Type.Optional(Type.String()),
    state: Type.Optional(oneOf(waiting_states)),
  }),
)

/** A page of the batches that were loaded, the newest first; `next` is the `before` of the page after it. */
export async function batchesAsk({ warehouse }: Office, args: unknown): Promise<Json> {
  const { before = null } = readBatches(args, 'batches')
  const told = await batchesBefore(warehouse, before, page_n + 1)
  const rows = told.slice(0, page_n)
  const last = rows.at(-1)
  return {
    rows: rows.map(batchLine),
    next: told.length > page_n && last !== undefined ? String(last.batch_id) : null,
  }
}

/** How old each dataset is, against what its source promised, and how its deliveries of late were. */
export async function freshnessAsk(office: Office): Promise<Json> {
  return (await freshnessLines(office)).map((line) => ({ ...line }))
}

/** A dataset as an operator sees it: how old it is, and how its deliveries of late were. */
export interface FreshnessLine {
  readonly dataset: string
  readonly name: DatasetDefinition['name']
  readonly last_known_at: string | null
  readonly month: string | null
  readonly age_days: number | null
  readonly promised_days: number
  readonly is_stale: boolean
  readonly batches_30d: number
  readonly rows_30d: number
  readonly rejected_ratio: number | null
}

/** Every dataset of the region, as it is now. */
export async function freshnessLines({
  warehouse,
  definitions,
  clock,
}: Office): Promise<readonly FreshnessLine[]> {
  const now = clock()
  const clocks = await clocksAt(warehouse, definitions, now)
  const since = instantFromMs(msOf(now) - recent_days * day_ms)
  const recent = await intakeSince(warehouse, since)
  return definitions.datasets.map((dataset) =>
    freshnessOf(
      dataset,
      clocks.find(({ dataset_id }) => dataset_id === dataset.id),
      recent.find((each) => each.dataset === dataset.id),
      msOf(now),
    ),
  )
}

/** A page of quarantine with its totals; `next` is the `after` of the page after it. */
export async function quarantinePageAsk({ warehouse, definitions }: Office, args: unknown): Promise<Json> {
  const { dataset = null, code = null, after, state = 'waiting' } = readPage(args, 'quarantine')
  const told = await quarantinePage(warehouse, {
    ...{ dataset, reason: code, state, most: page_n + 1 },
    after: after === undefined ? null : placeOf(after),
  })
  const rows = told.slice(0, page_n)
  const last = rows.at(-1)
  const totals = await quarantineTotals(warehouse)
  return {
    rows: rows.map((row) => waitingLine(definitions.words, row)),
    next: told.length > page_n && last !== undefined ? idOf(last) : null,
    totals: totals.map((total) => ({ dataset: total.dataset, code: total.reason, rows: total.rows })),
  }
}

function batchLine({ source_id: _, file_digest: _digest, reasons: _reasons, file, ...batch }: Batch): Json {
  return { ...batch, file: basename(file) }
}

function waitingLine(words: Words, row: WaitingRow): Json {
  const { batch_id, row_no: _, file, reason, record, ...rest } = row
  const told = { code: reason, sentence: faultText(words, reason), raw: record }
  return { quarantine_id: idOf(row), batch_id, file: basename(file), ...rest, ...told }
}

function freshnessOf(
  { id, name, kind, freshness_days }: DatasetDefinition,
  clock: DatasetClock | undefined,
  recent: RecentIntake | undefined,
  now_ms: number,
): FreshnessLine {
  const { latest_at = null, m0 = null } = clock ?? {}
  const age_days = latest_at === null ? null : Math.floor((now_ms - msOf(instant(latest_at))) / day_ms)
  const { batches = 0, rows_in = 0, quarantined = 0 } = recent ?? {}
  return {
    ...{ dataset: id, name, last_known_at: latest_at },
    month: m0 === null || kind !== 'month' ? null : monthText(m0 as Parameters<typeof monthText>[0]), // of the openings
    ...{ age_days, promised_days: freshness_days.value },
    is_stale: age_days !== null && age_days > freshness_days.value,
    ...{ batches_30d: batches, rows_30d: rows_in },
    rejected_ratio: rows_in === 0 ? null : quarantined / rows_in,
  }
}
