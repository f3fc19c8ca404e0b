import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useLabels } from '../report/asks.ts'
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
  const labelOf = useLabels('reg_entity_base')
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
                {region_code != null && ` · ${labelOf('region_code', region_code)}`}
                {status != null && ` · ${labelOf('status', status)}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
