import { Descriptions } from 'antd'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { moment } from '../../util/moment.ts'
import './report-words.ts'
import { said } from '../../util/figures.ts'
import type { Answer, ProductCard } from './answer.ts'

const narrow_first = { xs: 1, md: 2 } as const

/** Whose report this is, as of when, under which number and consent, and what it is not. */
export function ReportHead({ card, answer }: { readonly card: ProductCard; readonly answer: Answer }) {
  const { t, i18n } = useTranslation('report')
  const { subject, report_number, as_of, generated_at, consent, coverage } = answer
  return (
    <header className="report-head">
      <h2>
        {said(card.name)} {answer.notice !== undefined && <Badge tone="warn">{answer.notice}</Badge>}
      </h2>
      {answer.statement !== undefined && <p>{card.statement && said(card.statement)}</p>}
      <Descriptions
        size="small"
        bordered
        column={narrow_first}
        items={[
          { key: 'name', label: t('head.name'), children: subject.name ?? t('value.unknown') },
          { key: 'uscc', label: t('head.uscc'), children: <code>{subject.uscc}</code> },
          ...(subject.succeeded_on === undefined
            ? []
            : [{ key: 'succeeded', label: t('head.succeeded'), children: subject.succeeded_on.join(', ') }]),
          { key: 'number', label: t('head.number'), children: <code>{report_number}</code> },
          { key: 'as_of', label: t('head.as_of'), children: moment(as_of, i18n.language) },
          { key: 'made', label: t('head.generated_at'), children: moment(generated_at, i18n.language) },
          { key: 'hit', label: t('head.coverage'), children: t(`head.hit.${coverage.hit}`) },
          {
            key: 'consent',
            label: t('head.consent'),
            children:
              consent === null
                ? t('head.no_consent')
                : t('head.consent_version', { id: consent.consent_id, version: consent.version }),
          },
        ]}
      />
    </header>
  )
}
