import { refusals } from '#kernel'

export const refuse = refusals({
  institution_unknown: ['not_found', 'there is no institution {institution_id}'],
  institution_exists: ['conflict', 'there is an institution {institution_id} already'],
  institution_kind_mismatch: [
    'unprocessable',
    '{institution_id} is a {kind}; below {parent_id} stand only institutions of kind {parent_kind}',
  ],
  client_unknown: ['unauthenticated', 'there is no client {client_id}'],
  client_exists: ['conflict', 'there is a client {client_id} already'],
  client_suspended: ['forbidden', 'client {client_id} is suspended: {reason}'],
  client_keys_invalid: ['bad_request', 'the keys of client {client_id} cannot be used: {problem}'],
  person_unknown: ['unauthenticated', 'there is no person {person_id}'],
  person_exists: ['conflict', 'there is a person {person_id} already'],
  person_suspended: ['forbidden', 'person {person_id} is suspended'],
  sign_in_failed: ['unauthenticated', 'the account, the password or the code is wrong'],
  sign_in_locked: ['rate_limited', 'too many wrong tries; this account waits until {until}'],
  session_missing: ['unauthenticated', 'sign in first'],
  session_ended: ['unauthenticated', 'the session has ended; sign in again'],
  scan_unknown: ['not_found', 'there is no scan {scan_id} that waits here'],
  licence_unknown: ['not_found', 'there is no licence of {uscc}'],
  licence_foreign: ['forbidden', 'the licence of another firm than {uscc} is asked for'],
  sms_code_wrong: ['unauthenticated', 'the code is wrong, or its five minutes are over'],
  sms_code_spent: ['rate_limited', 'the code was tried too often; ask for a new one'],
  role_missing: ['forbidden', '{verb} needs a role that {who} does not have; it has {roles}'],
  role_foreign: ['unprocessable', 'an institution of kind {kind} gives nobody the role {role}'],
  purpose_not_agreed: ['forbidden', 'client {client_id} has not agreed to the purpose {purpose}'],
})
