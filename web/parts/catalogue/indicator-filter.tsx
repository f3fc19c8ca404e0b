import { useTranslation } from 'react-i18next'
import '../catalogue-words.ts'
import type { IndicatorLine, Wanted } from './wanted.ts'

export interface IndicatorFilterProps {
  readonly lines: readonly IndicatorLine[]
  readonly wanted: Wanted
  readonly want: (wanted: Wanted) => void
}

/** What of all indicators is looked for. */
export function IndicatorFilter({ lines, wanted, want }: IndicatorFilterProps) {
  const { t } = useTranslation('catalogue')
  const themes = distinct(lines.flatMap((line) => line.themes))
  return (
    <div className="toolbar">
      <label>
        {t('index.search')}
        <input
          type="search"
          value={wanted.text}
          onChange={({ target }) => want({ ...wanted, text: target.value })}
        />
      </label>
      <Choice
        label={t('index.theme')}
        value={wanted.theme}
        choose={(theme) => want({ ...wanted, theme })}
        options={themes.map((theme) => [theme, t(`themes.${theme}`)])}
      />
      <Choice
        label={t('unit')}
        value={wanted.unit}
        choose={(unit) => want({ ...wanted, unit })}
        options={distinct(lines.map(({ unit }) => unit)).map((unit) => [unit, unit])}
      />
      <Choice
        label={t('direction')}
        value={wanted.direction}
        choose={(direction) => want({ ...wanted, direction })}
        options={(['riskier', 'safer', 'two_sided'] as const).map((each) => [each, t(`directions.${each}`)])}
      />
    </div>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly choose: (value: string) => void
  readonly options: readonly (readonly [string, string])[]
}

function Choice({ label, value, choose, options }: ChoiceProps) {
  const { t } = useTranslation('catalogue')
  return (
    <label>
      {label}
      <select value={value} onChange={({ target }) => choose(target.value)}>
        <option value="">{t('index.all')}</option>
        {options.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

function distinct(of: readonly string[]): readonly string[] {
  return [...new Set(of)].sort()
}
