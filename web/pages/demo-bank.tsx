import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams, useSearchParams } from 'react-router'
import { api } from '../api/client.ts'
import { answered } from '../api/problem.ts'
import { Asked } from '../parts/asked.tsx'
import { RefusalNotice } from '../parts/refusal.tsx'
import { Button } from '../ui/button.tsx'
import { said, yuan } from '../util/figures.ts'
import { words } from '../util/words.ts'

words('demo_bank', {
  zh: {
    title: '模拟银行',
    product: '小微企业信用贷款',
    text: '无需抵押,凭企业授权的征信数据,秒级答复。',
    firm: '申请企业(均为虚构)',
    amount: '申请金额',
    apply: '申请 {{amount}}',
    authorise: '去授权',
    again: '再申请一笔',
    deciding: '正在读取征信数据并作出决定……',
    refused: '您没有授权,银行无法继续。',
    expired: '授权页已过期,请重新申请。',
    approved: '银行已批准',
    rejected: '银行没有批准',
    manual: '已转人工审批,客户经理会联系您',
    limit: '可用额度',
    advice: '征信平台的建议:{{outcome}}(供参考,由银行决定)',
    draw: '提款 {{amount}}',
    drawn: '已提款 {{amount}}',
    seconds: '系统用时',
    total: '合计 {{seconds}} 秒',
    step: { apply: '申请', consent: '授权', advice: '建议', decision: '决定', draw: '提款' },
    s: '{{seconds}} 秒',
    who: '看看谁查过我',
  },
  en: {
    title: 'Demo bank (模拟银行)',
    product: 'Unsecured loan for small firms',
    text: 'No collateral: an answer in seconds, from data that the firm lets us see.',
    firm: 'The firm that applies (all are made up)',
    amount: 'You apply for',
    apply: 'Apply for {{amount}}',
    authorise: 'Go and consent',
    again: 'Apply again',
    deciding: 'Reading the data and deciding…',
    refused: 'You did not consent; the bank cannot go on.',
    expired: 'The consent page has expired; please apply again.',
    approved: 'The bank has approved',
    rejected: 'The bank has not approved',
    manual: 'A person at the bank will decide, and call you',
    limit: 'Your limit',
    advice: 'The bureau’s advice: {{outcome}} (for reference; the bank decides)',
    draw: 'Draw {{amount}}',
    drawn: '{{amount}} drawn',
    seconds: 'Seconds of ours',
    total: '{{seconds}} s in all',
    step: {
      apply: 'Application',
      consent: 'Consent',
      advice: 'Advice',
      decision: 'Decision',
      draw: 'Drawing',
    },
    s: '{{seconds}} s',
    who: 'See who looked at me',
  },
})

const amount_cny = '5000000'

/** 模拟银行: the app of a bank, as an owner holds it. */
export function Page() {
  const { t } = useTranslation('demo_bank')
  const { application_id } = useParams()
  return (
    <section className="card phone">
      <h1>{t('title')}</h1>
      {application_id === undefined ? <Apply /> : <Applied application_id={application_id} />}
    </section>
  )
}

function Apply() {
  const { t } = useTranslation('demo_bank')
  const [search, setSearch] = useSearchParams()
  const uscc = search.get('uscc')
  const apply = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/v1/demo/bank/applications', { body: { amount_cny, ...(uscc === null ? {} : { uscc }) } }),
      ),
    onSuccess: ({ authorise_url }) => location.assign(authorise_url),
  })
  return (
    <>
      <h2>{t('product')}</h2>
      <p>{t('text')}</p>
      <Firms uscc={uscc} choose={(chosen) => setSearch({ uscc: chosen }, { replace: true })} />
      <p className="muted">{t('amount')}</p>
      <p className="limit">{yuan(amount_cny)}</p>
      {apply.isError && <RefusalNotice error={apply.error} again={() => apply.mutate()} />}
      <Button look="primary" wide disabled={apply.isPending} onClick={() => apply.mutate()}>
        {t('apply', { amount: yuan(amount_cny) })}
      </Button>
    </>
  )
}

interface FirmsProps {
  readonly uscc: string | null
  readonly choose: (uscc: string) => void
}

// The first is the one that applies where nobody chooses.
function Firms({ uscc, choose }: FirmsProps) {
  const { t } = useTranslation('demo_bank')
  const licences = useQuery({
    queryKey: ['licences'],
    queryFn: () => answered(api.GET('/v1/simulator/licences')),
  })
  if (licences.data === undefined || licences.data.length === 0) return null
  return (
    <label className="field">
      <span>{t('firm')}</span>
      <select value={uscc ?? licences.data[0]?.uscc} onChange={(event) => choose(event.currentTarget.value)}>
        {licences.data.map((licence) => (
          <option key={licence.uscc} value={licence.uscc}>
            {licence.name}
          </option>
        ))}
      </select>
    </label>
  )
}

