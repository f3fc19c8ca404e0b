/** Names one after another, as the reader's language sets them apart. */
export function listed(names: readonly string[], language: string): string {
  return names.join(language === 'en' ? ', ' : '、')
}
