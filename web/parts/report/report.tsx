import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import './report-words.ts'
import { said } from '../../util/figures.ts'
import type { Answer, Dictionary, ProductCard, Section } from './answer.ts'
import { FactsSection } from './facts-section.tsx'
import { IndicatorsSection } from './indicators-section.tsx'
import { ReportHead } from './report-head.tsx'
import { ReportProof } from './report-proof.tsx'
import { ReportSources } from './report-sources.tsx'
import { seriesIn } from './sections.ts'
import { TagsSection } from './tags-section.tsx'
import { VerificationSection } from './verification-section.tsx'
import { WorkforceChart } from './workforce-chart.tsx'

export interface ReportProps {
  readonly card: ProductCard
  readonly answer: Answer
  readonly dictionary: Dictionary
}

/** A report as it is read: its head, every section of the card in plain words, its sources and its proof. */
export function Report({ card, answer, dictionary }: ReportProps) {
  const { t } = useTranslation('report')
  return (
    <article className="report" aria-label={said(card.name)}>
      <ReportHead card={card} answer={answer} />
      {answer.coverage.hit === 'none' && <Alert type="info" showIcon title={t('head.no_hit')} />}
      {card.sections.map((section) => (
        <section key={section.id}>
          <h3>{said(section.name)}</h3>
          <SectionBody card={card} section={section} answer={answer} dictionary={dictionary} />
        </section>
      ))}
      <ReportSources answer={answer} dictionary={dictionary} />
      <Glossary card={card} />
      <ReportProof answer={answer} />
    </article>
  )
}

interface SectionProps {
  readonly card: ProductCard
  readonly section: Section
  readonly answer: Answer
  readonly dictionary: Dictionary
}

function SectionBody({ card, section, answer, dictionary }: SectionProps) {
  const data = answer.data[section.id]
  switch (section.kind) {
    case 'indicators':
      return (
        <IndicatorsSection ids={section.indicators} data={data} answer={answer} dictionary={dictionary} />
      )
    case 'facts':
      return <FactsSection shown={section.facts} data={data} answer={answer} dictionary={dictionary} />
    case 'series': {
      const { insured_n = [], joiners_n = [], leavers_n = [] } = seriesIn(data)
      return <WorkforceChart insured={insured_n} joiners={joiners_n} leavers={leavers_n} />
    }
    case 'tags':
      return <TagsSection data={data} dictionary={dictionary} />
    case 'verification':
      return <VerificationSection card={card} section={section} data={data} />
  }
}

function Glossary({ card }: { readonly card: ProductCard }) {
  const { t } = useTranslation('report')
  return (
    <details>
      <summary>{t('glossary')}</summary>
      <dl className="glossary">
        {card.glossary.map(({ term, text }) => (
          <div key={term.zh}>
            <dt>{said(term)}</dt>
            <dd>{said(text)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
