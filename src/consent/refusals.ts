import { refusals } from '#kernel'

export const refuse = refusals({
  consent_required: ['forbidden', '{uscc} has not let {institution_id} see this for {purpose}'],
  consent_foreign: ['forbidden', 'consent {consent_id} is not for {institution_id} and {uscc}'],
  consent_withdrawn: ['forbidden', 'consent {consent_id} was withdrawn'],
  consent_paused: ['forbidden', 'consent {consent_id} is paused by its owner'],
  consent_expired: ['forbidden', 'consent {consent_id} ended on {ended_on}'],
  consent_not_begun: ['forbidden', 'consent {consent_id} begins on {valid_from}'],
  purpose_mismatch: ['forbidden', 'consent {consent_id} is for {granted}, not for {purpose}'],
  scope_not_covered: ['forbidden', 'consent {consent_id} does not cover {missing}'],
  max_queries_reached: [
    'forbidden',
    'consent {consent_id} allowed {max_queries} queries, and they were made',
  ],
  consent_changed: ['conflict', 'consent {consent_id} was changed while this ran; ask again'],
  consent_unknown: ['not_found', 'there is no consent {consent_id}'],
  consent_state: ['conflict', 'consent {consent_id} is {status}; it cannot be {act}'],
  consent_not_narrower: [
    'unprocessable',
    'consent {consent_id} would be wider in {wider}; ask for a new one',
  ],
  request_unknown: ['not_found', 'there is no request {request_id}'],
  request_id_taken: ['conflict', 'request {request_id} is already another one'],
  request_state: ['conflict', 'request {request_id} is {status}; it cannot be answered'],
  request_expired: ['gone', 'request {request_id} expired at {expires_at}'],
  request_too_soon: [
    'rate_limited',
    '{uscc} refused {node_id} for {purpose}; it may be asked again from {again_at}',
  ],
  request_not_matched: ['unprocessable', 'what was signed differs from request {request_id} in {field}'],
  required_scope_missing: ['unprocessable', 'the required scopes {missing} were left out'],
  template_unknown: ['not_found', 'there is no approved template {template_id} version {template_version}'],
  template_changed: [
    'conflict',
    'template {template_id} version {template_version} was approved with another text; give it a new version',
  ],
  template_clauses_missing: ['unprocessable', 'the text of template {template_id} lacks {missing}'],
  consent_text_mismatch: ['unprocessable', '{field} is not the digest of the text that it names'],
  consent_text_incomplete: ['unprocessable', 'the text that was shown lacks {missing}'],
  consent_signature_invalid: [
    'unprocessable',
    'the signature by key {kid} does not verify over this consent',
  ],
  consent_signed_late: ['unprocessable', 'signed at {signed_at}; it must be between {earliest} and {latest}'],
  consent_terms_invalid: ['unprocessable', 'the consent cannot stand: {problem}'],
})
