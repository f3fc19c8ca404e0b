import type { SheetBreaks } from './write-csv.ts'

/** A workbook to be written as CSV, in a thread of its own. */
export interface SheetTask {
  readonly kind: 'xlsx' | 'xls'
  readonly from: string
  readonly to: string
  readonly unpacked_most: number
}

/** What the thread says at its end. */
export type SheetWord =
  | { readonly kind: 'done'; readonly breaks: SheetBreaks | null }
  | { readonly kind: 'too_large' }
  | { readonly kind: 'unreadable'; readonly problem: string }
