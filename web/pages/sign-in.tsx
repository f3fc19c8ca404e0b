import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { api } from '../api/client.ts'
import { answered } from '../api/problem.ts'
import { type SignedIn, useSignedIn } from '../api/session.ts'
import { placeOf } from '../parts/place-of.ts'
import { RefusalNotice } from '../parts/refusal.tsx'
import { Button } from '../ui/button.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import { words } from '../util/words.ts'

words('sign_in', {
  zh: {
    title: '登录',
    who: '您是',
    staff: '机构工作人员',
    owner: '企业或个体工商户',
    person_id: '账号',
    password: '密码',
    code: '动态码(6 位)',
    submit: '登录',
    licence: '电子营业执照',
    scan: '用手机扫码,在电子营业执照中确认。',
    simulate: '没有手机?打开模拟电子营业执照',
    waiting: '等待确认……',
    expired: '二维码已过期。',
    again: '换一个二维码',
    sms: '短信验证码',
    uscc: '统一社会信用代码',
    send: '发送验证码',
    sent: '验证码已发送至 {{mobile}}。',
    simulated_code: '模拟短信:验证码 {{code}}',
    sms_code: '验证码',
  },
  en: {
    title: 'Sign in',
    who: 'You are',
    staff: 'staff of an institution',
    owner: 'an enterprise or a sole proprietor',
    person_id: 'Account',
    password: 'Password',
    code: 'Code of the moment (6 digits)',
    submit: 'Sign in',
    licence: 'Electronic business licence',
    scan: 'Scan this with your telephone and confirm in the licence’s app.',
    simulate: 'No telephone? Open the simulated licence',
    waiting: 'Waiting for your confirmation…',
    expired: 'This code has expired.',
    again: 'Show another one',
    sms: 'Code by text message',
    uscc: 'Unified social credit code',
    send: 'Send a code',
    sent: 'A code was sent to {{mobile}}.',
    simulated_code: 'Simulated message: the code is {{code}}',
    sms_code: 'Code',
  },
})

/** Signing in: staff by password and second factor, owners by their licence or a code by telephone. */
export function Page() {
  const { t } = useTranslation('sign_in')
  const [search, setSearch] = useSearchParams()
  const is_owner = (search.get('as') ?? whoWants(search.get('to'))) === 'owner'
  const enter = useEnter()
  const as = (who: 'staff' | 'owner') => {
    const next = new URLSearchParams(search)
    next.set('as', who)
    setSearch(next, { replace: true })
  }
  return (
    <section className="card phone">
      <h1>{t('title')}</h1>
      <fieldset className="choices">
        <legend>{t('who')}</legend>
        {(['staff', 'owner'] as const).map((who) => (
          <label key={who}>
            <input
              type="radio"
              name="who"
              checked={is_owner === (who === 'owner')}
              onChange={() => as(who)}
            />
            <span>{t(who)}</span>
          </label>
        ))}
      </fieldset>
      {is_owner ? <OwnerSignIn enter={enter} /> : <StaffSignIn enter={enter} />}
    </section>
  )
}

// Whoever was sent here from an owner's page is an owner, until they say otherwise.
function whoWants(page: string | null): 'staff' | 'owner' {
  return /^\/(owner|authorise|demo-bank)\b/.test(page ?? '') ? 'owner' : 'staff'
}

type Enter = (session: SignedIn) => void

function useEnter(): Enter {
  const [search] = useSearchParams()
  const go = useNavigate()
  const signedIn = useSignedIn()
  return (session) => {
    signedIn(session)
    const wanted = search.get('to')
    void go(wanted?.startsWith('/') === true && !wanted.startsWith('//') ? wanted : placeOf(session), {
      replace: true,
    })
  }
}

