import { useTranslation } from 'react-i18next'
import { Asked } from '../../parts/asked.tsx'
import { OperatorPage } from '../../parts/operator-page.tsx'
import { type Snapshot, useDecideSnapshot, useSnapshots } from '../../parts/quality/asks.ts'
import { Decide } from '../../parts/quality/decide.tsx'
import '../../parts/quality/words.ts'
import { said } from '../../util/figures.ts'
import { moment } from '../../util/moment.ts'

/** The full snapshots that a person has to look at before they revoke anything. */
export function Page() {
  const { t } = useTranslation('quality')
  const snapshots = useSnapshots()
  return (
    <OperatorPage>
      <section className="card">
        <h2>{t('snapshots.title')}</h2>
        <Asked query={snapshots} lines={4}>
          {(rows) =>
            rows.length === 0 ? (
              <p className="muted">{t('snapshots.none')}</p>
            ) : (
              rows.map((held) => <Held key={held.batch_id} held={held} />)
            )
          }
        </Asked>
      </section>
    </OperatorPage>
  )
}

function Held({ held }: { readonly held: Snapshot }) {
  const { t, i18n } = useTranslation('quality')
  const count = new Intl.NumberFormat(i18n.language)
  const decide = useDecideSnapshot(String(held.batch_id))
  return (
    <article>
      <h3>
        {said(held.name)} <small className="muted">{held.file}</small>
      </h3>
      <dl className="facts">
        <dt>{t('report.known_at')}</dt>
        <dd>{moment(held.known_at, i18n.language)}</dd>
        <dt>{t('snapshots.rows')}</dt>
        <dd>{count.format(held.rows_in)}</dd>
        <dt>{t('snapshots.gone')}</dt>
        <dd>{count.format(held.gone)}</dd>
        <dt>{t('snapshots.why')}</dt>
        <dd>
          {held.reasons.map((reason) => (
            <p key={`${reason.code} ${reason.month ?? ''}`}>
              <Why reason={reason} />
            </p>
          ))}
        </dd>
      </dl>
      <Decide
        decide={decide}
        may_release
        told={({ outcome, ...counts }) =>
          outcome === 'released' ? t('decide.released', counts) : t('decide.rejected')
        }
      />
    </article>
  )
}

function Why({ reason }: { readonly reason: Snapshot['reasons'][number] }) {
  const { t } = useTranslation('quality')
  const { code, month, held_rows: held, said_rows, districts = [], rows } = reason
  if (code === 'district_missing') return t('snapshots.district_missing', { districts: districts.join(', ') })
  if (code === 'rows_unplaced') return t('snapshots.rows_unplaced', { rows })
  const counts = { held, said: said_rows }
  return month == null ? t('snapshots.smaller', counts) : t('snapshots.smaller_month', { month, ...counts })
}
