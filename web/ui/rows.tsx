import { Grid, Table } from 'antd'
import type { ReactNode } from 'react'

/** One column of rows: what it is called and what it shows of a row. */
export interface Column<Row> {
  readonly key: string
  readonly title: string
  readonly render: (row: Row) => ReactNode
  readonly align?: 'right'
  readonly width?: number | string
}

export interface RowsProps<Row> {
  /** What the rows are, for those who hear the page. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly empty: string
}

/** Rows as a table, and on a phone as cards, one a row. */
export function Rows<Row extends object>(props: RowsProps<Row>) {
  const { md = true } = Grid.useBreakpoint()
  if (props.rows.length === 0) return <p className="muted">{props.empty}</p>
  return md ? <WideRows {...props} /> : <Cards {...props} />
}

function WideRows<Row extends object>({ label, columns, rows, keyOf }: RowsProps<Row>) {
  return (
    <Table<Row>
      aria-label={label}
      size="small"
      pagination={false}
      rowKey={keyOf}
      dataSource={rows as Row[]} // antd does not write to it
      columns={columns.map(({ key, title, render, align, width }) => ({
        key,
        title,
        render: (_: unknown, row: Row) => render(row),
        ...(align === undefined ? {} : { align }),
        ...(width === undefined ? {} : { width }),
      }))}
    />
  )
}

function Cards<Row extends object>({ label, columns, rows, keyOf }: RowsProps<Row>) {
  return (
    <ul className="cards" aria-label={label}>
      {rows.map((row) => (
        <li key={keyOf(row)}>
          <dl>
            {columns.map(({ key, title, render }) => (
              <div key={key}>
                <dt>{title}</dt>
                <dd>{render(row)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}
