import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { newRequestId } from '../../util/request-id.ts'
import { Asked as Shown } from '../asked.tsx'
import type { Dictionary, ProductCard } from '../report/answer.ts'
import { type Asked, useAnswer } from '../report/asks.ts'
import { named } from '../report/dictionary.ts'
import { groupedMoney } from '../report/figure.ts'
import { Report } from '../report/report.tsx'
import type { ConsentInForce } from './asks.ts'
import { usePurposes } from './consents.tsx'
import './firm-words.ts'

export interface ReadProductsProps {
  readonly uscc: string
  readonly consents: readonly ConsentInForce[]
  readonly cards: readonly ProductCard[]
  readonly dictionary: Dictionary
}

/** The products that a firm's consent opens, each read when it is asked for, one below the other. */
export function ReadProducts({ uscc, consents, cards, dictionary }: ReadProductsProps) {
  const { t } = useTranslation('firm')
  const purposeOf = usePurposes()
  const purposes = [...new Set(consents.map(({ purpose }) => purpose))]
  const [purpose, setPurpose] = useState(purposes[0] ?? '')
  const [asked, setAsked] = useState<Readonly<Record<string, Asked>>>({})
  const products = consents.filter((each) => each.purpose === purpose).flatMap((each) => each.products)
  const open = cards.filter(({ id }) => products.includes(id))
  return (
    <>
      <section className="card">
        <h2>{t('read.title')}</h2>
        <label className="field">
          <span>{t('read.purpose')}</span>
          <select value={purpose} onChange={({ target }) => setPurpose(target.value)}>
            {purposes.map((each) => (
              <option key={each} value={each}>
                {purposeOf(each)}
              </option>
            ))}
          </select>
        </label>
        <div className="row">
          {open.map((card) => (
            <ReadButton
              key={card.id}
              card={card}
              is_again={asked[card.id] !== undefined}
              read={() =>
                setAsked({
                  ...asked,
                  [card.id]: { product: card.id, uscc, purpose, request_id: newRequestId() },
                })
              }
            />
          ))}
        </div>
        <p className="muted">{t('read.note')}</p>
      </section>
      {cards.map((card) => {
        const asking = asked[card.id]
        return (
          asking && <ReadReport key={asking.request_id} card={card} asked={asking} dictionary={dictionary} />
        )
      })}
    </>
  )
}

interface ReadButtonProps {
  readonly card: ProductCard
  readonly is_again: boolean
  readonly read: () => void
}

function ReadButton({ card: { id, name, price }, is_again, read }: ReadButtonProps) {
  const { t, i18n } = useTranslation('firm')
  return (
    <Button look={is_again ? 'plain' : 'primary'} onClick={read}>
      {is_again && `${t('read.again')} · `}
      {t('read.button', { id, name: named(name, i18n.language) })} ·{' '}
      {t('read.price', { price: groupedMoney(price.per_hit_cny) })}
    </Button>
  )
}

interface ReadReportProps {
  readonly card: ProductCard
  readonly asked: Asked
  readonly dictionary: Dictionary
}

function ReadReport({ card, asked, dictionary }: ReadReportProps) {
  const answer = useAnswer(asked)
  return (
    <section className="card">
      <Shown query={answer} lines={12}>
        {(answer) => <Report card={card} answer={answer} dictionary={dictionary} />}
      </Shown>
    </section>
  )
}
