import { crc32, deflateRawSync } from 'node:zlib'

/** A file of a made archive. Its name may be bytes of another encoding, and its sizes or flags may lie. */
export interface ZipFile {
  readonly name: string | Uint8Array
  readonly content: string | Uint8Array
  /** Bit 0 says encrypted, bit 11 that the name is UTF-8. */
  readonly flags?: number
  readonly says_size?: number
}

/** A .zip archive, deflated, as small as one can be written. */
export function zipOf(files: readonly ZipFile[]): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let at = 0
  for (const file of files) {
    const { head, name, packed } = entryOf(file)
    const local = Buffer.concat([number(0x04034b50, 4), head, name, packed])
    centrals.push(
      Buffer.concat([number(0x02014b50, 4), number(20, 2), head, Buffer.alloc(10), number(at, 4), name]),
    )
    locals.push(local)
    at += local.length
  }
  const central = Buffer.concat(centrals)
  const counts = [number(0x06054b50, 4), number(0, 4), number(files.length, 2), number(files.length, 2)]
  return Buffer.concat([
    ...locals,
    central,
    ...counts,
    number(central.length, 4),
    number(at, 4),
    number(0, 2),
  ])
}

function entryOf({ name, content, flags = 0, says_size }: ZipFile) {
  const bytes = Buffer.from(content as Uint8Array) // a text or bytes: Buffer takes both
  const packed = deflateRawSync(bytes)
  const name_bytes = Buffer.from(name as Uint8Array)
  const head = Buffer.concat([
    ...[number(20, 2), number(flags, 2), number(8, 2), number(0, 4), number(crc32(bytes), 4)],
    ...[
      number(packed.length, 4),
      number(says_size ?? bytes.length, 4),
      number(name_bytes.length, 2),
      number(0, 2),
    ],
  ])
  return { head, name: name_bytes, packed }
}

function number(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes)
  buffer.writeUIntLE(value, 0, bytes)
  return buffer
}
