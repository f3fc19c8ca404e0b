import { type Sql, sql } from '#sql'
import type { EvidenceStep } from './evidence.ts'

export function insertStep(
  consent_id: string,
  step_no: number,
  { step, at, content, prev_digest, digest_sm3 }: EvidenceStep,
): Sql {
  return sql`
    INSERT INTO consent.evidence (consent_id, step_no, step, at, content, prev_digest, digest_sm3)
    VALUES (${consent_id}, ${step_no}, ${step}, ${at}, ${content}, ${prev_digest}, ${digest_sm3})`
}

export function evidenceSteps(consent_id: string): Sql {
  return sql`
    SELECT step, at, content, prev_digest, digest_sm3
    FROM consent.evidence
    WHERE consent_id = ${consent_id}
    ORDER BY step_no`
}
