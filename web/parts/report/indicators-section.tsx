import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Badge } from '../../ui/badge.tsx'
import { type Column, Rows } from '../../ui/rows.tsx'
import './report-words.ts'
import { said } from '../../util/figures.ts'
import type { Answer, Dictionary } from './answer.ts'
import { useDatasetNames } from './asks.ts'
import { DatasetAge, oldest } from './dataset-age.tsx'
import { FigureText } from './figure-text.tsx'
import { redFlags } from './red-flags.ts'
import { type IndicatorValue, indicatorsIn } from './sections.ts'

export interface IndicatorsSectionProps {
  readonly ids: readonly string[]
  readonly data: unknown
  readonly answer: Answer
  readonly dictionary: Dictionary
}

type Definition = Dictionary['indicators'][number]
interface Shown {
  readonly definition: Definition
  readonly told: IndicatorValue
}

/** The indicators of a section: first what is adverse, then each with its value, what hinders it, and its age. */
export function IndicatorsSection({ ids, data, answer, dictionary }: IndicatorsSectionProps) {
  const { t } = useTranslation('report')
  const values = indicatorsIn(data)
  const shown = ids.flatMap((id): readonly Shown[] => {
    const [definition, told] = [dictionary.indicators.find((each) => each.id === id), values[id]]
    return definition === undefined || told === undefined ? [] : [{ definition, told }]
  })
  return (
    <>
      <RedFlags shown={shown} />
      <Rows<Shown>
        label={t('indicators.label')}
        rows={shown}
        keyOf={({ definition }) => definition.id}
        empty={t('indicators.none')}
        columns={useColumns(answer, dictionary)}
      />
    </>
  )
}

function useColumns(answer: Answer, dictionary: Dictionary): readonly Column<Shown>[] {
  const { t } = useTranslation('report')
  const nameOf = useDatasetNames()
  return [
    {
      key: 'name',
      title: t('indicators.name'),
      render: ({ definition: { id, name } }) => (
        <>
          {said(name)}{' '}
          <Link className="in-text" to={`/indicators/${id}`}>
            {id}
          </Link>
        </>
      ),
    },
    {
      key: 'value',
      title: t('indicators.value'),
      align: 'right',
      render: ({ definition: { unit }, told: { value } }) => <FigureText value={value} unit={unit} />,
    },
    {
      key: 'words',
      title: t('indicators.words'),
      width: '36%',
      render: ({ told }) => <FlagWords told={told} dictionary={dictionary} />,
    },
    {
      key: 'age',
      title: t('indicators.age'),
      render: ({ definition: { datasets } }) => {
        const age = oldest(answer.quality.filter(({ dataset }) => datasets.includes(dataset)))
        if (age === undefined) return t('value.unknown')
        return (
          <>
            {datasets.length > 1 && `${nameOf(age.dataset)}:`}
            <DatasetAge quality={age} />
          </>
        )
      },
    },
  ]
}

function FlagWords({ told, dictionary }: { readonly told: IndicatorValue; readonly dictionary: Dictionary }) {
  const { t } = useTranslation('report')
  const flag = dictionary.flags.find((each) => each.flag === told.flag)
  const marks = dictionary.marks.filter(({ mark }) => told.marks.includes(mark))
  if (told.flag === 'OK' && marks.length === 0) return <span className="muted">{t('indicators.plain')}</span>
  return (
    <>
      {told.flag !== 'OK' && (
        <Badge tone={told.value === null ? 'plain' : 'warn'}>
          {flag === undefined ? told.flag : said(flag.text)}
        </Badge>
      )}
      {marks.map(({ mark, text }) => (
        <Badge key={mark} tone="info">
          {said(text)}
        </Badge>
      ))}
    </>
  )
}

function RedFlags({ shown }: { readonly shown: readonly Shown[] }) {
  const { t } = useTranslation('report')
  const values = Object.fromEntries(shown.map(({ definition, told }) => [definition.id, told]))
  const flagged = redFlags(
    shown.map(({ definition }) => definition),
    values,
  )
  if (flagged.length === 0) return null
  return (
    <Alert
      type="error"
      showIcon
      title={t('indicators.red_flags', { count: flagged.length })}
      description={
        <ul className="plain">
          {shown
            .filter(({ definition }) => flagged.includes(definition.id))
            .map(({ definition: { id, name, unit }, told }) => (
              <li key={id}>
                {said(name)}:<FigureText value={told.value} unit={unit} />
              </li>
            ))}
        </ul>
      }
    />
  )
}
