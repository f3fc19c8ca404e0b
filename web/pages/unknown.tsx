import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import '../parts/frame-words.ts'

/** An address that leads nowhere. */
export function Page() {
  const { t } = useTranslation('frame')
  return (
    <section className="card phone">
      <h1>{t('unknown.title')}</h1>
      <p>{t('unknown.text')}</p>
      <Link className="button primary" to="/">
        {t('home')}
      </Link>
    </section>
  )
}
