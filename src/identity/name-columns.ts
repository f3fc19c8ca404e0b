import { type Day, day } from '#kernel'
import type { NameParts } from './name.ts'

/** A name as the registry has it, with what tells firms of one name apart. */
export interface NameRow {
  readonly enterprise_id: number
  readonly name: string
  readonly is_former: boolean
  /** GB/T 2260, six digits; null where the registry does not say. */
  readonly region_code: string | null
  readonly established_on: Day | null
}

/** The columns of an index of names: typed arrays that grow by doubling, and no object a name. */
export interface NameColumns {
  readonly length: number
  readonly bytes: number
  push(row: NameRow, parts: NameParts): void
  row(entry: number): NameRow
  /** The 字号 and the first character of the trade, which bigrams are made of. */
  brandOf(entry: number): string
  tradeStartOf(entry: number): string
  /**
   * How like an entry is in the first sieve, at most `most_likeness`: how many of trade, prefix and branch are as here,
   * less by how much the 字号 is longer or shorter.
   */
  likeness(entry: number, like: Likeness): number
}

/** What `likeness` is at most. */
export const most_likeness = 3

/** What of a name is compared in the first sieve. */
export interface Likeness {
  readonly trade: number
  readonly prefix: number
  readonly branch: number
  readonly brand_length: number
}

const longest_name = 200
const no_day = -0x80000000
const day_ms = 86_400_000

/** Empty columns. */
export function nameColumns(): NameColumns {
  let capacity = 1024
  let length = 0
  let characters = new Uint16Array(capacity * 16)
  let ends = new Uint32Array(capacity + 1)
  let numbers = new Int32Array(capacity * 3)
  let shorts = new Uint16Array(capacity * 4)
  let bytes = new Uint8Array(capacity * 3)
  const textOf = (from: number, to: number): string => String.fromCharCode(...characters.subarray(from, to))
  const beginning = (entry: number): number => ends[entry] ?? 0
  return {
    get length() {
      return length
    },
    get bytes() {
      const all = [characters, ends, numbers, shorts, bytes]
      return all.reduce((sum, { byteLength }) => sum + byteLength, 0)
    },
    push({ enterprise_id, is_former, region_code, established_on }, parts) {
      const name = parts.folded.slice(0, longest_name)
      if (length === capacity) widen()
      const from = beginning(length)
      while (from + name.length > characters.length) characters = grown(characters, characters.length * 2)
      for (let at = 0; at < name.length; at++) characters[from + at] = name.charCodeAt(at)
      ends[length + 1] = from + name.length
      const established = established_on === null ? no_day : Date.parse(established_on) / day_ms
      numbers.set([enterprise_id, Number(region_code ?? 0), established], length * 3)
      const like = likenessOf(parts)
      const branch = (like.branch << 5) | like.brand_length
      shorts.set([like.trade, like.prefix, branch, parts.trade.charCodeAt(0) || 0], length * 4)
      const brand_length = Math.min(255, parts.brand.length)
      bytes.set([Number(is_former), Math.max(0, name.indexOf(parts.brand)), brand_length], length * 3)
      length++
    },
    row(entry) {
      const region = numbers[entry * 3 + 1] ?? 0
      const established = numbers[entry * 3 + 2] ?? no_day
      return {
        enterprise_id: numbers[entry * 3] ?? 0,
        name: textOf(beginning(entry), beginning(entry + 1)),
        is_former: bytes[entry * 3] === 1,
        region_code: region === 0 ? null : String(region).padStart(6, '0'),
        established_on: established === no_day ? null : dayOfNumber(established),
      }
    },
    brandOf(entry) {
      const from = beginning(entry) + (bytes[entry * 3 + 1] ?? 0)
      return textOf(from, Math.min(beginning(entry + 1), from + (bytes[entry * 3 + 2] ?? 0)))
    },
    tradeStartOf(entry) {
      const unit = shorts[entry * 4 + 3] ?? 0
      return unit === 0 ? '' : String.fromCharCode(unit)
    },
    // One line of memory an entry: millions of entries are looked at here.
    likeness(entry, like) {
      const at = entry * 4
      const branch = shorts[at + 2] ?? 0
      let same = branch >> 5 === like.branch ? 1 : 0
      if (shorts[at] === like.trade) same++
      if (shorts[at + 1] === like.prefix) same++
      return same - Math.abs((branch & 31) - like.brand_length)
    },
  }

  function widen(): void {
    capacity *= 2
    ends = grown(ends, capacity + 1)
    numbers = grown(numbers, capacity * 3)
    shorts = grown(shorts, capacity * 4)
    bytes = grown(bytes, capacity * 3)
  }
}

/** What the first sieve compares of a name: hashes of its parts. */
export function likenessOf({ trade, prefix, branch, brand }: NameParts): Likeness {
  return {
    ...{ trade: hashOf(trade), prefix: hashOf(prefix), branch: hashOf(branch) & 0x7ff },
    brand_length: Math.min(31, brand.length),
  }
}

function hashOf(text: string): number {
  let hash = 0
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) & 0xffff
  return hash
}

function dayOfNumber(days: number): Day {
  return day(new Date(days * day_ms).toISOString().slice(0, 10))
}

function grown<Column extends Uint8Array | Uint16Array | Uint32Array | Int32Array>(
  column: Column,
  length: number,
): Column {
  const wider = new (column.constructor as new (length: number) => Column)(length) // its own kind of array
  wider.set(column)
  return wider
}
