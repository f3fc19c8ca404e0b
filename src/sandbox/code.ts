import { organisationCodeCheckCharacter, type Uscc, uscc_alphabet, usccCheckCharacter } from '#kernel'

/** The first two characters of a code: a firm, a sole proprietor, a farmers' co-operative. */
export type CodePrefix = '91' | '92' | '93'

const serial_length = 6

/**
 * The code of a made-up subject of Shenzhen, valid by GB 32100 and GB 11714. Its organisation code begins with QX,
 * which no authority issues.
 */
export function madeUpCode(prefix: CodePrefix, serial: number): Uscc {
  const organisation = `QX${digitsOf(serial)}`
  const first_17 = `${prefix}440300${organisation}${organisationCodeCheckCharacter(organisation)}`
  return `${first_17}${usccCheckCharacter(first_17)}` as Uscc // both checks have just been computed
}

/** The code with another last character than it should have. */
export function withWrongCheck(uscc: string): string {
  const place = uscc_alphabet.indexOf(uscc.charAt(17))
  return uscc.slice(0, 17) + uscc_alphabet.charAt((place + 7) % uscc_alphabet.length)
}

/** The serial that a made-up code carries. */
export function serialOf(uscc: string): number {
  const digits = uscc.slice(10, 10 + serial_length)
  return [...digits].reduce(
    (serial, digit) => serial * uscc_alphabet.length + uscc_alphabet.indexOf(digit),
    0,
  )
}

function digitsOf(serial: number): string {
  let digits = ''
  for (let rest = serial; rest > 0; rest = Math.floor(rest / uscc_alphabet.length)) {
    digits = uscc_alphabet.charAt(rest % uscc_alphabet.length) + digits
  }
  return digits.padStart(serial_length, '0')
}
