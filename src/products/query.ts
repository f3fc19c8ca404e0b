import type { LeafReceipt } from '#audit'
import type { Instant } from '#kernel'
import { type Content, contentOf, digestOfContent, fieldsOf, reportNumber } from './answer.ts'
import type { Asking, Counter } from './counter.ts'
import { disclose } from './disclose.ts'
import type { Pulled } from './pull.ts'
import { recordingRefusals } from './refused.ts'

/** An answer as it leaves: the content, and whose request it answers, under which consent, with which proof. */
export interface Answer extends Content {
  readonly request_id: string
  readonly report_number: string
  readonly generated_at: Instant
  readonly consent: { readonly consent_id: string; readonly version: number } | null
  readonly billing_units: number
  readonly audit: LeafReceipt
  readonly pulls: readonly Pulled[]
}

/** A query of a product. What it refuses is recorded too. */
export async function queryProduct(counter: Counter, product_id: string, asking: Asking): Promise<Answer> {
  const { request_id } = asking
  return recordingRefusals(counter, asking, product_id, () =>
    disclose(counter, 'product.query', product_id, asking, async (product, profile) => {
      const content = contentOf(counter, product, profile, asking.inputs)
      return {
        as_of: content.as_of,
        hit: content.coverage.hit,
        answer_digest: digestOfContent(content),
        datasets: [...product.datasets, ...product.supporting_datasets],
        fields: fieldsOf(counter, product, asking.inputs),
        answer: (made) => ({
          request_id,
          report_number: reportNumber(content, request_id),
          ...content,
          ...made,
        }),
      }
    }),
  )
}
