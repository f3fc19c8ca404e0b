import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { api } from '../api/client.ts'
import { showSimulatedLicence } from '../api/owner.ts'
import { answered } from '../api/problem.ts'
import { useSession, useSignedIn } from '../api/session.ts'
import { Asked } from '../parts/asked.tsx'
import { requiredOf, Scopes, ShownText } from '../parts/authorisation.tsx'
import { RefusalNotice } from '../parts/refusal.tsx'
import { Button } from '../ui/button.tsx'
import { said } from '../util/figures.ts'
import { moment } from '../util/moment.ts'
import { spoken, words } from '../util/words.ts'

words('authorise', {
  zh: {
    title: '授权{{bank}}查询',
    subject: '企业',
    purpose: '用途',
    products: '数据产品',
    term: '期限',
    months: '{{count}} 个月',
    contact: '联系方式',
    until: '本页有效至',
    identify: '用模拟电子营业执照确认身份',
    identify_text: '授权前请确认您是{{name}}的法定代表人或经营者。',
    agree: '同意授权',
    refuse: '不同意',
    back: '返回{{bank}}',
    returning: '正在返回{{bank}}……',
    status: {
      granted: '已授权。您随时可以在「我的授权」中暂停或撤回。',
      narrowed: '已按您的选择授权。您随时可以在「我的授权」中暂停或撤回。',
      refused: '您没有授权,银行不能查询。',
      expired: '本页已过期,请回到银行重新发起。',
    },
    receipt: '授权回执',
    receipt_id: '授权编号',
    receipt_at: '签署时间',
    receipt_leaf: '存证',
  },
  en: {
    title: 'Let {{bank}} look',
    subject: 'Enterprise',
    purpose: 'Purpose',
    products: 'Data products',
    term: 'For',
    months: '{{count}} months',
    contact: 'Contact',
    until: 'This page is good until',
    identify: 'Show the simulated business licence',
    identify_text: 'Please show that you are the legal representative or proprietor of {{name}}.',
    agree: 'I consent',
    refuse: 'I do not',
    back: 'Back to {{bank}}',
    returning: 'Going back to {{bank}}…',
    status: {
      granted: 'You have consented. You can pause or withdraw at any time under “My consents”.',
      narrowed: 'You have consented to what you chose. You can pause or withdraw at any time.',
      refused: 'You did not consent, and the bank cannot look.',
      expired: 'This page has expired; begin again at the bank.',
    },
    receipt: 'Receipt',
    receipt_id: 'Consent',
    receipt_at: 'Signed',
    receipt_leaf: 'Proof',
  },
})

const shown_before_return_ms = 2_500

/** The page that we host for a bank: who asks for what, item by item; yes or no; and back to the bank. */
export function Page() {
  const { session_id = '' } = useParams()
  const page = useQuery({
    queryKey: ['authorise', session_id],
    queryFn: () => answered(api.GET('/v1/consent-sessions/{id}', { params: { path: { id: session_id } } })),
  })
  return (
    <section className="card phone">
      <Asked query={page} lines={8}>
        {(view) => <Authorise view={view} />}
      </Asked>
    </section>
  )
}

type View = NonNullable<Awaited<ReturnType<typeof viewOf>>>

function viewOf(id: string) {
  return answered(api.GET('/v1/consent-sessions/{id}', { params: { path: { id } } }))
}

