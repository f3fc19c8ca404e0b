import { type Static, Type } from 'typebox'
import { readerOf } from '#kernel'
import type { PullQuestion } from '#products'
import type { SourceDefinition } from '#sources'

/** A row as a source tells it: its columns as texts, numbers and truths. */
const Row = Type.Record(
  Type.String(),
  Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]),
)
const Told = Type.Object({ rows: Type.Array(Row, { maxItems: 10_000 }) })
const readTold = readerOf(Told)

export type PulledRow = Static<typeof Row>

// One firm's rows of one dataset; whoever sends more is not answering the question.
const most_bytes = 4_000_000

/**
 * Asks a source for one firm's rows of a dataset, under the consent it is told. Gives up after the source's time, and
 * throws where it answers late, too much, of somebody else, or something that is no answer.
 */
export async function askSource(
  { id, pull }: SourceDefinition,
  dataset: string,
  { uscc, purpose, request_id, consent_id }: PullQuestion,
): Promise<readonly PulledRow[]> {
  if (pull === undefined) return []
  const response = await fetch(pull.url, {
    method: 'POST',
    redirect: 'error', // elsewhere is not who we have a contract with
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ dataset, uscc, purpose, request_id, consent_id }),
    signal: AbortSignal.timeout(pull.timeout_ms.value),
  })
  if (!response.ok) throw new Error(`${id} answered ${response.status}`)
  const { rows } = readTold(JSON.parse(await textOf(response)), id)
  if (rows.some((row) => row.uscc !== undefined && row.uscc !== uscc))
    throw new Error(`${id} answered of somebody else`)
  return rows.map((row) => ({ ...row, uscc }))
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > most_bytes) throw new Error(`more than ${most_bytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
