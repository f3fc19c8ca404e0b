import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newRequestId } from '../../util/request-id.ts'
import { Asked as Shown } from '../asked.tsx'
import type { Dictionary, ProductCard } from '../report/answer.ts'
import { type Asked, useAnswer } from '../report/asks.ts'
import { Report } from '../report/report.tsx'
import type { ConsentInForce } from './asks.ts'
import { usePurposes } from './consents.tsx'
import { openFor, purposesOf } from './open-products.ts'
import { ReadProduct } from './read-product.tsx'
import './firm-words.ts'

export interface ReadProductsProps {
  readonly uscc: string
  readonly consents: readonly ConsentInForce[]
  readonly cards: readonly ProductCard[]
  readonly dictionary: Dictionary
}

/** The products that a firm's consent opens and those that need none, each read when it is asked for, one below the other. */
export function ReadProducts({ uscc, consents, cards, dictionary }: ReadProductsProps) {
  const { t } = useTranslation('firm')
  const purposeOf = usePurposes()
  const purposes = purposesOf(cards, consents)
  const [chosen, choose] = useState<string | null>(null)
  const [asked, setAsked] = useState<Readonly<Record<string, Asked>>>({})
  const purpose = chosen ?? purposes[0] ?? ''
  return (
    <>
      <section className="card">
        <h2>{t('read.title')}</h2>
        <label className="field">
          <span>{t('read.purpose')}</span>
          <select value={purpose} onChange={({ target }) => choose(target.value)}>
            {purposes.map((each) => (
              <option key={each} value={each}>
                {purposeOf(each)}
              </option>
            ))}
          </select>
        </label>
        <div className="stack">
          {openFor(cards, consents, purpose).map((card) => (
            <ReadProduct
              key={card.id}
              card={card}
              is_again={asked[card.id] !== undefined}
              read={(inputs) =>
                setAsked({
                  ...asked,
                  [card.id]: { product: card.id, uscc, purpose, request_id: newRequestId(), inputs },
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
