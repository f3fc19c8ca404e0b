import { useTranslation } from 'react-i18next'
import { Link, NavLink, Outlet, ScrollRestoration, useNavigate } from 'react-router'
import { type SignedIn, signOut, useSession } from '../api/session.ts'
import { speak, spoken } from '../util/words.ts'
import './frame-words.ts'

/** What stands around every page: where one is, who one is, the language, and that the data is made up. */
export function Shell() {
  const { t } = useTranslation('frame')
  const session = useSession().data ?? null
  return (
    <>
      <a className="out-of-sight skip" href="#content">
        {t('skip')}
      </a>
      <header className="top">
        <Link className="brand" to="/">
          {t('brand')}
        </Link>
        <nav aria-label={t('brand')}>
          {placesOf(session).map(({ to, word }) => (
            <NavLink key={to} to={to}>
              {t(word)}
            </NavLink>
          ))}
        </nav>
        <Account session={session} />
        <button
          type="button"
          lang={spoken() === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => void speak(spoken() === 'zh' ? 'en' : 'zh')}
        >
          {t('other_language')}
        </button>
      </header>
      <p className="simulated">{t('simulated')}</p>
      <main id="content">
        <Outlet />
      </main>
      <ScrollRestoration />
    </>
  )
}

function Account({ session }: { readonly session: SignedIn | null }) {
  const { t } = useTranslation('frame')
  const go = useNavigate()
  if (session === null) return <Link to="/sign-in">{t('sign_in')}</Link>
  const name = session.kind === 'staff' ? session.person.name : session.subject.name
  const leave = async () => {
    await signOut()
    await go('/')
  }
  return (
    <>
      <span className="who" title={name}>
        {name}
      </span>
      <button type="button" onClick={() => void leave()}>
        {t('sign_out')}
      </button>
    </>
  )
}

interface Place {
  readonly to: string
  readonly word:
    | 'nav.inbox'
    | 'nav.officer'
    | 'nav.operator'
    | 'nav.institution'
    | 'nav.indicators'
    | 'nav.demo_bank'
}

function placesOf(session: SignedIn | null): readonly Place[] {
  if (session === null) return [{ to: '/demo-bank', word: 'nav.demo_bank' }]
  if (session.kind === 'owner') {
    return [
      { to: '/owner', word: 'nav.inbox' },
      { to: '/demo-bank', word: 'nav.demo_bank' },
    ]
  }
  const { roles } = session
  return [
    ...(roles.includes('bank_query') ? ([{ to: '/officer', word: 'nav.officer' }] as const) : []),
    ...(roles.includes('operator') ? ([{ to: '/operator', word: 'nav.operator' }] as const) : []),
    { to: '/institution', word: 'nav.institution' },
    { to: '/indicators', word: 'nav.indicators' },
  ]
}
