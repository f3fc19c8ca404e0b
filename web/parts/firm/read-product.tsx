import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { said } from '../../util/figures.ts'
import type { ProductCard } from '../report/answer.ts'
import { groupedMoney } from '../report/figure.ts'
import './firm-words.ts'

/** What an asker says of a firm, by the input's id. */
export type Inputs = Readonly<Record<string, string>>

export interface ReadProductProps {
  readonly card: ProductCard
  readonly is_again: boolean
  readonly read: (inputs: Inputs) => void
}

/** A product to be read: what it asks of the reader, if anything, and a button that says what it costs. */
export function ReadProduct({
  card: { id, name, price, basis, inputs = [] },
  is_again,
  read,
}: ReadProductProps) {
  const { t } = useTranslation('firm')
  const [given, setGiven] = useState<Inputs>({})
  return (
    <form
      className="read-product"
      onSubmit={(event) => {
        event.preventDefault()
        read(Object.fromEntries(Object.entries(given).filter(([, text]) => text !== '')))
      }}
    >
      {inputs.map((input) => (
        <label key={input.id} className="field">
          <span>{said(input.name)}</span>
          <input
            required={input.required}
            maxLength={input.max_length.value}
            value={given[input.id] ?? ''}
            onChange={({ target }) => setGiven({ ...given, [input.id]: target.value })}
          />
        </label>
      ))}
      <Button type="submit" look={is_again ? 'plain' : 'primary'}>
        {is_again && `${t('read.again')} · `}
        {t('read.button', { id, name: said(name) })} ·{' '}
        {t('read.price', { price: groupedMoney(price.per_hit_cny) })}
      </Button>{' '}
      {basis === 'public' && <Badge tone="info">{t('read.public')}</Badge>}
    </form>
  )
}
