import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

/** The languages of the console, the first of which stands where nobody chose. */
export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

type Same<Words> = { readonly [Key in keyof Words]: Words[Key] extends string ? string : Same<Words[Key]> }

const kept_as = 'xinqiao.language'

// The initialisation is done at once, for nothing is fetched: each page brings its own words.
void i18next.use(initReactI18next).init({
  lng: kept(),
  fallbackLng: 'zh',
  resources: {},
  interpolation: { escapeValue: false }, // React escapes
  initAsync: false,
})
markPage()

/** The words of a namespace, in both languages; one that lacks a word does not compile. */
export function words<const Words extends object>(
  namespace: string,
  { zh, en }: { readonly zh: Words; readonly en: Same<Words> },
): void {
  i18next.addResourceBundle('zh', namespace, zh)
  i18next.addResourceBundle('en', namespace, en)
}

/** Speaks another language from now on, and remembers it in this browser. */
export async function speak(language: Language): Promise<void> {
  await i18next.changeLanguage(language)
  localStorage.setItem(kept_as, language)
  markPage()
}

/** The language that is spoken. */
export function spoken(): Language {
  return i18next.language === 'en' ? 'en' : 'zh'
}

function kept(): Language {
  return localStorage.getItem(kept_as) === 'en' ? 'en' : 'zh'
}

function markPage(): void {
  document.documentElement.lang = spoken() === 'en' ? 'en' : 'zh-CN'
}
