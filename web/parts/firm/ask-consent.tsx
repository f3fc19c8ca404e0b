import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { listed } from '../../util/listed.ts'
import { moment } from '../../util/moment.ts'
import { newRequestId } from '../../util/request-id.ts'
import { RefusalNotice } from '../refusal.tsx'
import type { ProductCard } from '../report/answer.ts'
import { useDatasetNames } from '../report/asks.ts'
import { type ConsentRequestBody, type OpenedPage, useAskConsent } from './asks.ts'
import { usePurposes } from './consents.tsx'
import './firm-words.ts'
import { said } from '../../util/figures.ts'

const purposes = ['pre_loan', 'in_loan', 'post_loan', 'guarantee_check'] as const
const longest_term = 60

export interface AskConsentProps {
  readonly uscc: string
  readonly cards: readonly ProductCard[]
}

/** The request to an owner: for what, for which products, for how long. What is asked for follows from the products. */
export function AskConsent({ uscc, cards }: AskConsentProps) {
  const { t } = useTranslation('firm')
  const ask = useAskConsent()
  const [request, setRequest] = useState(() => startOf(uscc))
  if (ask.isSuccess) {
    return (
      <section className="card">
        <p className="notice good" role="status">
          {t('ask.sent')}
        </p>
        <ScanPage page={ask.data} />
        <Button
          onClick={() => {
            setRequest(startOf(uscc))
            ask.reset()
          }}
        >
          {t('ask.another')}
        </Button>
      </section>
    )
  }
  const required_scopes = scopesOf(cards, request.products)
  return (
    <section className="card">
      <h2>{t('ask.title')}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          ask.mutate({ ...request, required_scopes })
        }}
      >
        <AskFields
          request={request}
          cards={cards}
          change={(part) => setRequest({ ...request, ...part, request_id: newRequestId() })}
        />
        {required_scopes.length > 0 && <Scopes scopes={required_scopes} />}
        {ask.isError && <RefusalNotice error={ask.error} />}
        <Button type="submit" look="primary" disabled={ask.isPending || request.products.length === 0}>
          {t(ask.isPending ? 'ask.sending' : 'ask.send')}
        </Button>
      </form>
    </section>
  )
}

// The same page as an address, for those whose telephone cannot see the screen.
function ScanPage({ page: { url, expires_at } }: { readonly page: OpenedPage }) {
  const { t, i18n } = useTranslation('firm')
  return (
    <>
      <h2>{t('ask.scan')}</h2>
      <QrCode text={url} label={t('ask.scan')} />
      <p className="muted">{t('ask.scan_text', { until: moment(expires_at, i18n.language) })}</p>
      <p>
        <a className="long" href={url} target="_blank" rel="noreferrer">
          {url}
        </a>
      </p>
    </>
  )
}

type Request = Omit<ConsentRequestBody, 'required_scopes'>

// What changes is another request: an id stands for one body alone.
function startOf(uscc: string): Request {
  return {
    request_id: newRequestId(),
    uscc,
    purpose: 'pre_loan',
    optional_scopes: [],
    products: [],
    term_months: 12,
    contact: '',
  }
}

function scopesOf(cards: readonly ProductCard[], products: readonly string[]): string[] {
  return [
    ...new Set(
      cards.filter(({ id }) => products.includes(id)).flatMap(({ consent_scopes }) => consent_scopes),
    ),
  ]
}

interface AskFieldsProps {
  readonly request: Request
  readonly cards: readonly ProductCard[]
  readonly change: (part: Partial<Request>) => void
}

function AskFields({ request, cards, change }: AskFieldsProps) {
  const { t } = useTranslation('firm')
  const purposeOf = usePurposes()
  const { purpose, products, term_months, contact } = request
  return (
    <>
      <label className="field">
        <span>{t('ask.purpose')}</span>
        <select
          value={purpose}
          onChange={({ target }) => {
            const chosen = purposes.find((each) => each === target.value)
            if (chosen !== undefined) change({ purpose: chosen })
          }}
        >
          {purposes.map((each) => (
            <option key={each} value={each}>
              {purposeOf(each)}
            </option>
          ))}
        </select>
      </label>
      <ProductChecks cards={cards} chosen={products} choose={(chosen) => change({ products: [...chosen] })} />
      <label className="field">
        <span>{t('ask.term')}</span>
        <input
          type="number"
          required
          min={1}
          max={longest_term}
          value={term_months}
          onChange={({ target }) => change({ term_months: target.valueAsNumber || 1 })}
        />
      </label>
      <label className="field">
        <span>{t('ask.contact')}</span>
        <input
          required
          maxLength={200}
          placeholder={t('ask.contact_hint')}
          value={contact}
          onChange={({ target }) => change({ contact: target.value })}
        />
      </label>
    </>
  )
}

interface ProductChecksProps {
  readonly cards: readonly ProductCard[]
  readonly chosen: readonly string[]
  readonly choose: (chosen: readonly string[]) => void
}

function ProductChecks({ cards, chosen, choose }: ProductChecksProps) {
  const { t } = useTranslation('firm')
  return (
    <fieldset className="checks">
      <legend>{t('ask.products')}</legend>
      {cards.map(({ id, name }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={({ target }) =>
              choose(target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))
            }
          />
          {id} {said(name)}
        </label>
      ))}
    </fieldset>
  )
}

function Scopes({ scopes }: { readonly scopes: readonly string[] }) {
  const { t, i18n } = useTranslation('firm')
  const nameOf = useDatasetNames()
  return <p className="muted">{t('ask.scopes', { scopes: listed(scopes.map(nameOf), i18n.language) })}</p>
}
