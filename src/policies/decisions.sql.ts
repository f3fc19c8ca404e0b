import type { Instant } from '#kernel'
import { type Sql, sql } from '#sql'
import type { BankDecision, Decision, ErasedInputs } from './decisions.ts'

/** Keeps a decision if its version is published with this digest and its request id is free; else no row. */
export function insertDecision(decision: Omit<Decision, 'inputs' | 'erased_at'>, inputs: string): Sql {
  return sql`
    INSERT INTO policies.decisions (decision_id, request_id, institution, policy_id, policy_version,
      definition_digest, uscc, consent_id, consent_version, as_of, inputs, inputs_digest, bank_inputs_digest,
      advice, advice_digest, leaf_hash, at)
    SELECT ${decision.decision_id}, ${decision.request_id}, ${decision.institution}, policy_id, version,
      definition_digest, ${decision.uscc}, ${decision.consent_id}, CAST(${decision.consent_version} AS integer),
      CAST(${decision.as_of} AS timestamptz), CAST(${inputs} AS jsonb), ${decision.inputs_digest},
      ${decision.bank_inputs_digest}, ${decision.advice}, ${decision.advice_digest}, ${decision.leaf_hash},
      CAST(${decision.at} AS timestamptz)
    FROM policies.versions
    WHERE policy_id = ${decision.policy_id}
      AND version = ${decision.policy_version}
      AND state = 'published'
      AND definition_digest = ${decision.definition_digest}
    ON CONFLICT (institution, request_id) DO NOTHING`
}

/** One decision. */
export function decisionOf(decision_id: string): Sql {
  return sql`
    SELECT decision_id, request_id, institution, policy_id, policy_version, definition_digest, uscc, consent_id,
      consent_version, as_of, inputs, inputs_digest, bank_inputs_digest, advice, advice_digest, leaf_hash, at,
      erased_at
    FROM policies.decisions
    WHERE decision_id = ${decision_id}`
}

/** The decision that an institution's request came to. */
export function decisionOfRequest(institution: string, request_id: string): Sql {
  return sql`
    SELECT decision_id
    FROM policies.decisions
    WHERE institution = ${institution}
      AND request_id = ${request_id}`
}

/** Erases the inputs of decisions: of one firm, or of all made before an instant. */
export function eraseInputsOf(which: ErasedInputs, at: Instant): Sql {
  return sql`
    UPDATE policies.decisions
    SET inputs = NULL, erased_at = ${at}
    WHERE inputs IS NOT NULL
      AND ${which.kind === 'subject' ? sql`uscc = ${which.uscc}` : sql`at < ${which.before}`}`
}

/** Holds a decision so that its results come in one after another. */
export function lockDecision(decision_id: string, institution: string): Sql {
  return sql`
    SELECT decision_id
    FROM policies.decisions
    WHERE decision_id = ${decision_id}
      AND institution = ${institution}
    FOR UPDATE`
}

/** The results that the bank reported of a decision, in the order in which it did. */
export function resultsOf(decision_id: string): Sql {
  return sql`
    SELECT decision_id, result, limit_cny, reject_code, decided_at
    FROM policies.bank_decisions
    WHERE decision_id = ${decision_id}
    ORDER BY bank_decision_id`
}

/** Keeps a result. */
export function insertResult(bank_decision: BankDecision, at: Instant): Sql {
  return sql`
    INSERT INTO policies.bank_decisions (decision_id, result, limit_cny, reject_code, decided_at, reported_at)
    VALUES (${bank_decision.decision_id}, ${bank_decision.result}, ${bank_decision.limit_cny},
      ${bank_decision.reject_code}, ${bank_decision.decided_at}, ${at})`
}

/** The latest result that a bank reported of each decision of a firm whose leaf is named. */
export function resultsOfLeaves(uscc: string, leaf_hashes: readonly string[]): Sql {
  return sql`
    SELECT DISTINCT ON (made.decision_id) made.leaf_hash, given.decision_id, given.result, given.limit_cny,
      given.reject_code, given.decided_at
    FROM policies.decisions AS made
    JOIN policies.bank_decisions AS given ON given.decision_id = made.decision_id
    WHERE made.uscc = ${uscc} AND made.leaf_hash = ANY (${leaf_hashes})
    ORDER BY made.decision_id, given.bank_decision_id DESC`
}
