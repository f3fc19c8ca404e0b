/** The clocks and limits of consent, which a region sets. */
export interface ConsentRules {
  /** How old a signature may be that a bank posts, in hours. */
  readonly signature_age_h: number
  /** How long a request waits for the owner, in hours (REQ-CON-11). */
  readonly request_lifetime_h: number
  /** How long a hosted page waits for the owner, in minutes. */
  readonly session_lifetime_min: number
  /** How long after a refusal the same requester may not ask again for the same purpose, in days (REQ-CON-08). */
  readonly quiet_after_refusal_d: number
  /** The longest term of a grant, in months (REQ-CON-12). */
  readonly term_months: number
  /** How many factors must have shown who signs (REQ-CON-10). */
  readonly auth_factors: number
}

/** The values of domain §2.3, where a region sets no others. */
export const default_rules: ConsentRules = {
  signature_age_h: 24,
  request_lifetime_h: 72,
  session_lifetime_min: 30,
  quiet_after_refusal_d: 30,
  term_months: 12,
  auth_factors: 2,
}
