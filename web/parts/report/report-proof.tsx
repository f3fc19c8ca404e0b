import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import './report-words.ts'
import type { Answer } from './answer.ts'
import { useProof } from './asks.ts'

/** Whether the record of this answer stands in the log: its leaf, and the place that a signed head gives it. */
export function ReportProof({ answer }: { readonly answer: Answer }) {
  const { t } = useTranslation('report')
  const { leaf_hash } = answer.audit
  const proof = useProof(leaf_hash)
  return (
    <section>
      <h3>{t('proof.title')}</h3>
      <p role="status">
        <ProofState proof={proof} />
      </p>
      <p>
        {t('proof.leaf')} <code className="long">{leaf_hash}</code>
      </p>
    </section>
  )
}

function ProofState({ proof }: { readonly proof: ReturnType<typeof useProof> }) {
  const { t } = useTranslation('report')
  if (proof.data !== undefined) {
    const { leaf_index, head } = proof.data
    return (
      <>
        <Badge tone="good">{t('proof.sealed')}</Badge>
        {t('proof.place', { place: leaf_index + 1, size: head.tree_size })}
      </>
    )
  }
  return (
    <Badge tone={proof.isError ? 'warn' : 'info'}>{t(proof.isError ? 'proof.later' : 'proof.waiting')}</Badge>
  )
}
