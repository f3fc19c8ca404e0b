import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import './frame-words.ts'

/** What stands in place of a page that failed: a sentence and a way on, never nothing. */
export function Broken() {
  const { t } = useTranslation('frame')
  return (
    <main>
      <section className="card phone" role="alert">
        <h1>{t('broken.title')}</h1>
        <p>{t('broken.text')}</p>
        <div className="row">
          <button className="button primary" type="button" onClick={() => location.reload()}>
            {t('retry')}
          </button>
          <Link className="button" to="/">
            {t('home')}
          </Link>
        </div>
      </section>
    </main>
  )
}
