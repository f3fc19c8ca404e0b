import { useTranslation } from 'react-i18next'
import { Choices } from '../ui/choice.tsx'
import { said } from '../util/figures.ts'
import { words } from '../util/words.ts'

words('authorisation', {
  zh: {
    required: '必需的信息',
    optional: '可选的信息(不勾选也可以继续)',
    from: '来自{{authorities}}',
    whole: '授权书全文',
    sentences: '请先了解',
  },
  en: {
    required: 'What is required',
    optional: 'What is optional (you may leave it out)',
    from: 'from {{authorities}}',
    whole: 'The whole authorisation',
    sentences: 'Before you decide',
  },
})

export interface NamedScope {
  readonly scope: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly authorities: readonly { readonly zh: string; readonly en: string }[]
  readonly required: boolean
}

export interface ScopesProps {
  readonly scopes: readonly NamedScope[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

/** What an owner is asked to let be seen, item by item; what is required cannot be left out. */
export function Scopes({ scopes, chosen, onChange }: ScopesProps) {
  const { t } = useTranslation('authorisation')
  const items = (required: boolean) =>
    scopes
      .filter((each) => each.required === required)
      .map(({ scope, name, authorities }) => ({
        id: scope,
        name: said(name),
        detail: t('from', { authorities: authorities.map(said).join('、') }),
      }))
  const optional = items(false)
  return (
    <>
      <Choices legend={t('required')} items={items(true)} chosen={requiredOf(scopes)} onChange={null} />
      {optional.length > 0 && (
        <Choices
          legend={t('optional')}
          items={optional}
          chosen={chosen}
          onChange={(next) => onChange([...new Set([...requiredOf(scopes), ...next])])}
        />
      )}
    </>
  )
}

/** The scopes that an owner cannot leave out. */
export function requiredOf(scopes: readonly NamedScope[]): readonly string[] {
  return scopes.filter(({ required }) => required).map(({ scope }) => scope)
}

export interface ShownTextProps {
  readonly shown_text: string
  readonly sentences: readonly string[]
}

/** The text that is signed, as it is signed, and the four sentences that must be told (domain §2.7). */
export function ShownText({ shown_text, sentences }: ShownTextProps) {
  const { t } = useTranslation('authorisation')
  return (
    <>
      <h2>{t('sentences')}</h2>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <details>
        <summary>{t('whole')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reached by keyboard */}
        <section className="shown-text" tabIndex={0} aria-label={t('whole')} lang="zh-CN">
          {shown_text}
        </section>
      </details>
    </>
  )
}
