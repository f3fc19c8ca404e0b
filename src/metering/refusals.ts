import { refusals } from '#kernel'

export const refuse = refusals({
  request_id_reused: [
    'conflict',
    'request {request_id} was answered for another body at {claimed_at}; use a new request id',
  ],
  request_answered_meanwhile: [
    'conflict',
    'request {request_id} was answered while this one ran; ask again to get that answer',
  ],
  quota_exceeded: [
    'rate_limited',
    '{institution_id} has used {used} of {quota} units of {product_id} in {month}',
  ],
})
