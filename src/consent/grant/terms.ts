import { dayOf, type Instant, isIndividualBusiness, monthsAfter, type Refusal, usccFault } from '#kernel'
import type { ConsentPayload } from '../payload.ts'
import { refuse } from '../refusals.ts'
import type { ConsentRules } from '../rules.ts'
import type { Template } from '../template.ts'

/** Why these terms cannot stand, whoever signed them; null where they can. */
export function termsFault(
  payload: ConsentPayload,
  template: Template,
  rules: ConsentRules,
  at: Instant,
): Refusal | null {
  const problem =
    subjectProblem(payload) ??
    signerProblem(payload, rules, at) ??
    scopeProblem(payload) ??
    termProblem(payload, rules) ??
    settlementProblem(payload, template)
  return problem === null ? null : refuse('consent_terms_invalid', { problem })
}

function subjectProblem({ subject: { uscc, subject_type } }: ConsentPayload): string | null {
  const fault = usccFault(uscc)
  if (fault !== null) return `${uscc} is no valid code (${fault})`
  const individual = subject_type === 'individual_business'
  return individual === isIndividualBusiness(uscc) ? null : `${uscc} is not the code of a ${subject_type}`
}

function signerProblem({ signer, subject }: ConsentPayload, rules: ConsentRules, at: Instant): string | null {
  const { role, auth_factors, power_of_attorney: poa, id_hash_sm3_salted } = signer
  if (auth_factors.length < rules.auth_factors) return `${rules.auth_factors} factors must show who signs`
  if ((role === 'proprietor') !== (subject.subject_type === 'individual_business')) {
    return `a ${role} does not sign for a ${subject.subject_type}`
  }
  if (role !== 'agent') return null
  if (poa === undefined) return 'an agent signs by a power of attorney'
  if (dayOf(at) < poa.valid_from || dayOf(at) > poa.valid_to) return `the power of attorney does not hold now`
  return poa.legal_rep_id_hash_sm3_salted === id_hash_sm3_salted
    ? 'the agent is the legal representative'
    : null
}

function scopeProblem({ scopes, required_scopes, optional_scopes }: ConsentPayload): string | null {
  const missing = required_scopes.filter((scope) => !scopes.includes(scope))
  if (missing.length > 0) return `required scopes are left out: ${missing.join(', ')}`
  const unnamed = scopes.filter(
    (scope) => !required_scopes.includes(scope) && !optional_scopes.includes(scope),
  )
  return unnamed.length > 0 ? `scopes are neither required nor optional: ${unnamed.join(', ')}` : null
}

function termProblem(payload: ConsentPayload, { term_months }: ConsentRules): string | null {
  const { valid_from, valid_to, purpose, post_loan_monitoring } = payload
  if (post_loan_monitoring && purpose !== 'post_loan')
    return 'monitoring after the loan needs purpose post_loan'
  if (valid_to === null) return null
  if (valid_to < valid_from) return `it ends on ${valid_to}, before it begins on ${valid_from}`
  return valid_to > monthsAfter(valid_from, term_months) ? `it lasts longer than ${term_months} months` : null
}

// REQ-CON-14: only a legal person's post-loan consent may last until settlement, and only where its text says so.
function settlementProblem(payload: ConsentPayload, template: Template): string | null {
  const { until_settlement = false, valid_to, purpose, loan_ref_hash, subject } = payload
  if (!until_settlement) return valid_to === null ? 'it has no last day' : null
  if (purpose !== 'post_loan' || loan_ref_hash === undefined)
    return 'only a loan’s post_loan consent is settled'
  if (subject.subject_type === 'individual_business') return 'an individual business may always withdraw'
  return template.until_settlement === true
    ? null
    : 'the template does not say that it lasts until settlement'
}
