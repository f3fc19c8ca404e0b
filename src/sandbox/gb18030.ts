import assert from 'node:assert'

/** Writes text as bytes. */
export type Encoder = (text: string) => Uint8Array

/**
 * The bytes of GB18030. Node reads the encoding but does not write it, so the tables of characters are read back from
 * what Node decodes: two bytes for the characters of GBK, four for the rest of the basic plane.
 */
export function gb18030Encoder(): Encoder {
  const codes = new Uint32Array(65_536)
  learn(codes, fourByteCodes(), 4)
  learn(codes, twoByteCodes(), 2)
  return (text) => {
    const bytes = Buffer.allocUnsafe(text.length * 4)
    let length = 0
    for (let place = 0; place < text.length; place += 1) {
      length = write(bytes, length, text.charCodeAt(place), codes)
    }
    return bytes.subarray(0, length)
  }
}

function write(bytes: Buffer, at: number, unit: number, codes: Uint32Array): number {
  if (unit < 0x80) return bytes.writeUInt8(unit, at)
  const code = codes[unit] ?? 0
  assert(code !== 0, `U+${unit.toString(16)} is not in the basic plane of GB18030`)
  return code > 0xffff ? bytes.writeUInt32BE(code, at) : bytes.writeUInt16BE(code, at)
}

function learn(codes: Uint32Array, known: readonly number[], width: 2 | 4): void {
  const bytes = Buffer.alloc(known.length * width)
  known.forEach((code, place) => {
    bytes.writeUIntBE(code, place * width, width)
  })
  const text = new TextDecoder('gb18030').decode(bytes)
  assert(text.length === known.length, 'every code of GB18030 is one character')
  known.forEach((code, place) => {
    const unit = text.charCodeAt(place)
    if (unit !== 0xfffd) codes[unit] = code
  })
}

function twoByteCodes(): readonly number[] {
  return range(0x81, 0xfe).flatMap((high) =>
    range(0x40, 0xfe)
      .filter((low) => low !== 0x7f)
      .map((low) => high * 0x100 + low),
  )
}

// The four bytes count in steps of 10 and 126; 39,420 of them are the rest of the basic plane.
function fourByteCodes(): readonly number[] {
  return range(0, 39_419).map((place) => {
    const [first, second] = [0x81 + Math.floor(place / 12_600), 0x30 + (Math.floor(place / 1_260) % 10)]
    const [third, fourth] = [0x81 + (Math.floor(place / 10) % 126), 0x30 + (place % 10)]
    return ((first * 0x100 + second) * 0x100 + third) * 0x100 + fourth
  })
}

function range(low: number, high: number): readonly number[] {
  return Array.from({ length: high - low + 1 }, (_, place) => low + place)
}
