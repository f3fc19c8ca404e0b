import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { Rows } from '../../ui/rows.tsx'
import { said } from '../../util/figures.ts'
import './report-words.ts'
import type { Dictionary } from './answer.ts'
import { type Tag, tagsIn } from './sections.ts'

export interface TagsSectionProps {
  readonly data: unknown
  readonly dictionary: Dictionary
}

const tones = { valid: 'good', expired: 'plain', revoked: 'bad' } as const

/** The tags of a firm: what each is, whether it stands on the day of the answer, until when, and what it rests on. */
export function TagsSection({ data, dictionary }: TagsSectionProps) {
  const { t } = useTranslation('report')
  const evidenceOf = useEvidence(dictionary)
  return (
    <Rows<Tag>
      label={t('tags.label')}
      rows={tagsIn(data)}
      keyOf={({ tag_code }) => tag_code}
      empty={t('tags.none')}
      columns={[
        { key: 'name', title: t('tags.tag'), render: ({ name }) => <strong>{said(name)}</strong> },
        {
          key: 'status',
          title: t('tags.status'),
          width: 110,
          render: ({ status }) => <Badge tone={tones[status]}>{t(`tags.${status}`)}</Badge>,
        },
        { key: 'days', title: t('tags.days'), render: (tag) => <Days tag={tag} /> },
        {
          key: 'certificate',
          title: t('tags.certificate'),
          render: ({ certificate_no }) => certificate_no ?? t('value.none'),
        },
        { key: 'evidence', title: t('tags.evidence'), render: evidenceOf },
      ]}
    />
  )
}

function Days({ tag }: { readonly tag: Tag }) {
  const { t } = useTranslation('report')
  const { issued_on, valid_to } = tag
  if (issued_on === null) return t('tags.as_evidence')
  return t('tags.from_to', { from: issued_on, to: valid_to ?? t('tags.open') })
}

function useEvidence({ datasets, indicators, flags }: Dictionary): (tag: Tag) => string {
  const { t } = useTranslation('report')
  return ({ evidence: { dataset, indicator, value, flag } }) => {
    const source = datasets.find(({ id }) => id === dataset) ?? indicators.find(({ id }) => id === indicator)
    const name = source === undefined ? '' : said(source.name)
    const flagged = flag === null || flag === 'OK' ? undefined : flags.find((each) => each.flag === flag)
    const shown = indicator === null && value !== null ? ` ${value}` : ''
    return `${name}${shown}${flagged === undefined ? '' : t('tags.flagged', { text: said(flagged.text) })}`
  }
}
