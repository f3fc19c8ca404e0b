import { useTranslation } from 'react-i18next'
import { said } from '../../util/figures.ts'
import type { Conflict } from './asks.ts'
import './words.ts'

/** The fields of which two sources say other things. */
export function Differences({ found }: { readonly found: Conflict }) {
  const { t } = useTranslation('quality')
  if (found.differing.length === 0) return <p>{t('conflicts.revokes')}</p>
  return (
    <>
      {found.differing.map(({ field, name, held, said: other }) => (
        <div key={field}>
          {t('conflicts.differing_text', {
            name: said(name),
            held: held ?? t('none'),
            said: other ?? t('none'),
          })}
        </div>
      ))}
    </>
  )
}
