import { refusals } from '#kernel'

export const refuse = refusals({
  reasons_incomplete: [
    'unprocessable',
    '{place} must list the public reasons {codes}, each once and in order',
  ],
  policy_graph_broken: ['unprocessable', '{policy_id}: the decision graph does not compile: {problem}'],
  policy_node_kind: [
    'unprocessable',
    '{policy_id}: node {node} is a {type}; a policy is made of decision tables and expressions',
  ],
  policy_expression_broken: ['unprocessable', '{policy_id}: node {node}, {at}: {text}: {problem}'],
  policy_expression_undecided: [
    'unprocessable',
    '{policy_id}: node {node}, {at}: {text} gives no yes or no where {firm}: {problem}; guard it with .known',
  ],
  policy_weekly_window: [
    'unprocessable',
    '{policy_id}: node {node}, {at}: {text} counts in weeks, which the engine ends on the wrong day; use days',
  ],
  policy_not_repeatable: [
    'unprocessable',
    '{policy_id}: node {node}, {at}: {text} reads a clock or chance; the same input must give the same advice',
  ],
  policy_input_undeclared: [
    'unprocessable',
    '{policy_id}: node {node}, {at}: {text} reads {input}, which the policy does not declare',
  ],
  policy_input_unused: [
    'unprocessable',
    '{policy_id} declares {input}, which its graph never reads; a policy asks for what it needs and no more',
  ],
  policy_indicator_unknown: ['unprocessable', '{policy_id}: there is no indicator {indicator_id}'],
  policy_output_undeclared: [
    'unprocessable',
    '{policy_id}: node {node} gives {output}, which is not declared',
  ],
  policy_output_missing: ['unprocessable', '{policy_id}: {output} is needed and no node gives it'],
  policy_reason_unknown: [
    'unprocessable',
    '{policy_id}: rule {rule} names reason {reason}, which is not public',
  ],
  policy_outcome_unknown: [
    'unprocessable',
    "{policy_id}: rule {rule} sends to {outcome}; a rule sends to 'manual' or 'decline'",
  ],
  policy_note_unknown: ['unprocessable', '{policy_id}: note {note} has no wording'],
  policy_name_twice: ['unprocessable', '{policy_id} names {name} twice'],
  policy_evaluation_failed: ['unprocessable', '{policy_id} {version}: the graph stopped: {problem}'],
  policy_input_missing: ['bad_request', '{policy_id} reads {input}, which was not gathered'],
  bank_input_unknown: ['bad_request', '{policy_id} takes no bank input {input}; it takes {inputs}'],
  bank_input_invalid: ['bad_request', '{policy_id}: the bank input {input} must be {expected}'],
  policy_unknown: ['not_found', 'there is no policy {policy_id} {version}'],
  policy_version_taken: [
    'conflict',
    '{policy_id} {version} is published with another content; give the change a new version',
  ],
  policy_version_not_newer: ['conflict', '{policy_id} {version} is not newer than the published {published}'],
  policy_version_retired: ['gone', '{policy_id} {version} is retired; publish a newer version'],
  decision_unknown: ['not_found', 'there is no decision {decision_id}'],
  decision_request_reused: ['conflict', '{institution} has used the request id {request_id} already'],
  bank_decision_invalid: ['bad_request', 'the result of decision {decision_id} {problem}'],
  bank_decision_earlier: [
    'conflict',
    'the result of decision {decision_id} cannot be of {at}, for one of {latest_at} is known',
  ],
  inputs_erased: ['gone', 'the inputs of decision {decision_id} were erased at {erased_at}'],
  bank_inputs_required: [
    'unprocessable',
    'decision {decision_id} used inputs of the bank, of which only a digest is kept; send them again',
  ],
  bank_inputs_differ: ['conflict', 'these are not the bank inputs that decision {decision_id} used'],
  decision_altered: ['conflict', 'decision {decision_id}: {part} is not what was kept when it was made'],
})
