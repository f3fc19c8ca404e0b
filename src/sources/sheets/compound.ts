// MS-CFB: a file of sectors; tables (FAT) say of each whether it is used, and the header and further sectors (DIFAT)
// say where these tables stand.
const magic = 'd0cf11e0a1b11ae1'
const header_bytes = 512
const free = 0xffffffff
const last_sector = 0xfffffffa
const tables_in_header = 109

/**
 * Requires that a compound file, in which Excel has kept its .xls since 1995, has all the sectors that it says are used.
 * Throws where it is none, or is cut short: its reader would leave out what is missing without a word.
 */
export function requireWholeCompound(bytes: Buffer): void {
  if (bytes.subarray(0, 8).toString('hex') !== magic || bytes.length < header_bytes)
    throw new Error('it is no .xls workbook')
  const sector_bytes = 1 << bytes.readUInt16LE(0x1e)
  if (sector_bytes !== 512 && sector_bytes !== 4096) throw new Error('it is no .xls workbook')
  const sectorAt = (sector: number): Buffer => {
    const start = (sector + 1) * sector_bytes
    if (start + sector_bytes > bytes.length) throw new Error('it is cut short')
    return bytes.subarray(start, start + sector_bytes)
  }
  let used = 0
  // By the sectors that another goes on in, for some writers mark sectors as used that they never wrote.
  for (const table of tablesOf(bytes, sectorAt)) {
    for (const next of numbersOf(sectorAt(table))) if (next < last_sector) used = Math.max(used, next)
  }
  sectorAt(used)
}

function tablesOf(bytes: Buffer, sectorAt: (sector: number) => Buffer): readonly number[] {
  const tables = numbersOf(bytes.subarray(0x4c, 0x4c + tables_in_header * 4))
  const seen = new Set<number>()
  for (let next = bytes.readUInt32LE(0x44); next < last_sector; ) {
    if (seen.has(next)) throw new Error('its tables run in a circle')
    seen.add(next)
    const numbers = numbersOf(sectorAt(next))
    next = numbers.pop() ?? free
    tables.push(...numbers)
  }
  return tables.filter((table) => table < last_sector)
}

function numbersOf(bytes: Buffer): number[] {
  return Array.from({ length: bytes.length >> 2 }, (_, index) => bytes.readUInt32LE(index * 4))
}
