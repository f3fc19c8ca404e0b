import { said } from '../../util/figures.ts'
import { useDictionary } from '../report/asks.ts'

/** What is wrong with a row, in plain words; a code without words stands for itself. */
export function useFaults(): (code: string) => string {
  const { data } = useDictionary()
  return (code) => {
    const fault = data?.faults.find((each) => each.code === code)
    return fault === undefined ? code : said(fault.text)
  }
}
