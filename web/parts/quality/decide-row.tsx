import { useTranslation } from 'react-i18next'
import { useDecide } from './asks.ts'
import { Decide } from './decide.tsx'

// Any other fault has to be mended before the row can come in.
const doubts: readonly string[] = ['jump_held', 'source_conflict']

/** Lets a quarantined row in that is only hard to believe, or turns a row down. */
export function DecideRow({ id, code }: { readonly id: string; readonly code: string }) {
  const { t } = useTranslation('quality')
  const decide = useDecide(id)
  return (
    <Decide
      decide={decide}
      may_release={doubts.includes(code)}
      told={({ outcome }) => t(`decide.${outcome}`)}
    />
  )
}
