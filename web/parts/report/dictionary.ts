/** A name in both languages, as definitions give it. */
export interface Name {
  readonly zh: string
  readonly en: string
}

/** A name in the reader's language. */
export function named(name: Name, language: string): string {
  return language.startsWith('zh') ? name.zh : name.en
}
