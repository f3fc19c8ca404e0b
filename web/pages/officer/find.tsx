import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Asked } from '../../parts/asked.tsx'
import { useFound } from '../../parts/firm/asks.ts'
import { FirmList } from '../../parts/firm/firm-list.tsx'
import '../../parts/firm/firm-words.ts'
import { useSession } from '../../api/session.ts'
import { OfficerPage } from '../../parts/firm/officer-page.tsx'
import { recentOf } from '../../parts/firm/recent.ts'

/** A bank's officer finds a firm, as it types, by code or by name. */
export function Page() {
  const { t } = useTranslation('firm')
  const [text, setText] = useState('')
  const asked = useDeferredValue(text.trim())
  const isLongEnough = [...asked].length >= 2
  return (
    <OfficerPage>
      <section className="card">
        <label className="field">
          <span>{t('search')}</span>
          <input
            type="search"
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </label>
        <p className="muted">{t('hint')}</p>
        {isLongEnough ? <Found text={asked} /> : <Recent />}
      </section>
    </OfficerPage>
  )
}

function Found({ text }: { readonly text: string }) {
  const { t } = useTranslation('firm')
  const found = useFound(text)
  return (
    <div aria-live="polite">
      <Asked query={found} lines={3}>
        {(firms) => (firms.length === 0 ? <p>{t('none')}</p> : <FirmList title={t('found')} firms={firms} />)}
      </Asked>
    </div>
  )
}

function Recent() {
  const { t } = useTranslation('firm')
  const session = useSession()
  const person = session.data?.kind === 'staff' ? session.data.person.person_id : null
  const firms = person === null ? [] : recentOf(person)
  return firms.length === 0 ? null : <FirmList title={t('recent')} firms={firms} />
}