function Applied({ application_id }: { readonly application_id: string }) {
  const at = { params: { path: { id: application_id } } }
  const { t } = useTranslation('demo_bank')
  const key = ['application', application_id]
  const client = useQueryClient()
  const application = useQuery({
    queryKey: key,
    queryFn: () => answered(api.GET('/v1/demo/bank/applications/{id}', at)),
  })
  const decide = useMutation({
    mutationFn: () => answered(api.POST('/v1/demo/bank/applications/{id}/decide', at)),
    onSuccess: (decided) => client.setQueryData(key, decided),
  })
  const waits = application.data?.status === 'authorising' && application.data.consent_id !== null
  const { mutate, isIdle } = decide
  useEffect(() => {
    if (waits && isIdle) mutate()
  }, [waits, isIdle, mutate])
  return (
    <>
      {application.isError && (
        <p>
          <Link className="button" to="/demo-bank">
            {t('again')}
          </Link>
        </p>
      )}
      {decide.isError && <RefusalNotice error={decide.error} again={() => decide.mutate()} />}
      <Asked query={application}>{(standing) => <Standing application={standing} />}</Asked>
    </>
  )
}

type Application = Awaited<ReturnType<typeof applicationOf>>

function applicationOf(id: string) {
  return answered(api.GET('/v1/demo/bank/applications/{id}', { params: { path: { id } } }))
}

function Standing({ application }: { readonly application: Application }) {
  const { t } = useTranslation('demo_bank')
  const { status, subject, authorise_url, consent_id } = application
  return (
    <>
      <p>{subject.name}</p>
      {status === 'authorising' && consent_id === null && (
        <a className="button primary wide" href={authorise_url}>
          {t('authorise')}
        </a>
      )}
      {status === 'authorising' && consent_id !== null && <p role="status">{t('deciding')}</p>}
      {(status === 'refused' || status === 'expired') && <p className="notice">{t(status)}</p>}
      <Decided application={application} />
      <Steps steps={application.steps} />
      {status !== 'authorising' && (
        <div className="row">
          <Link className="button" to="/owner">
            {t('who')}
          </Link>
          <Link className="button" to="/demo-bank">
            {t('again')}
          </Link>
        </div>
      )}
    </>
  )
}

function Decided({ application }: { readonly application: Application }) {
  const { t } = useTranslation('demo_bank')
  const client = useQueryClient()
  const { application_id, advice, decision, drawn } = application
  const limit_cny = decision?.limit_cny ?? null
  const draw = useMutation({
    mutationFn: (amount: string) =>
      answered(
        api.POST('/v1/demo/bank/applications/{id}/draw', {
          params: { path: { id: application_id } },
          body: { amount_cny: amount },
        }),
      ),
    onSuccess: (made) => client.setQueryData(['application', application_id], made),
  })
  if (decision === null || advice === null) return null
  return (
    <div role="status">
      <p className={`notice ${decision.result === 'approved' ? 'good' : ''}`}>{t(decision.result)}</p>
      {limit_cny !== null && (
        <>
          <p className="muted">{t('limit')}</p>
          <p className="limit">{yuan(limit_cny)}</p>
        </>
      )}
      <p className="muted">{t('advice', { outcome: said(advice.outcome_name) })}</p>
      <ul>
        {advice.reasons.map(({ code, text }) => (
          <li key={code}>{said(text)}</li>
        ))}
      </ul>
      {draw.isError && <RefusalNotice error={draw.error} />}
      {drawn !== null && <p className="notice good">{t('drawn', { amount: yuan(drawn.amount_cny) })}</p>}
      {limit_cny !== null && drawn === null && (
        <Button look="primary" wide disabled={draw.isPending} onClick={() => draw.mutate(limit_cny)}>
          {t('draw', { amount: yuan(limit_cny) })}
        </Button>
      )}
    </div>
  )
}

function Steps({ steps }: Pick<Application, 'steps'>) {
  const { t } = useTranslation('demo_bank')
  if (steps.length === 0) return null
  const total = steps.reduce((sum, { seconds }) => sum + seconds, 0)
  return (
    <>
      <h2>{t('seconds')}</h2>
      <dl className="facts">
        {steps.map(({ step, seconds }) => (
          <div key={step} style={{ display: 'contents' }}>
            <dt>{t(`step.${step}`)}</dt>
            <dd>{t('s', { seconds: seconds.toFixed(3) })}</dd>
          </div>
        ))}
      </dl>
      <p>{t('total', { seconds: total.toFixed(3) })}</p>
    </>
  )
}
