import { refusals } from '#kernel'

export const refuse = refusals({
  product_unknown: ['not_found', 'there is no product {product}'],
  product_not_online: ['unavailable', '{product} is {state} and cannot be queried'],
  product_is_advice: ['bad_request', '{product} is advice: ask /v1/decisions/{policy}'],
  purpose_unknown: ['bad_request', '{product} is not offered for {purpose}, but for {purposes}'],
  input_unknown: ['bad_request', '{product} takes no {input}'],
  input_missing: ['bad_request', '{product} needs {input}'],
  input_too_long: ['bad_request', '{input} of {product} has at most {most} characters'],
  uscc_invalid: ['bad_request', '{uscc} is no unified social credit code: {fault}'],
  enterprise_unknown: ['not_found', 'nothing is known of {uscc}'],
  policy_unknown: ['not_found', 'there is no policy {policy}'],
  policy_foreign: ['forbidden', '{policy} is a policy of another institution than {institution}'],
  as_of_future: ['bad_request', '{as_of} has not come yet; ask for the present or for a past instant'],
  warehouse_needed: ['unavailable', '{uscc} as of {as_of} is answered by the worker'],
  answer_changed: [
    'conflict',
    'request {request_id} was answered otherwise before: its facts have been repaired, erased or verified otherwise since; ask under another id',
  ],
})
