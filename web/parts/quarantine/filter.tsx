import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { type Filter, quarantine_states, useReplay } from '../operator-asks.ts'
import '../operator-words.ts'
import { RefusalNotice } from '../refusal.tsx'
import { useDatasetNames } from '../report/asks.ts'
import { useFaults } from './faults.ts'

interface Total {
  readonly dataset: string
  readonly code: string
  readonly rows: number
}

export interface QuarantineFilterProps {
  readonly filter: Filter
  readonly choose: (filter: Filter) => void
  readonly totals: readonly Total[]
}

/** Which rows of quarantine are looked at, how many wait of each sort, and all that fit replayed at once. */
export function QuarantineFilter({ filter, choose, totals }: QuarantineFilterProps) {
  const { t } = useTranslation('operator')
  const nameOf = useDatasetNames()
  const faultOf = useFaults()
  const replay = useReplay()
  const of_dataset = totals.filter(({ dataset }) => filter.dataset === '' || dataset === filter.dataset)
  const fitting = of_dataset.filter(({ code }) => filter.code === '' || code === filter.code)
  const waiting = rowsOf(fitting)
  return (
    <>
      <div className="toolbar">
        <Choice
          label={t('quarantine.dataset')}
          value={filter.dataset}
          choose={(dataset) => choose({ ...filter, dataset, code: '' })}
          options={counted(totals, ({ dataset }) => dataset)}
          nameOf={nameOf}
        />
        <Choice
          label={t('quarantine.code')}
          value={filter.code}
          choose={(code) => choose({ ...filter, code })}
          options={counted(of_dataset, ({ code }) => code)}
          nameOf={faultOf}
        />
        <label>
          {t('quarantine.state')}
          <select
            value={filter.state}
            onChange={({ target }) =>
              choose({
                ...filter,
                state: quarantine_states.find((each) => each === target.value) ?? 'waiting',
              })
            }
          >
            {quarantine_states.map((each) => (
              <option key={each} value={each}>
                {t(`quarantine.states.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <Button disabled={replay.isPending || waiting === 0} onClick={() => replay.mutate(filter)}>
          {replay.isPending ? t('quarantine.replaying') : t('quarantine.replay_all')} ·{' '}
          {t('quarantine.totals', { rows: waiting })}
        </Button>
      </div>
      <div role="status">
        {replay.data !== undefined && <p className="notice good">{t('quarantine.replayed', replay.data)}</p>}
      </div>
      {replay.isError && <RefusalNotice error={replay.error} />}
    </>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly choose: (value: string) => void
  readonly options: ReadonlyMap<string, number>
  readonly nameOf: (id: string) => string
}

function Choice({ label, value, choose, options, nameOf }: ChoiceProps) {
  const { t } = useTranslation('operator')
  const ids = options.has(value) || value === '' ? [...options.keys()] : [value, ...options.keys()]
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => choose(event.target.value)}>
        <option value="">{t('quarantine.all')}</option>
        {ids.map((id) => (
          <option key={id} value={id}>
            {nameOf(id)} · {t('quarantine.totals', { rows: options.get(id) ?? 0 })}
          </option>
        ))}
      </select>
    </label>
  )
}

function counted(totals: readonly Total[], by: (total: Total) => string): ReadonlyMap<string, number> {
  return totals.reduce(
    (counts, total) => counts.set(by(total), (counts.get(by(total)) ?? 0) + total.rows),
    new Map<string, number>(),
  )
}

function rowsOf(totals: readonly Total[]): number {
  return totals.reduce((sum, { rows }) => sum + rows, 0)
}
