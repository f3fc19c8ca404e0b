import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client.ts'
import { answered } from '../../api/problem.ts'
import { Asked } from '../../parts/asked.tsx'
import { RefusalNotice } from '../../parts/refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { said } from '../../util/figures.ts'
import './inbox-words.ts'

/** What the firm lets be seen, by whom; paused with one tap, withdrawn with two. */
export function Consents() {
  const { t } = useTranslation('inbox')
  const consents = useQuery({ queryKey: ['owner', 'consents'], queryFn: consentsOf })
  return (
    <section className="card">
      <h2>{t('consents')}</h2>
      <Asked query={consents}>
        {(all) =>
          all.length === 0 ? (
            <p className="muted">{t('none.consents')}</p>
          ) : (
            <ul className="plain-list">
              {all.map((consent) => (
                <Given key={consent.consent_id} consent={consent} />
              ))}
            </ul>
          )
        }
      </Asked>
    </section>
  )
}

type OwnerConsent = Awaited<ReturnType<typeof consentsOf>>[number]

function consentsOf() {
  return answered(api.GET('/v1/owner/consents'))
}

const in_force: readonly string[] = ['granted', 'narrowed', 'paused']

function Given({ consent }: { readonly consent: OwnerConsent }) {
  const { t } = useTranslation('inbox')
  const { status, valid_from: from, valid_to, scopes_named, scopes, queries_made } = consent
  return (
    <li>
      <div className="row">
        <strong>{consent.bank_name}</strong>
        <span className={`tag ${status === 'granted' || status === 'narrowed' ? 'good' : ''}`}>
          {t(`status.${status}`)}
        </span>
      </div>
      <p>
        {t('purpose', { purpose: said(consent.purpose_name) })} ·{' '}
        {t('valid', { from, to: valid_to ?? t('open_end') })}
        {queries_made > 0 && ` · ${t('used', { count: queries_made })}`}
      </p>
      <details>
        <summary>{t('what')}</summary>
        <ul>
          {scopes_named
            .filter(({ scope }) => scopes.includes(scope))
            .map(({ scope, name }) => (
              <li key={scope}>{said(name)}</li>
            ))}
        </ul>
      </details>
      {in_force.includes(status) && <Verbs consent={consent} />}
    </li>
  )
}

function Verbs({ consent }: { readonly consent: OwnerConsent }) {
  const { t } = useTranslation('inbox')
  const client = useQueryClient()
  const [asks, setAsks] = useState(false)
  const at = { params: { path: { id: consent.consent_id } }, body: {} }
  const change = useMutation({
    mutationFn: (verb: 'pause' | 'resume' | 'withdraw') => {
      if (verb === 'pause') return answered(api.POST('/v1/owner/consents/{id}/pause', at))
      if (verb === 'resume') return answered(api.POST('/v1/owner/consents/{id}/resume', at))
      return answered(api.POST('/v1/owner/consents/{id}/withdraw', at))
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['owner'] }),
  })
  const done = change.data?.receipt
  const paused = consent.status === 'paused'
  return (
    <>
      {change.isError && <RefusalNotice error={change.error} />}
      {done !== undefined && (
        <p className="muted" role="status">
          {t('receipt', {
            consent: done.consent_id,
            version: done.version,
            leaf: done.leaf_hash.slice(0, 12),
          })}
        </p>
      )}
      {asks ? (
        <div className="notice bad">
          <p>{t('withdraw_text')}</p>
          <div className="row">
            <Button look="danger" disabled={change.isPending} onClick={() => change.mutate('withdraw')}>
              {t('sure')}
            </Button>
            <Button onClick={() => setAsks(false)}>{t('keep')}</Button>
          </div>
        </div>
      ) : (
        <div className="row">
          <Button disabled={change.isPending} onClick={() => change.mutate(paused ? 'resume' : 'pause')}>
            {t(paused ? 'resume' : 'pause')}
          </Button>
          <Button look="danger" onClick={() => setAsks(true)}>
            {t('withdraw')}
          </Button>
        </div>
      )}
    </>
  )
}