function StaffSignIn({ enter }: { readonly enter: Enter }) {
  const { t } = useTranslation('sign_in')
  const sign = useMutation({
    mutationFn: (body: { person_id: string; password: string; code: string }) =>
      answered(api.POST('/v1/session/staff', { body })),
    onSuccess: enter,
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const text = (name: string) => String(given.get(name) ?? '').trim()
    sign.mutate({
      person_id: text('person_id'),
      password: String(given.get('password') ?? ''),
      code: text('code'),
    })
  }
  return (
    <form onSubmit={submit}>
      {sign.isError && <RefusalNotice error={sign.error} />}
      <label className="field">
        <span>{t('person_id')}</span>
        <input name="person_id" autoComplete="username" required maxLength={64} />
      </label>
      <label className="field">
        <span>{t('password')}</span>
        <input name="password" type="password" autoComplete="current-password" required maxLength={256} />
      </label>
      <label className="field">
        <span>{t('code')}</span>
        <input name="code" inputMode="numeric" autoComplete="one-time-code" pattern="[0-9]{6}" required />
      </label>
      <Button type="submit" look="primary" wide disabled={sign.isPending}>
        {t('submit')}
      </Button>
    </form>
  )
}

function OwnerSignIn({ enter }: { readonly enter: Enter }) {
  return (
    <div className="stack">
      <LicenceSignIn enter={enter} />
      <SmsSignIn enter={enter} />
    </div>
  )
}

function LicenceSignIn({ enter }: { readonly enter: Enter }) {
  const { t } = useTranslation('sign_in')
  const scan = useQuery({
    queryKey: ['scan'],
    queryFn: () => answered(api.POST('/v1/session/licence', { body: {} })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const scan_id = scan.data?.scan_id
  const standing = useQuery({
    queryKey: ['scan', scan_id],
    enabled: scan_id !== undefined,
    queryFn: () => answered(api.GET('/v1/session/licence/{id}', { params: { path: { id: scan_id ?? '' } } })),
    refetchInterval: ({ state }) =>
      state.data === undefined || state.data.state === 'waiting' ? 1_000 : false,
    gcTime: 0,
  })
  const session = standing.data?.session ?? null
  // biome-ignore lint/correctness/useExhaustiveDependencies: entering is done once, when the session comes
  useEffect(() => {
    if (session !== null) enter(session)
  }, [session])
  if (scan.isError) return <RefusalNotice error={scan.error} again={() => void scan.refetch()} />
  if (scan.data === undefined) return null
  const expired = standing.data?.state === 'expired'
  return (
    <section>
      <h2>{t('licence')}</h2>
      <p>{t('scan')}</p>
      <QrCode text={`${location.origin}${scan.data.scan_url}`} label={t('licence')} />
      <p role="status">{t(expired ? 'expired' : 'waiting')}</p>
      {expired ? (
        <Button onClick={() => void scan.refetch()}>{t('again')}</Button>
      ) : (
        <Link className="button" to={scan.data.scan_url} target="_blank">
          {t('simulate')}
        </Link>
      )}
    </section>
  )
}

function SmsSignIn({ enter }: { readonly enter: Enter }) {
  const { t } = useTranslation('sign_in')
  const [uscc, setUscc] = useState('')
  const send = useMutation({
    mutationFn: () => answered(api.POST('/v1/session/sms', { body: { uscc: uscc.trim().toUpperCase() } })),
  })
  const sent = send.data
  return (
    <details>
      <summary>{t('sms')}</summary>
      {send.isError && <RefusalNotice error={send.error} />}
      <label className="field">
        <span>{t('uscc')}</span>
        <input value={uscc} maxLength={18} onChange={(event) => setUscc(event.target.value)} />
      </label>
      <Button disabled={uscc.trim().length !== 18 || send.isPending} onClick={() => send.mutate()}>
        {t('send')}
      </Button>
      {sent !== undefined && <SmsCode key={sent.sms_id} sent={sent} enter={enter} />}
    </details>
  )
}

interface Sent {
  readonly sms_id: string
  readonly mobile_masked: string
  readonly simulated_code: string | null
}

function SmsCode({ sent, enter }: { readonly sent: Sent; readonly enter: Enter }) {
  const { t } = useTranslation('sign_in')
  const [code, setCode] = useState('')
  const sign = useMutation({
    mutationFn: () =>
      answered(api.POST('/v1/session/sms/{id}', { params: { path: { id: sent.sms_id } }, body: { code } })),
    onSuccess: enter,
  })
  return (
    <div className="stack" role="status">
      <p>{t('sent', { mobile: sent.mobile_masked })}</p>
      {sent.simulated_code !== null && (
        <p className="notice">{t('simulated_code', { code: sent.simulated_code })}</p>
      )}
      {sign.isError && <RefusalNotice error={sign.error} />}
      <label className="field">
        <span>{t('sms_code')}</span>
        <input
          value={code}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          onChange={(event) => setCode(event.target.value)}
        />
      </label>
      <Button look="primary" disabled={!/^\d{6}$/.test(code) || sign.isPending} onClick={() => sign.mutate()}>
        {t('submit')}
      </Button>
    </div>
  )
}
