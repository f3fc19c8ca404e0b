import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Asked } from '../../parts/asked.tsx'
import { useIdentity, useResolved } from '../../parts/identity/asks.ts'
import { Candidates } from '../../parts/identity/candidates.tsx'
import { MergeForm } from '../../parts/identity/merge-form.tsx'
import { Merges, Successions } from '../../parts/identity/merges.tsx'
import '../../parts/identity/words.ts'
import { OperatorPage } from '../../parts/operator-page.tsx'
import { Button } from '../../ui/button.tsx'

/** Who a code or a name may mean, and what a person made of it. */
export function Page() {
  const { t } = useTranslation('identity')
  const identity = useIdentity()
  return (
    <OperatorPage>
      <section className="card">
        <h2>{t('title')}</h2>
        <Find />
      </section>
      <section className="card">
        <h2>{t('merge.title')}</h2>
        <MergeForm />
      </section>
      <Asked query={identity} lines={4}>
        {({ merges, successions }) => (
          <>
            <section className="card">
              <h2>{t('list.title')}</h2>
              <Merges merges={merges} />
            </section>
            <section className="card">
              <h2>{t('successions.title')}</h2>
              <Successions successions={successions} />
            </section>
          </>
        )}
      </Asked>
    </OperatorPage>
  )
}

function Find() {
  const { t } = useTranslation('identity')
  const [text, setText] = useState('')
  const [asked, ask] = useState('')
  const resolved = useResolved(asked)
  return (
    <>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          ask(text.trim())
        }}
      >
        <label className="field">
          <span>{t('search')}</span>
          <input
            type="search"
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </label>
        <p className="muted">{t('hint')}</p>
        <Button type="submit" look="primary" disabled={text.trim() === ''}>
          {t('ask')}
        </Button>
      </form>
      <div aria-live="polite">
        {asked !== '' && (
          <Asked query={resolved} lines={4}>
            {(found) => <Candidates resolved={found} />}
          </Asked>
        )}
      </div>
    </>
  )
}
