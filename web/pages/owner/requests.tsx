import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client.ts'
import { answered } from '../../api/problem.ts'
import { Asked } from '../../parts/asked.tsx'
import { requiredOf, Scopes, ShownText } from '../../parts/authorisation.tsx'
import { RefusalNotice } from '../../parts/refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { said } from '../../util/figures.ts'
import { moment } from '../../util/moment.ts'
import { spoken } from '../../util/words.ts'
import './inbox-words.ts'

/** The requests that wait for an answer. */
export function Requests() {
  const { t } = useTranslation('inbox')
  const requests = useQuery({ queryKey: ['owner', 'requests'], queryFn: requestsOf })
  return (
    <section className="card">
      <h2>{t('requests')}</h2>
      <Asked query={requests}>
        {(all) => {
          const waiting = all.filter(({ status }) => status === 'requested')
          if (waiting.length === 0) return <p className="muted">{t('none.requests')}</p>
          return waiting.map((request) => <Waiting key={request.request_id} request={request} />)
        }}
      </Asked>
    </section>
  )
}

type OwnerRequest = Awaited<ReturnType<typeof requestsOf>>[number]

function requestsOf() {
  return answered(api.GET('/v1/owner/requests'))
}

function Waiting({ request }: { readonly request: OwnerRequest }) {
  const { t } = useTranslation('inbox')
  const client = useQueryClient()
  const [chosen, setChosen] = useState(requiredOf(request.scopes_named))
  const at = { params: { path: { id: request.request_id } } }
  const text = useQuery({
    queryKey: ['owner', 'text', request.request_id, ...chosen],
    queryFn: () =>
      answered(api.POST('/v1/owner/requests/{id}/text', { ...at, body: { scopes: [...chosen] } })),
  })
  const answer = useMutation({
    mutationFn: async (shown_text_hash_sm3: string | null): Promise<unknown> =>
      shown_text_hash_sm3 === null
        ? answered(api.POST('/v1/owner/requests/{id}/refuse', at))
        : answered(
            api.POST('/v1/owner/requests/{id}/grant', {
              ...at,
              body: { scopes: [...chosen], shown_text_hash_sm3 }, // what was read is what is signed
            }),
          ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['owner'] }),
    onError: () => void text.refetch(), // it may be the text that has changed
  })
  const shown = text.data?.shown_text_hash_sm3
  return (
    <article>
      <h3>{t('asks', { bank: request.bank_name })}</h3>
      <p>
        {t('purpose', { purpose: said(request.purpose_name) })}
        <br />
        {t('term', { count: request.term_months, until: moment(request.expires_at, spoken()) })}
      </p>
      <Scopes scopes={request.scopes_named} chosen={chosen} onChange={setChosen} />
      <Asked query={text}>{(shown) => <ShownText {...shown} />}</Asked>
      {answer.isError && <RefusalNotice error={answer.error} />}
      <div className="row">
        <Button
          look="primary"
          disabled={answer.isPending || shown === undefined}
          onClick={() => shown !== undefined && answer.mutate(shown)}
        >
          {t('grant')}
        </Button>
        <Button disabled={answer.isPending} onClick={() => answer.mutate(null)}>
          {t('refuse')}
        </Button>
      </div>
    </article>
  )
}