function Authorise({ view }: { readonly view: View }) {
  const { t } = useTranslation('authorise')
  const { bank_name: bank, session_id } = view
  const [chosen, setChosen] = useState(requiredOf(view.scopes_named))
  const session = useSession().data ?? null
  const is_owner = session?.kind === 'owner' && session.subject.uscc === view.subject.uscc
  const at = { params: { path: { id: session_id } } }
  const text = useQuery({
    queryKey: ['authorise', session_id, 'text', ...chosen],
    enabled: is_owner && view.status === 'open',
    queryFn: () =>
      answered(api.POST('/v1/consent-sessions/{id}/text', { ...at, body: { scopes: [...chosen] } })),
  })
  const answer = useMutation({
    mutationFn: (shown_text_hash_sm3: string | null) =>
      shown_text_hash_sm3 === null
        ? answered(api.POST('/v1/consent-sessions/{id}/refuse', at))
        : answered(
            api.POST('/v1/consent-sessions/{id}/grant', {
              ...at,
              body: { scopes: [...chosen], shown_text_hash_sm3 }, // what was read is what is signed
            }),
          ),
    onError: () => void text.refetch(), // it may be the text that has changed
  })
  const shown = text.data?.shown_text_hash_sm3
  if (answer.data !== undefined) return <Outcome bank={bank} outcome={answer.data} />
  if (view.status !== 'open')
    return <Outcome bank={bank} outcome={{ ...view, status: view.status, receipt: null }} />
  return (
    <>
      <h1>{t('title', { bank })}</h1>
      <Facts view={view} />
      <Scopes scopes={view.scopes_named} chosen={chosen} onChange={setChosen} />
      {answer.isError && <RefusalNotice error={answer.error} />}
      {is_owner ? (
        <>
          <Asked query={text}>{(read) => <ShownText {...read} />}</Asked>
          <div className="stack">
            <Button
              look="primary"
              wide
              disabled={answer.isPending || shown === undefined}
              onClick={() => shown !== undefined && answer.mutate(shown)}
            >
              {t('agree')}
            </Button>
            <Button wide disabled={answer.isPending} onClick={() => answer.mutate(null)}>
              {t('refuse')}
            </Button>
          </div>
        </>
      ) : (
        <Identify view={view} />
      )}
    </>
  )
}

function Facts({ view }: { readonly view: View }) {
  const { t } = useTranslation('authorise')
  const facts = [
    ['subject', `${view.subject.name} ${view.subject.uscc}`],
    ['purpose', said(view.purpose_name)],
    ['products', view.product_names.map(said).join('、')],
    ['term', t('months', { count: view.term_months })],
    ['contact', view.contact],
    ['until', moment(view.expires_at, spoken())],
  ] as const
  return (
    <dl className="facts">
      {facts.map(([word, text]) => (
        <div key={word} style={{ display: 'contents' }}>
          <dt>{t(word)}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}

function Identify({ view }: { readonly view: View }) {
  const { t } = useTranslation('authorise')
  const signedIn = useSignedIn()
  const identify = useMutation({
    mutationFn: () => showSimulatedLicence(view.subject.uscc),
    onSuccess: signedIn,
  })
  return (
    <>
      <p>{t('identify_text', { name: view.subject.name })}</p>
      {identify.isError && <RefusalNotice error={identify.error} />}
      <Button look="primary" wide disabled={identify.isPending} onClick={() => identify.mutate()}>
        {t('identify')}
      </Button>
    </>
  )
}

interface OutcomeProps {
  readonly bank: string
  readonly outcome: {
    readonly status: 'open' | 'granted' | 'narrowed' | 'refused' | 'expired'
    readonly return_to: string | null
    readonly receipt: {
      readonly consent_id: string
      readonly signed_at: string
      readonly leaf_hash: string
    } | null
  }
}

function Outcome({ bank, outcome }: OutcomeProps) {
  const { t } = useTranslation('authorise')
  const { status, receipt, return_to } = outcome
  const returns = receipt !== null && return_to !== null
  useEffect(() => {
    if (!returns) return
    const later = setTimeout(() => location.assign(return_to), shown_before_return_ms)
    return () => clearTimeout(later)
  }, [returns, return_to])
  if (status === 'open') return null
  const is_yes = status === 'granted' || status === 'narrowed'
  return (
    <div role="status">
      <p className={`notice ${is_yes ? 'good' : ''}`}>{t(`status.${status}`)}</p>
      {receipt !== null && (
        <>
          <h2>{t('receipt')}</h2>
          <dl className="facts">
            <dt>{t('receipt_id')}</dt>
            <dd>{receipt.consent_id}</dd>
            <dt>{t('receipt_at')}</dt>
            <dd>{moment(receipt.signed_at, spoken())}</dd>
            <dt>{t('receipt_leaf')}</dt>
            <dd>
              <code>{receipt.leaf_hash.slice(0, 16)}…</code>
            </dd>
          </dl>
        </>
      )}
      {returns && <p className="muted">{t('returning', { bank })}</p>}
      {return_to !== null && (
        <a className="button primary wide" href={return_to}>
          {t('back', { bank })}
        </a>
      )}
    </div>
  )
}
