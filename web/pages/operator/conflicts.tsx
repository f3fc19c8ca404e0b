import { Drawer, Grid } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OperatorPage } from '../../parts/operator-page.tsx'
import { Pages } from '../../parts/pages.tsx'
import { type Conflict, useConflicts } from '../../parts/quality/asks.ts'
import { DecideRow } from '../../parts/quality/decide-row.tsx'
import { Differences } from '../../parts/quality/differences.tsx'
import '../../parts/quality/words.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { type Column, Rows } from '../../ui/rows.tsx'
import { said } from '../../util/figures.ts'
import { moment } from '../../util/moment.ts'

const outcomes = ['waiting', 'said_stands', 'held_stands', 'prevailed', 'said_again'] as const

/** Records of which two sources say other things: looked at and decided. */
export function Page() {
  const { t } = useTranslation(['quality', 'operator'])
  const [outcome, choose] = useState<Conflict['outcome'] | ''>('waiting')
  const conflicts = useConflicts(outcome)
  const [looked, look] = useState<Conflict | null>(null)
  const { md = true } = Grid.useBreakpoint()
  const columns = useColumns(look)
  return (
    <OperatorPage>
      <section className="card">
        <h2>{t('conflicts.title')}</h2>
        <div className="toolbar">
          <label>
            {t('conflicts.state')}
            <select
              value={outcome}
              onChange={({ target }) => choose(outcomes.find((each) => each === target.value) ?? '')}
            >
              <option value="">{t('conflicts.all')}</option>
              {outcomes.map((each) => (
                <option key={each} value={each}>
                  {t(`conflicts.outcomes.${each}`)}
                </option>
              ))}
            </select>
          </label>
        </div>
        <Pages query={conflicts} more={t('operator:more')}>
          {(rows) => (
            <Rows<Conflict>
              label={t('conflicts.title')}
              rows={rows}
              keyOf={({ quarantine_id }) => quarantine_id}
              empty={t('conflicts.none')}
              columns={columns}
            />
          )}
        </Pages>
      </section>
      <Drawer
        open={looked !== null}
        onClose={() => look(null)}
        size={md ? 640 : '100%'}
        title={looked === null ? '' : `${said(looked.name)} · ${looked.uscc}`}
        destroyOnHidden
      >
        {looked !== null && (
          <>
            <Differences found={looked} />
            <DecideRow id={looked.quarantine_id} code="source_conflict" />
          </>
        )}
      </Drawer>
    </OperatorPage>
  )
}

function useColumns(look: (found: Conflict) => void): readonly Column<Conflict>[] {
  const { t, i18n } = useTranslation(['quality', 'operator'])
  return [
    {
      key: 'record',
      title: t('conflicts.record'),
      render: ({ name, uscc }) => (
        <>
          {said(name)}
          <br />
          <small className="muted">{uscc}</small>
        </>
      ),
    },
    { key: 'held_by', title: t('conflicts.held_by'), render: ({ held_by }) => said(held_by) },
    { key: 'said_by', title: t('conflicts.said_by'), render: ({ said_by }) => said(said_by) },
    { key: 'differing', title: t('conflicts.differing'), render: (found) => <Differences found={found} /> },
    {
      key: 'outcome',
      title: t('conflicts.state'),
      render: ({ outcome, decided_by, decided_at, note }) => (
        <>
          <Badge tone={outcome === 'waiting' ? 'warn' : 'plain'}>{t(`conflicts.outcomes.${outcome}`)}</Badge>
          {decided_at !== null && (
            <p>
              <small className="muted">
                {t('conflicts.by', { by: decided_by, at: moment(decided_at, i18n.language) })}
              </small>
              <br />
              <small>{note}</small>
            </p>
          )}
        </>
      ),
    },
    {
      key: 'look',
      title: t('operator:quarantine.look'),
      render: (found) =>
        found.outcome === 'waiting' ? (
          <Button
            onClick={() => look(found)}
            aria-label={`${t('operator:quarantine.look')} ${said(found.name)} ${found.uscc}`}
          >
            {t('operator:quarantine.look')}
          </Button>
        ) : (
          t('none')
        ),
    },
  ]
}
