import type { ReactNode } from 'react'
import './badge.css'

export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'info'

/** A word or two that stand out; the words say what the colour says. */
export function Badge({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>
}
