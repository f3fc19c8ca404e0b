import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { type Quarantined, useMend } from '../operator-asks.ts'
import '../operator-words.ts'
import { said } from '../../util/figures.ts'
import { moment } from '../../util/moment.ts'
import { DecideRow } from '../quality/decide-row.tsx'
import { RefusalNotice } from '../refusal.tsx'
import { useDictionary } from '../report/asks.ts'
import { useFaults } from './faults.ts'

/** A quarantined row as it came, with the cell at fault, and the means to mend one cell. */
export function QuarantinedRow({ row }: { readonly row: Quarantined }) {
  const { t } = useTranslation('operator')
  const faultOf = useFaults()
  const waits = row.replayed_at === null && row.rejected_at === null
  return (
    <>
      <p>
        <small className="muted">{row.file}</small>
      </p>
      <p className="notice bad">{faultOf(row.code)}</p>
      {row.raw === null ? (
        <p>{t('quarantine.no_raw')}</p>
      ) : (
        <>
          <RawRow dataset={row.dataset} raw={row.raw} at_fault={row.column} />
          <WhatBecame row={row} />
          {waits && <DecideRow id={row.quarantine_id} code={row.code} />}
          {waits && <Mend row={row} raw={row.raw} />}
        </>
      )}
    </>
  )
}

function WhatBecame({ row }: { readonly row: Quarantined }) {
  const { t, i18n } = useTranslation('operator')
  if (row.rejected_at !== null) {
    const at = moment(row.rejected_at, i18n.language)
    return <p className="notice">{t('quarantine.rejected_at', { at, note: row.note })}</p>
  }
  if (row.replayed_at === null) return null
  return (
    <p className="notice">{t('quarantine.replayed_at', { at: moment(row.replayed_at, i18n.language) })}</p>
  )
}

type Raw = Readonly<Record<string, string | null>>

interface RawRowProps {
  readonly dataset: string
  readonly raw: Raw
  readonly at_fault: string | null
}

function RawRow({ dataset, raw, at_fault }: RawRowProps) {
  const { t } = useTranslation('operator')
  const { data } = useDictionary()
  const fields = data?.datasets.find(({ id }) => id === dataset)?.fields ?? []
  const nameOf = (column: string): string => {
    const field = fields.find(({ id }) => id === column)
    return field === undefined ? '' : said(field.name)
  }
  return (
    <table className="raw-row">
      <caption className="out-of-sight">{t('quarantine.raw')}</caption>
      <tbody>
        {Object.entries(raw).map(([column, value]) => (
          <tr key={column} className={column === at_fault ? 'at-fault' : ''}>
            <th scope="row">
              {nameOf(column)} <code>{column}</code>{' '}
              {column === at_fault && <small>({t('quarantine.at_fault')})</small>}
            </th>
            <td>{value || t('quarantine.empty_value')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Mend({ row, raw }: { readonly row: Quarantined; readonly raw: Raw }) {
  const { t } = useTranslation('operator')
  const columns = Object.keys(raw)
  const [column, setColumn] = useState(row.column ?? columns[0] ?? '')
  const [value, setValue] = useState(raw[column] ?? '')
  // A row that is mended and still at fault waits on under another id.
  const [waits_as, setWaitsAs] = useState(row.quarantine_id)
  const mend = useMend(waits_as)
  const id = useId()
  const isIn = mend.data?.outcome === 'accepted'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        mend.mutate(
          { column, value },
          { onSuccess: ({ quarantine_id = waits_as }) => setWaitsAs(quarantine_id) },
        )
      }}
    >
      <h3>{t('quarantine.mend_title')}</h3>
      <label className="field" htmlFor={`${id}-column`}>
        <span>{t('quarantine.mend_column')}</span>
        <select
          id={`${id}-column`}
          value={column}
          onChange={({ target }) => {
            setColumn(target.value)
            setValue(raw[target.value] ?? '')
          }}
        >
          {columns.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <label className="field" htmlFor={`${id}-value`}>
        <span>{t('quarantine.mend_value')}</span>
        <input id={`${id}-value`} value={value} onChange={({ target }) => setValue(target.value)} />
      </label>
      <Button type="submit" look="primary" disabled={mend.isPending || isIn}>
        {mend.isPending ? t('quarantine.mending') : t('quarantine.mend')}
      </Button>
      <MendOutcome mend={mend} />
    </form>
  )
}

function MendOutcome({ mend }: { readonly mend: ReturnType<typeof useMend> }) {
  const { t } = useTranslation('operator')
  const faultOf = useFaults()
  return (
    <div role="status" className="stack">
      {mend.data?.outcome === 'accepted' && <p className="notice good">{t('quarantine.mended')}</p>}
      {mend.data?.outcome === 'quarantined' && (
        <p className="notice bad">{t('quarantine.still', { sentence: faultOf(mend.data.code ?? '') })}</p>
      )}
      {mend.isError && <RefusalNotice error={mend.error} />}
    </div>
  )
}
