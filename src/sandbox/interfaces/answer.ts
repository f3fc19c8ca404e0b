import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Type } from 'typebox'
import { type Instant, instant, readerOf, refusals, usccFault } from '#kernel'
import { fileOf, index_file, interfaces, type Kept } from './shelf.ts'

/** What a bureau asks a department of one firm. */
const Question = Type.Object({
  dataset: Type.String({ maxLength: 100 }),
  uscc: Type.String({ maxLength: 100 }),
  purpose: Type.String({ minLength: 1, maxLength: 100 }),
  request_id: Type.String({ minLength: 1, maxLength: 200 }),
  consent_id: Type.Union([Type.String({ minLength: 1, maxLength: 200 }), Type.Null()]),
})
const readQuestion = readerOf(Question)

const Text = Type.Array(Type.String())
const Index = Type.Object({
  notice: Type.String(),
  datasets: Type.Record(Type.String(), Type.Object({ columns: Text, grain: Text })),
})
const readIndex = readerOf(Index)

const refuse = refusals({
  city_keeps_nothing: ['not_found', '{dir} is no city that was built with --profile pull: it has no {file}'],
  interface_dataset: ['not_found', 'no department here answers for {dataset}; there are {datasets}'],
  interface_code: ['bad_request', '{uscc} is no unified social credit code: {fault}'],
  interface_consent: ['forbidden', 'a department tells of {uscc} only under a consent, by its number'],
})

/** What the departments of a pull city answer for. */
export interface Desks {
  readonly folder: string
  readonly datasets: Readonly<Record<string, Kept>>
}

/** A row as a department tells it: its columns as texts; nothing of what is empty. */
export type ToldRow = Readonly<Record<string, string>>

/** The departments of a city that was built to be asked. Refuses a folder that is none: `city_keeps_nothing`. */
export function openDesks(dir: string): Desks {
  const folder = join(dir, interfaces)
  const path = join(folder, index_file)
  if (!existsSync(path)) throw refuse('city_keeps_nothing', { dir, file: join(interfaces, index_file) })
  const { datasets } = readIndex(JSON.parse(readFileSync(path, 'utf8')), path)
  return { folder, datasets }
}

/**
 * A department's rows of one firm as of an instant, the latest of each thing. Refuses what is no question
 * (`schema_mismatch`), a dataset that nobody answers for, a code that cannot be one, and who has no consent.
 */
export function answerOf({ folder, datasets }: Desks, question: unknown, now: Instant): readonly ToldRow[] {
  const { dataset, uscc, consent_id } = readQuestion(question, 'the question')
  const kept = Object.hasOwn(datasets, dataset) ? datasets[dataset] : undefined
  if (kept === undefined)
    throw refuse('interface_dataset', { dataset, datasets: Object.keys(datasets).join(', ') })
  const fault = usccFault(uscc)
  if (fault !== null) throw refuse('interface_code', { uscc, fault })
  if (consent_id === null) throw refuse('interface_consent', { uscc })
  const path = fileOf(folder, dataset, uscc)
  return existsSync(path) ? latest(linesOf(path, uscc), kept, uscc, now) : []
}

function linesOf(path: string, uscc: string): readonly string[] {
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter((line) => line.startsWith(`${uscc},`)).map((line) => line.slice(uscc.length + 1))
}

function latest(
  lines: readonly string[],
  { columns, grain }: Kept,
  uscc: string,
  now: Instant,
): readonly ToldRow[] {
  const told = new Map<string, ToldRow>()
  for (const line of lines) {
    const [known_at = '', ...cells] = cellsOf(line)
    if (instant(known_at) > now) continue
    const named = columns.map((column, at) => [column, cells[at] ?? ''] as const)
    const own = named.filter(([column, cell]) => cell !== '' && column !== 'published_at')
    const row: ToldRow = { uscc, ...Object.fromEntries(own) }
    told.set(grain.map((field) => row[field] ?? '').join(), row)
  }
  return [...told.values()]
}

// A cell is quoted where it holds a comma: JSON, and lists of names.
function cellsOf(line: string): readonly string[] {
  const cells = line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? []
  return cells
    .map((cell) => cell.replace(/,$/, ''))
    .map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell))
}
