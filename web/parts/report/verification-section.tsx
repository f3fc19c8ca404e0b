import { Descriptions } from 'antd'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { said } from '../../util/figures.ts'
import './report-words.ts'
import type { ProductCard, Section } from './answer.ts'
import { comparisonIn } from './sections.ts'

const tones = { y: 'good', n: 'bad', no_record: 'plain' } as const

export interface VerificationSectionProps {
  readonly card: ProductCard
  readonly section: Extract<Section, { readonly kind: 'verification' }>
  readonly data: unknown
}

/** Whether each element that was given is as registered; what is registered itself is not told. */
export function VerificationSection({ card, section, data }: VerificationSectionProps) {
  const { t } = useTranslation('report')
  const compared = comparisonIn(data)
  const nameOf = (id: string): string => {
    const input = card.inputs?.find((each) => each.id === id)
    return input === undefined ? id : said(input.name)
  }
  return (
    <Descriptions
      size="small"
      bordered
      column={{ xs: 1, md: 2 }}
      items={section.elements.flatMap(({ element }) => {
        const outcome = compared[element]
        if (outcome === undefined) return []
        return {
          key: element,
          label: nameOf(element),
          children: <Badge tone={tones[outcome]}>{t(`verification.${outcome}`)}</Badge>,
        }
      })}
    />
  )
}
