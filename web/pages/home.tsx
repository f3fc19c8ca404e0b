import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { api } from '../api/client.ts'
import { answered, Problem } from '../api/problem.ts'
import { useSignedIn } from '../api/session.ts'
import { Asked } from '../parts/asked.tsx'
import { placeOf } from '../parts/place-of.ts'
import { RefusalNotice } from '../parts/refusal.tsx'
import { Button } from '../ui/button.tsx'
import { said } from '../util/figures.ts'
import { words } from '../util/words.ts'

words('home', {
  zh: {
    title: '地方征信平台:让小微企业的好被看见',
    about:
      '社保、纳税、司法等记录经企业授权加工成数据产品,银行据此秒级答复贷款;谁看过什么、为什么看,企业一目了然。',
    loan: {
      title: '扮演企业主:申请一笔贷款',
      text: '在模拟银行申请 500 万元,授权、额度、提款,四次点击。',
      go: '打开模拟银行',
    },
    owner: {
      title: '扮演企业主:看谁查过我',
      text: '用模拟电子营业执照登录,看授权、看查询、一键撤回。',
      go: '企业主登录',
    },
    staff: {
      title: '扮演工作人员',
      text: '点一下即以示例账号登录。',
      none: '本系统没有示例账号,请用自己的账号登录。',
    },
  },
  en: {
    title: 'A regional credit bureau: so that a sound small firm is seen',
    about:
      'With the firm’s consent, records of social insurance, tax and courts become data products; a bank answers a loan in seconds, and the firm sees who looked at what, and why.',
    loan: {
      title: 'Be an owner: apply for a loan',
      text: 'Apply for 5 million at the demo bank; authorise, see the limit, draw: four taps.',
      go: 'Open the demo bank',
    },
    owner: {
      title: 'Be an owner: who looked at me?',
      text: 'Sign in with a simulated licence; see consents and queries, withdraw with one tap.',
      go: 'Sign in as an owner',
    },
    staff: {
      title: 'Be a member of staff',
      text: 'One tap signs you in with a demo account.',
      none: 'There are no demo accounts here; sign in with your own.',
    },
  },
})

/** The front door: what this is, and the doors of the demo. */
export function Page() {
  const { t } = useTranslation('home')
  return (
    <>
      <section className="card">
        <h1>{t('title')}</h1>
        <p>{t('about')}</p>
      </section>
      <div className="doors">
        <section className="card">
          <h2>{t('loan.title')}</h2>
          <p>{t('loan.text')}</p>
          <Link className="button primary" to="/demo-bank">
            {t('loan.go')}
          </Link>
        </section>
        <section className="card">
          <h2>{t('owner.title')}</h2>
          <p>{t('owner.text')}</p>
          <Link className="button" to="/sign-in?as=owner">
            {t('owner.go')}
          </Link>
        </section>
        <section className="card">
          <h2>{t('staff.title')}</h2>
          <Accounts />
        </section>
      </div>
    </>
  )
}

function Accounts() {
  const { t } = useTranslation('home')
  const go = useNavigate()
  const signedIn = useSignedIn()
  const accounts = useQuery({ queryKey: ['accounts'], queryFn: demoAccounts, staleTime: 0 })
  const enter = useMutation({
    mutationFn: async (person_id: string) => {
      const account = (await demoAccounts())?.find((each) => each.person_id === person_id)
      if (account === undefined) throw new Error(`${person_id} is no demo account`)
      const { password, code } = account
      return answered(api.POST('/v1/session/staff', { body: { person_id, password, code } }))
    },
    async onSuccess(session) {
      signedIn(session)
      await go(placeOf(session))
    },
  })
  return (
    <Asked query={accounts}>
      {(found) =>
        found === null ? (
          <p>
            {t('staff.none')} <Link to="/sign-in">→</Link>
          </p>
        ) : (
          <div className="stack">
            <p>{t('staff.text')}</p>
            {enter.isError && <RefusalNotice error={enter.error} />}
            {found.map(({ person_id, role_name, institution_name }) => (
              <Button key={person_id} wide disabled={enter.isPending} onClick={() => enter.mutate(person_id)}>
                {said(role_name)} · {institution_name}
              </Button>
            ))}
          </div>
        )
      }
    </Asked>
  )
}

// Null where this is no demo.
async function demoAccounts() {
  try {
    return await answered(api.GET('/v1/demo/accounts'))
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null
    throw error
  }
}
