import { refusals } from '#kernel'

/** What this room refuses. */
export const refuse = refusals({
  enterprise_unknown: ['not_found', 'nothing is known of {uscc}'],
  merge_with_itself: ['conflict', '{uscc} cannot be merged with itself'],
  merge_of_valid_codes: [
    'conflict',
    '{member_uscc} is a valid code of its own: two valid codes are two enterprises; one that goes on as another is a succession',
  ],
  merge_into_faulty: ['conflict', '{uscc} is a code that nobody can have; it cannot answer for another'],
  merge_of_subjects: [
    'conflict',
    '{uscc} and {member_uscc} are not of one kind: what is told of an individual business is told of a person',
  ],
  merge_chained: ['conflict', '{uscc} already belongs to a merge; split that one first'],
  merge_unknown: ['not_found', 'there is no merge {merge_id}'],
  merge_split_already: ['conflict', 'merge {merge_id} was split at {split_at}'],
  succession_of_subjects: [
    'conflict',
    '{from_uscc} must be an individual business (92…) and {to_uscc} must not be one',
  ],
  succession_in_future: ['unprocessable', '{succeeded_on} has not come yet'],
  succession_known: ['conflict', '{from_uscc} already has a successor; take that one back first'],
  succession_unknown: ['not_found', 'no succession from {from_uscc} stands'],
  act_out_of_order: ['conflict', 'nothing is done at {at} to what was last changed at {done_at}, after it'],
})
