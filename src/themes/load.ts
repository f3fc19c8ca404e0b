import { faulty_strangers, judgeStrangers } from '#identity'
import { type Clock, type Instant, msOf } from '#kernel'
import {
  type BatchReport,
  type DatasetDefinition,
  type IntakeRules,
  identifierFaults,
  refuseDelivery,
  type SourceDefinition,
  type Staged,
  stageFile,
} from '#sources'
import type { Session, Warehouse } from '#warehouse'
import { merge } from './merge.ts'
import { holdDoubtful } from './quality/look.ts'
import type { Silence } from './snapshot.sql.ts'
import { holdSnapshot, type Snapshot, stageSnapshot } from './snapshot.ts'

export interface LoadRequest {
  readonly file: string
  /** Where its bytes stand, if not under its name. */
  readonly path?: string | undefined
  readonly rules: IntakeRules
  /** How many rows its manifest promises. */
  readonly rows?: number | undefined
  readonly dataset: DatasetDefinition
  readonly source?: SourceDefinition | undefined
  readonly known_at: Instant
  readonly complete: boolean
  readonly backfill: boolean
  readonly scratch_dir: string
  /** Said of a file that is a full snapshot. */
  readonly snapshot?: Snapshot | undefined
  /** The code of the one firm that it tells of, where its source was asked of that firm alone. */
  readonly of_firm?: string | undefined
  /** All datasets of the region, for what is compared with another of them. */
  readonly datasets?: readonly DatasetDefinition[]
  /** Whether a person has looked at its rows, so that none is held for one. */
  readonly is_looked_at?: boolean
  /** The quarantined rows that the file plays again; all that wait of the batch where `row_nos` is null. */
  readonly replay?: { readonly batch_id: number; readonly row_nos: readonly number[] | null }
}

/**
 * Loads one delivery file: reads it, judges its codes, and in one transaction gives new codes their ids, merges the
 * rows into the facts, opens months, and keeps quarantine and batch. Whole or not at all.
 */
export function load(warehouse: Warehouse, request: LoadRequest, clock: Clock): Promise<BatchReport> {
  return warehouse.session(async (session) => {
    const began_at = clock()
    using staged = await stageFile(session, request)
    requireRows(request, staged.rows_in)
    const judged = await judgeAll(session, request, staged)
    const are_compared = !judged.is_held && (await holdDoubtful(session, request, staged))
    const silence = await silenceOf(session, request, staged, judged)
    const seconds = (): number => (msOf(clock()) - msOf(began_at)) / 1000
    if (request.snapshot !== undefined && silence.reasons.length > 0)
      return holdSnapshot(session, request, request.snapshot, staged, silence, { seconds, clock })
    await staged.locate()
    const rows_in = staged.rows_in + silence.gone
    return session.transaction(() =>
      merge(session, request, { ...judged, are_compared, rows_in, digest: staged.digest }, seconds, clock),
    )
  })
}

// A batch that a personal identifier holds says nothing, neither by its rows nor by those it lacks.
async function silenceOf(
  session: Session,
  request: LoadRequest,
  staged: Staged,
  { is_held }: Judged,
): Promise<Silence> {
  if (request.snapshot === undefined || is_held) return { gone: 0, reasons: [] }
  return stageSnapshot(session, request, request.snapshot, staged.broken_rows)
}

function requireRows({ file, rows: promised }: LoadRequest, rows: number): void {
  if (promised !== undefined && promised !== rows)
    throw refuseDelivery('rows_differ', { file, rows, promised })
}

interface Judged {
  /** Whether codes may come in that no enterprise has yet. */
  readonly has_strangers: boolean
  /** Whether a personal identifier holds the whole batch. */
  readonly is_held: boolean
}

// Codes that are none and a person's identifiers put rows at fault that no cell shows.
async function judgeAll(session: Session, request: LoadRequest, staged: Staged): Promise<Judged> {
  const strangers = await judgeStrangers(session)
  const faults = await identifierFaults(session, request.dataset)
  const is_held = faults.length > 0
  if (is_held) await staged.hold(faults)
  else if (strangers.are_faulty) await staged.faultCodes(faulty_strangers)
  return { has_strangers: strangers.are_there && !is_held, is_held }
}
