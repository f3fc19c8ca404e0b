import { spoken } from './words.ts'

/** An amount of yuan, as text in and out: whole ten thousands are said in 万 where Chinese is spoken. */
export function yuan(amount_cny: string): string {
  const [whole = '0', cents = '00'] = amount_cny.split('.')
  if (spoken() === 'zh' && /^\d+0000$/.test(whole) && Number(cents) === 0) {
    return `${grouped(whole.slice(0, -4))} 万元`
  }
  const text = Number(cents) === 0 ? grouped(whole) : `${grouped(whole)}.${cents}`
  return spoken() === 'zh' ? `${text} 元` : `CNY ${text}`
}

/** A text that comes in both languages, in the one that is spoken. */
export function said(text: { readonly zh: string; readonly en: string }): string {
  return spoken() === 'zh' ? text.zh : text.en
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',')
}
