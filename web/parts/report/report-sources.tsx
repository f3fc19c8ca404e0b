import { useTranslation } from 'react-i18next'
import { Rows } from '../../ui/rows.tsx'
import { listed } from '../../util/listed.ts'
import { moment } from '../../util/moment.ts'
import './report-words.ts'
import { said } from '../../util/figures.ts'
import type { Answer, DatasetQuality, Dictionary } from './answer.ts'
import { DatasetAge } from './dataset-age.tsx'

/** Where everything of an answer comes from, on what basis and how old it is, and what it may be used for. */
export function ReportSources({
  answer,
  dictionary,
}: {
  readonly answer: Answer
  readonly dictionary: Dictionary
}) {
  const { t, i18n } = useTranslation('report')
  const of = (dataset: string) => answer.sources.find((source) => source.dataset === dataset)
  const defined = (dataset: string) => dictionary.datasets.find(({ id }) => id === dataset)
  const nameOf = (dataset: string): string => {
    const definition = defined(dataset)
    return definition === undefined ? dataset : said(definition.name)
  }
  return (
    <section>
      <h3>{t('sources.title')}</h3>
      <Rows<DatasetQuality>
        label={t('sources.title')}
        rows={answer.quality}
        keyOf={({ dataset }) => dataset}
        empty={t('sources.none')}
        columns={[
          { key: 'name', title: t('sources.dataset'), render: ({ dataset }) => nameOf(dataset) },
          {
            key: 'authorities',
            title: t('sources.authorities'),
            render: ({ dataset }) =>
              listed(
                (defined(dataset)?.authorities ?? []).map((each) => said(each)),
                i18n.language,
              ),
          },
          {
            key: 'basis',
            title: t('sources.basis'),
            render: ({ dataset }) => t(`basis.${of(dataset)?.basis ?? 'public'}`),
          },
          {
            key: 'known_at',
            title: t('sources.known_at'),
            render: ({ known_at }) =>
              known_at === null ? t('value.unknown') : moment(known_at, i18n.language),
          },
          { key: 'age', title: t('sources.age'), render: (quality) => <DatasetAge quality={quality} /> },
        ]}
      />
      <p className="disclaimer">{t('sources.disclaimer')}</p>
    </section>
  )
}
