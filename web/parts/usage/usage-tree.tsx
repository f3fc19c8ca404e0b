import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { groupedMoney } from '../report/figure.ts'
import type { UsageRow } from './rolled-up.ts'
import './usage-words.ts'

/** A tree of institutions with what each used, rolled up; a node opens to its products and those below it. */
export function UsageTree({ root }: { readonly root: UsageRow }) {
  const { t } = useTranslation('usage')
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set([root.key]))
  const toggle = (key: string): void => setOpen(open.has(key) ? without(open, key) : new Set([...open, key]))
  return (
    <table className="usage">
      <caption className="out-of-sight">{t('table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('name')}</th>
          <th scope="col">{t('queries')}</th>
          <th scope="col">{t('hits')}</th>
          <th scope="col">{t('units')}</th>
          <th scope="col">{t('amount')}</th>
        </tr>
      </thead>
      <tbody>
        <Branch row={root} depth={0} open={open} toggle={toggle} />
      </tbody>
    </table>
  )
}

interface BranchProps {
  readonly row: UsageRow
  readonly depth: number
  readonly open: ReadonlySet<string>
  readonly toggle: (key: string) => void
}

function Branch({ row, depth, open, toggle }: BranchProps) {
  const isOpen = open.has(row.key)
  return (
    <>
      <tr className={row.kind}>
        <th scope="row" style={{ paddingInlineStart: `${0.5 + depth * 1.1}rem` }}>
          {row.children === undefined ? row.name : <Opener row={row} isOpen={isOpen} toggle={toggle} />}
        </th>
        <Figures row={row} />
      </tr>
      {isOpen &&
        row.children?.map((child) => (
          <Branch key={child.key} row={child} depth={depth + 1} open={open} toggle={toggle} />
        ))}
    </>
  )
}

interface OpenerProps {
  readonly row: UsageRow
  readonly isOpen: boolean
  readonly toggle: (key: string) => void
}

function Opener({ row: { key, name }, isOpen, toggle }: OpenerProps) {
  const { t } = useTranslation('usage')
  return (
    <button
      type="button"
      className="opener"
      aria-expanded={isOpen}
      aria-label={t(isOpen ? 'close' : 'open', { name })}
      onClick={() => toggle(key)}
    >
      <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> {name}
    </button>
  )
}

function Figures({ row: { queries, hits, units, amount_cny } }: { readonly row: UsageRow }) {
  const { t, i18n } = useTranslation('usage')
  const count = new Intl.NumberFormat(i18n.language)
  return (
    <>
      <td data-label={t('queries')}>{count.format(queries)}</td>
      <td data-label={t('hits')}>{count.format(hits)}</td>
      <td data-label={t('units')}>{count.format(units)}</td>
      <td data-label={t('amount')}>{groupedMoney(amount_cny)}</td>
    </>
  )
}

function without(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  return new Set([...keys].filter((each) => each !== key))
}
