import { Type } from 'typebox'
import { type Json, oneOf, readerOf } from '#kernel'
import { decideConflict, quarantinedRow, refuseDelivery, rejectRow, type WaitingRow } from '#sources'
import { actingAs, NamedActor, whoInLog } from './acting.ts'
import { recordEntry } from './bulk.ts'
import { placeOf } from './mend.ts'
import type { Office } from './office.ts'
import { replayRows } from './replay.ts'

/** What a person makes of a row that waits: it is true and comes in, or it is turned down. */
export const decisions = ['release', 'reject'] as const

/** Who decided where nobody is named. */
export const command_line = 'command line'

/** Rows that came in good order and are only hard to believe; any other fault has to be mended. */
const doubts: readonly string[] = ['jump_held', 'source_conflict']

const readDecision = readerOf(
  Type.Object(
    {
      actor: Type.Optional(NamedActor),
      quarantine_id: Type.String(),
      decision: oneOf(decisions),
      note: Type.String({ minLength: 1, maxLength: 2000 }),
    },
    { additionalProperties: false },
  ),
)

/**
 * Decides of a row in quarantine, and of its case where two sources differ. What is released is known from now on, for
 * until a person let it in nothing of it was. Who decided and why stand in the log.
 */
export async function quarantineDecide(office: Office, args: unknown): Promise<Json> {
  const { actor: name, quarantine_id, decision, note } = readDecision(args, 'quarantine decide')
  const actor = await actingAs(office, name, 'quarantine.replay')
  const row = await decidable(office, quarantine_id)
  if (decision === 'release' && !doubts.includes(row.reason))
    throw refuseDelivery('quarantine_not_doubted', { quarantine_id, reason: row.reason })
  await recordEntry(office, {
    ...{ kind: 'act', act: `quarantine.${decision}`, object_id: quarantine_id },
    ...{ datasets: [row.dataset], ...whoInLog(actor) },
  })
  const { warehouse, clock } = office
  const decided = { by: actor?.id ?? command_line, at: clock(), note }
  const outcome = decision === 'release' ? 'said_stands' : 'held_stands'
  await decideConflict(warehouse, row, { ...decided, outcome })
  if (decision === 'reject') {
    await rejectRow(warehouse, row.batch_id, row.row_no, decided)
    return { outcome: 'rejected' }
  }
  const { quarantined } = await replayRows(office, row.batch_id, [row.row_no], {}, true)
  return { outcome: quarantined === 0 ? 'accepted' : 'quarantined' }
}

async function decidable({ warehouse }: Office, quarantine_id: string): Promise<WaitingRow> {
  const { batch_id, row_no } = placeOf(quarantine_id)
  const row = await quarantinedRow(warehouse, batch_id, row_no)
  if (row === null) throw refuseDelivery('quarantine_unknown', { quarantine_id })
  if (row.replayed_at !== null) throw refuseDelivery('quarantine_played', { quarantine_id })
  if (row.rejected_at !== null) throw refuseDelivery('quarantine_rejected', { quarantine_id })
  return row
}
