import { Drawer, Grid } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { type Filter, type Quarantined, quarantine_states, useQuarantine } from '../../parts/operator-asks.ts'
import { OperatorPage } from '../../parts/operator-page.tsx'
import { Pages } from '../../parts/pages.tsx'
import { useFaults } from '../../parts/quarantine/faults.ts'
import { QuarantineFilter } from '../../parts/quarantine/filter.tsx'
import { QuarantinedRow } from '../../parts/quarantine/row.tsx'
import { useDatasetNames } from '../../parts/report/asks.ts'
import { Button } from '../../ui/button.tsx'
import { type Column, Rows } from '../../ui/rows.tsx'

/** The rows that did not come in: found by dataset and reason, looked at, mended and played again. */
export function Page() {
  const { t } = useTranslation('operator')
  const [filter, choose] = useFilter()
  const quarantine = useQuarantine(filter)
  const [looked, look] = useState<Quarantined | null>(null)
  const { md = true } = Grid.useBreakpoint()
  const columns = useColumns(look)
  return (
    <OperatorPage>
      <section className="card">
        <h2>{t('quarantine.title')}</h2>
        <QuarantineFilter
          filter={filter}
          choose={choose}
          totals={quarantine.data?.pages.at(-1)?.totals ?? []}
        />
        <Pages query={quarantine} more={t('more')}>
          {(rows) => (
            <Rows<Quarantined>
              label={t('quarantine.title')}
              rows={rows}
              keyOf={({ quarantine_id }) => quarantine_id}
              empty={t('quarantine.none')}
              columns={columns}
            />
          )}
        </Pages>
      </section>
      <Drawer
        open={looked !== null}
        onClose={() => look(null)}
        size={md ? 640 : '100%'}
        title={looked === null ? '' : t('quarantine.row_title', { line: looked.line })}
        destroyOnHidden
      >
        {looked !== null && <QuarantinedRow row={looked} />}
      </Drawer>
    </OperatorPage>
  )
}

// The filter stands in the address, so that a batch's count can lead here and a colleague can be sent it.
function useFilter(): readonly [Filter, (filter: Filter) => void] {
  const [search, setSearch] = useSearchParams()
  const asked = search.get('state')
  const state = quarantine_states.find((each) => each === asked) ?? 'waiting'
  const filter = { dataset: search.get('dataset') ?? '', code: search.get('code') ?? '', state }
  return [
    filter,
    (chosen) =>
      setSearch(
        Object.entries(chosen).filter(([, value]) => value !== ''),
        { replace: true },
      ),
  ]
}

function useColumns(look: (row: Quarantined) => void): readonly Column<Quarantined>[] {
  const { t } = useTranslation('operator')
  const nameOf = useDatasetNames()
  const faultOf = useFaults()
  return [
    { key: 'dataset', title: t('quarantine.dataset'), render: ({ dataset }) => nameOf(dataset) },
    {
      key: 'where',
      title: t('quarantine.where'),
      render: ({ file, line }) => (
        <>
          {t('quarantine.line', { line })}
          <br />
          <small className="muted">{file}</small>
        </>
      ),
    },
    { key: 'column', title: t('quarantine.column'), render: ({ column }) => column ?? t('no_value') },
    {
      key: 'value',
      title: t('quarantine.value'),
      render: ({ value }) => value || t('quarantine.empty_value'),
    },
    { key: 'code', title: t('quarantine.code'), render: ({ code }) => faultOf(code) },
    {
      key: 'look',
      title: t('quarantine.look'),
      render: (row) => (
        <Button
          onClick={() => look(row)}
          aria-label={`${t('quarantine.look')} ${t('quarantine.line', { line: row.line })}`}
        >
          {t('quarantine.look')}
        </Button>
      ),
    },
  ]
}
