/**
 * The ground under every room: days, months and instants, codes, refusals, canonical JSON, digests.
 * Pure: reads no clock, no file and no setting.
 */
export { canonicalJson, type Json } from './canonical.ts'
export { type DigestSuite, digest, digestHex } from './digest.ts'
export { type Detail, Refusal, type RefusalKind, refusals } from './refusal.ts'
export { oneOf, type Reader, readerOf } from './schema.ts'
export {
  type Clock,
  type Day,
  day,
  dayOf,
  daysAfter,
  endOf,
  type Instant,
  instant,
  instantFromMs,
  lastDayOf,
  type Month,
  month,
  monthAfter,
  monthOf,
  monthsAfter,
  monthText,
  msOf,
  startOf,
  wholeMonths,
} from './time.ts'
export {
  isIndividualBusiness,
  organisation_code_weights,
  organisationCodeCheckCharacter,
  type Uscc,
  type UsccFault,
  uscc_alphabet,
  uscc_weights,
  usccCheckCharacter,
  usccFault,
} from './uscc.ts'
