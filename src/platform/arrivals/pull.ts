import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Type } from 'typebox'
import { type Json, readerOf, refusals } from '#kernel'
import { connectFrontEnd, pullTable, refuseDelivery, type SourceDefinition } from '#sources'
import { ingest } from '../ingest.ts'
import type { Tell } from '../line.ts'
import type { Office } from '../office.ts'

const read = readerOf(Type.Object({ source: Type.Optional(Type.String()) }, { additionalProperties: false }))

const refuse = refusals({
  front_end_none: ['not_found', '{source} has no front-end database in its definition'],
  front_end_unset: [
    'unprocessable',
    'say where the database of {source} stands: {setting}=postgresql://… or mysql://…',
  ],
})

/**
 * Pulls what is new in the front-end database of a source, or of every source whose database is set. Each page is a
 * delivery as any other; what was loaded when a pull broke is not read again.
 */
export async function pull(office: Office, args: unknown, tell: Tell): Promise<Json> {
  const { source: named } = read(args, 'pull')
  const pulled: Json[] = []
  for (const source of sourcesOf(office, named)) pulled.push(...(await pullSource(office, source, tell)))
  return { pulled }
}

function sourcesOf(
  { definitions, settings }: Office,
  named: string | undefined,
): readonly SourceDefinition[] {
  if (named === undefined)
    return definitions.sources.filter(({ id, front_end }) => front_end && settings.front_ends[id])
  const source = definitions.sources.find(({ id }) => id === named)
  if (source === undefined) throw refuseDelivery('source_unknown', { source: named })
  if (source.front_end === undefined) throw refuse('front_end_none', { source: named })
  return [source]
}

async function pullSource(office: Office, source: SourceDefinition, tell: Tell): Promise<readonly Json[]> {
  const { id, front_end } = source
  const url = office.settings.front_ends[id]
  if (front_end === undefined || url === undefined)
    throw refuse('front_end_unset', { source: id, setting: `FRONT_END_${id.toUpperCase()}` })
  const folder = join(office.settings.data_dir, 'pulled', id)
  await using reader = await connectFrontEnd(id, front_end.engine, url)
  const pulled: Json[] = []
  for (const table of front_end.tables) {
    const { dataset } = table
    const load = async (file: string): Promise<void> => {
      await ingest(office, { paths: [file], dataset, source: id }, tell)
    }
    const { engine } = front_end
    const store = await office.store()
    const rows = await pullTable(table, {
      source: id,
      engine,
      reader,
      store,
      folder,
      clock: office.clock,
      load,
    })
    pulled.push({ source: id, dataset, rows })
  }
  rmSync(folder, { recursive: true, force: true })
  return pulled
}
