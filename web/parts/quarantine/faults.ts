import { useTranslation } from 'react-i18next'
import { useDictionary } from '../report/asks.ts'
import { named } from '../report/dictionary.ts'

/** What is wrong with a row, in plain words; a code without words stands for itself. */
export function useFaults(): (code: string) => string {
  const { i18n } = useTranslation()
  const { data } = useDictionary()
  return (code) => {
    const fault = data?.faults.find((each) => each.code === code)
    return fault === undefined ? code : named(fault.text, i18n.language)
  }
}
