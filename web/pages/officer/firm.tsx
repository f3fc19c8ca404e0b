import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { Asked } from '../../parts/asked.tsx'
import { AskConsent } from '../../parts/firm/ask-consent.tsx'
import { type FirmPage, useCards, useFirm } from '../../parts/firm/asks.ts'
import { FirmConsents } from '../../parts/firm/consents.tsx'
import '../../parts/firm/firm-words.ts'
import { useSession } from '../../api/session.ts'
import { ReadProducts } from '../../parts/firm/read-products.tsx'
import { remember } from '../../parts/firm/recent.ts'
import { useDictionary } from '../../parts/report/asks.ts'
import { StaffPage } from '../../parts/staff-page.tsx'

/** One firm to a bank's officer: the consent in force or the request for one, and the products that it opens. */
export function Page() {
  const { t } = useTranslation('firm')
  const { uscc = '' } = useParams()
  const firm = useFirm(uscc)
  return (
    <StaffPage title={firm.data?.name ?? uscc}>
      <p>
        <code>{uscc}</code> · <Link to="/officer">{t('back')}</Link>
      </p>
      <Asked query={firm} lines={6}>
        {(page) => <Firm key={uscc} firm={page} />}
      </Asked>
    </StaffPage>
  )
}

function Firm({ firm }: { readonly firm: FirmPage }) {
  const { t } = useTranslation('firm')
  const { uscc, name, consents } = firm
  const cards = useCards()
  const asked_for = cards.filter(({ basis }) => basis === 'authorized')
  const dictionary = useDictionary()
  const session = useSession()
  const person = session.data?.kind === 'staff' ? session.data.person.person_id : null
  useEffect(() => {
    if (person !== null) remember(person, { uscc, name })
  }, [person, uscc, name])
  return (
    <>
      <FirmConsents firm={firm} />
      <Asked query={dictionary}>
        {(words) => <ReadProducts uscc={uscc} consents={consents} cards={cards} dictionary={words} />}
      </Asked>
      {consents.length === 0 ? (
        <AskConsent uscc={uscc} cards={asked_for} />
      ) : (
        <details>
          <summary>{t('ask.more')}</summary>
          <AskConsent uscc={uscc} cards={asked_for} />
        </details>
      )}
    </>
  )
}
