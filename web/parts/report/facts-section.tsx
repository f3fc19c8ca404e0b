import { Descriptions } from 'antd'
import { useTranslation } from 'react-i18next'
import { Rows } from '../../ui/rows.tsx'
import './report-words.ts'
import { said } from '../../util/figures.ts'
import type { Answer, Dictionary } from './answer.ts'
import { DatasetAge } from './dataset-age.tsx'
import { factText } from './fact-value.ts'
import { type FactRow, factsIn } from './sections.ts'

interface ShownFacts {
  readonly dataset: string
  readonly fields: readonly string[]
}

export interface FactsSectionProps {
  readonly shown: readonly ShownFacts[]
  readonly data: unknown
  readonly answer: Answer
  readonly dictionary: Dictionary
}

/** The facts of a section, dataset by dataset; what is not covered is told apart from what does not exist. */
export function FactsSection({ shown, data, answer, dictionary }: FactsSectionProps) {
  const facts = factsIn(data)
  return shown.map(({ dataset, fields }) => (
    <DatasetFacts
      key={dataset}
      dataset={dataset}
      fields={fields}
      rows={facts[dataset] ?? []}
      answer={answer}
      dictionary={dictionary}
    />
  ))
}

interface DatasetFactsProps extends ShownFacts {
  readonly rows: readonly FactRow[]
  readonly answer: Answer
  readonly dictionary: Dictionary
}

function DatasetFacts({ dataset, fields, rows, answer, dictionary }: DatasetFactsProps) {
  const { t } = useTranslation('report')
  const textOf = useFactText()
  const definition = dictionary.datasets.find(({ id }) => id === dataset)
  const quality = answer.quality.find((each) => each.dataset === dataset)
  const known = fields.map((id) => definition?.fields.find((field) => field.id === id) ?? unnamed(id))
  const isCovered = quality?.covered === true
  return (
    <>
      <h4>
        {definition === undefined ? dataset : said(definition.name)}{' '}
        <small className="muted">{quality !== undefined && <DatasetAge quality={quality} />}</small>
      </h4>
      {fields.length > 8 ? (
        <WholeFacts fields={known} rows={rows} empty={t(isCovered ? 'facts.none' : 'facts.not_covered')} />
      ) : (
        <Rows<FactRow>
          label={definition === undefined ? dataset : said(definition.name)}
          rows={rows}
          keyOf={(row) => JSON.stringify(row)}
          empty={t(isCovered ? 'facts.none' : 'facts.not_covered')}
          columns={known.map((field) => ({
            key: field.id,
            title: said(field.name),
            render: (row) => textOf(field, row[field.id]),
          }))}
        />
      )}
    </>
  )
}

type Field = Dictionary['datasets'][number]['fields'][number]

// A field that the dictionary does not have yet stands under its id.
function unnamed(id: string): Field {
  return { id, name: { zh: id, en: id }, type: 'string', unit: null, labels: {} }
}

function useFactText(): (field: Field, value: unknown) => string {
  const { t } = useTranslation('report')
  return ({ labels, ...field }, value) => {
    const spoken = Object.entries(labels).map(([code, label]) => [code, said(label)] as const)
    return factText({ ...field, labels: Object.fromEntries(spoken) }, value, (key, options) =>
      t(key, { ...options }),
    )
  }
}

interface WholeFactsProps {
  readonly fields: readonly Field[]
  readonly rows: readonly FactRow[]
  readonly empty: string
}

// A row of many fields is read downwards, not across.
function WholeFacts({ fields, rows, empty }: WholeFactsProps) {
  const textOf = useFactText()
  if (rows.length === 0) return <p>{empty}</p>
  return rows.map((row) => (
    <Descriptions
      key={JSON.stringify(row)}
      size="small"
      bordered
      column={{ xs: 1, md: 2 }}
      items={fields.map((field) => ({
        key: field.id,
        label: said(field.name),
        children: textOf(field, row[field.id]),
      }))}
    />
  ))
}
