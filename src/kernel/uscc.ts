/** A unified social credit code (GB 32100-2015): 18 characters, its last one a check. */
export type Uscc = string & { readonly brand: 'Uscc' }

/** The alphabet of GB 32100-2015: no I, O, S, V, Z. */
export const uscc_alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** The weights of GB 32100-2015, 3^i mod 31. */
export const uscc_weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const

/** The weights of GB 11714-1997, over the first 8 characters of the organisation code. */
export const organisation_code_weights = [3, 7, 9, 10, 5, 8, 4, 2] as const

/** What is wrong with a code, or null for a valid one. The inner check and the region are marks, not faults. */
export type UsccFault = 'uscc_length' | 'uscc_charset' | 'uscc_check_digit'

/** The check character of the first 17 (GB 32100-2015). */
export function usccCheckCharacter(first_17: string): string {
  const sum = uscc_weights.reduce((total, weight, place) => total + weight * valueAt(first_17, place), 0)
  return uscc_alphabet.charAt((31 - (sum % 31)) % 31)
}

/** The check character of the first 8 of an organisation code (GB 11714-1997); letters count 10 to 35. */
export function organisationCodeCheckCharacter(first_8: string): string {
  const sum = organisation_code_weights.reduce(
    (total, weight, place) => total + weight * Number.parseInt(first_8.charAt(place), 36),
    0,
  )
  const rest = 11 - (sum % 11)
  return rest === 10 ? 'X' : rest === 11 ? '0' : String(rest)
}

/** What is wrong with a code as it stands; null when it may be an issued code. */
export function usccFault(text: string): UsccFault | null {
  if (text.length !== 18) return 'uscc_length'
  if ([...text].some((character) => !uscc_alphabet.includes(character))) return 'uscc_charset'
  return usccCheckCharacter(text) === text.charAt(17) ? null : 'uscc_check_digit'
}

/** A `92…` subject is a natural person, and what is known of it is personal information. */
export function isIndividualBusiness(uscc: string): boolean {
  return uscc.startsWith('92')
}

function valueAt(text: string, place: number): number {
  return uscc_alphabet.indexOf(text.charAt(place))
}
