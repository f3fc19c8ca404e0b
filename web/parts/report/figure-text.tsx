import { useTranslation } from 'react-i18next'
import './report-words.ts'
import { figureOf } from './figure.ts'
import type { IndicatorValue } from './sections.ts'

/** An indicator's value in its unit, or a dash where its flag says why there is none. */
export function FigureText({
  value,
  unit,
}: {
  readonly value: IndicatorValue['value']
  readonly unit: string
}) {
  const { t, i18n } = useTranslation('report')
  if (value === null) return <span className="muted">{t('value.none')}</span>
  const figure = figureOf(value, unit, i18n.language)
  switch (figure.kind) {
    case 'yes_no':
      return <strong>{t(figure.is_yes ? 'value.yes' : 'value.no')}</strong>
    case 'grade':
      return <strong>{t('value.grade', { grade: figure.grade })}</strong>
    case 'number':
      return (
        <>
          <strong>{figure.text}</strong>
          {figure.unit !== null && <small> {t(`unit.${figure.unit}`)}</small>}
        </>
      )
  }
}
