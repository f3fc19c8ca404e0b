import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import '../report/report-words.ts'
import './firm-words.ts'

interface Listed {
  readonly uscc: string
  readonly name: string | null
  readonly region_code?: string | null
  readonly status?: string | null
}

/** Firms to choose from, each with its code, its district and its status where they are known. */
export function FirmList({ title, firms }: { readonly title: string; readonly firms: readonly Listed[] }) {
  const { t } = useTranslation('firm')
  const { t: told } = useTranslation('report')
  return (
    <>
      <h2>{title}</h2>
      <ul className="firm-list">
        {firms.map(({ uscc, name, region_code, status }) => (
          <li key={uscc}>
            <Link to={`/officer/firm/${uscc}`}>
              <strong>{name ?? t('unnamed')}</strong>
              <span className="muted">
                <code>{uscc}</code>
                {region_code != null && ` · ${told(`region.${region_code}`, region_code)}`}
                {status != null && ` · ${told(`code.${status}`, status)}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
