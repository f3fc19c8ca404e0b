import { type Lexicon, lexiconOf, makeNameIndex, type NameIndex, type NameRow } from '#identity'
import { type Clock, type Day, day } from '#kernel'
import type { Warehouse } from '#warehouse'
import type { Definitions } from '../definitions.ts'
import { latestOfRegistry, registeredNames } from './names.sql.ts'

/** The names of all enterprises, kept in memory from one load of the registry to the next. */
export interface NameKeeper {
  readonly lexicon: Lexicon
  /** The index as of now; drawn anew, in slices, where the registry has changed. */
  index(): Promise<NameIndex>
}

/** A keeper of the names of a warehouse. */
export function nameKeeper(
  warehouse: Warehouse,
  { name_words, resolve_rules }: Pick<Definitions, 'name_words' | 'resolve_rules'>,
  clock: Clock,
): NameKeeper {
  const lexicon = lexiconOf(name_words)
  let kept: { readonly batch_id: number; readonly index: Promise<NameIndex> } | undefined
  return {
    lexicon,
    async index() {
      const [row] = await warehouse.rows<{ batch_id: number }>(latestOfRegistry(resolve_rules))
      const batch_id = row?.batch_id ?? 0
      if (kept?.batch_id !== batch_id) kept = { batch_id, index: draw() }
      return kept.index
    },
  }

  async function draw(): Promise<NameIndex> {
    const rows = await warehouse.rows<Registered>(registeredNames(resolve_rules, clock()))
    const maker = makeNameIndex(lexicon)
    for (const row of rows) for (const name of namesOf(row)) maker.add(name)
    // Others of the worker's askers are heard between slices.
    return maker.finish(() => new Promise((done) => setImmediate(done)))
  }
}

interface Registered {
  readonly enterprise_id: number
  readonly name: string
  readonly former_names: string | null
  readonly region_code: string | null
  readonly established_on: string | null
}

function namesOf(row: Registered): readonly NameRow[] {
  const { enterprise_id, region_code } = row
  const established_on: Day | null = row.established_on === null ? null : day(row.established_on)
  const own = { enterprise_id, region_code, established_on }
  return [
    { ...own, name: row.name, is_former: false },
    ...formerNames(row.former_names).map((name) => ({ ...own, name, is_former: true })),
  ]
}

// A list as JSON, or, as some registries write it, names apart by a sign.
function formerNames(text: string | null): readonly string[] {
  if (text === null || text.trim() === '') return []
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) ? list.filter((name) => typeof name === 'string') : []
  } catch {
    return text
      .split(/[;；、|]/)
      .map((name) => name.trim())
      .filter((name) => name !== '')
  }
}
