import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Rows } from '../../ui/rows.tsx'
import { listed } from '../../util/listed.ts'
import { moment } from '../../util/moment.ts'
import { useDatasetNames, useDictionary } from '../report/asks.ts'
import type { ConsentInForce, ConsentRequest, FirmPage } from './asks.ts'
import './firm-words.ts'
import { said } from '../../util/figures.ts'

// A bank that asks for each loan apart has many; the newest say what may be asked today.
const few = 3

/** What a firm has let this institution see, and what it was asked and has not answered. */
export function FirmConsents({ firm }: { readonly firm: FirmPage }) {
  const { t } = useTranslation('firm')
  const [isAll, showAll] = useState(false)
  const shown = isAll ? firm.consents : firm.consents.slice(0, few)
  return (
    <section className="card">
      <h2>{t('consents')}</h2>
      {firm.consents.length === 0 ? (
        <p className="notice">{t('no_consent')}</p>
      ) : (
        <>
          <p className="notice good">{t('in_force')}</p>
          <Consents consents={shown} />
          {shown.length < firm.consents.length && (
            <Button onClick={() => showAll(true)}>
              {t('all_consents', { count: firm.consents.length })}
            </Button>
          )}
        </>
      )}
      {firm.requests.length > 0 && <Requests requests={firm.requests} />}
    </section>
  )
}

/** The words of a purpose in the reader's language. */
export function usePurposes(): (id: string) => string {
  const { data } = useDictionary()
  return (id) => {
    const purpose = data?.purposes.find((each) => each.id === id)
    return purpose === undefined ? id : said(purpose.text)
  }
}

function Consents({ consents }: { readonly consents: readonly ConsentInForce[] }) {
  const { t, i18n } = useTranslation('firm')
  const [purposeOf, nameOf] = [usePurposes(), useDatasetNames()]
  return (
    <Rows<ConsentInForce>
      label={t('consents')}
      rows={consents}
      keyOf={({ consent_id }) => consent_id}
      empty={t('no_consent')}
      columns={[
        {
          key: 'status',
          width: 110,
          title: t('consent.status'),
          render: ({ status }) => <StatusBadge status={status} />,
        },
        { key: 'purpose', title: t('consent.purpose'), render: ({ purpose }) => purposeOf(purpose) },
        {
          key: 'products',
          title: t('consent.products'),
          render: ({ products }) => listed(products, i18n.language),
        },
        {
          key: 'scopes',
          title: t('consent.scopes'),
          width: '30%',
          render: ({ scopes }) => listed(scopes.map(nameOf), i18n.language),
        },
        {
          key: 'valid',
          title: t('consent.valid'),
          render: ({ valid_from, valid_to }) =>
            t('consent.from_to', { from: valid_from, to: valid_to ?? t('consent.until_settled') }),
        },
        {
          key: 'id',
          title: t('consent.id'),
          render: ({ consent_id, version }) => t('consent.version', { id: consent_id, version }),
        },
      ]}
    />
  )
}

const tones: Readonly<Record<string, Tone>> = {
  granted: 'good',
  narrowed: 'good',
  requested: 'info',
  refused: 'bad',
  paused: 'warn',
}

function StatusBadge({ status }: { readonly status: string }) {
  const { t } = useTranslation('firm')
  return <Badge tone={tones[status] ?? 'plain'}>{t(`status.${status}`)}</Badge>
}

function Requests({ requests }: { readonly requests: readonly ConsentRequest[] }) {
  const { t, i18n } = useTranslation('firm')
  const purposeOf = usePurposes()
  return (
    <>
      <h3>{t('requests')}</h3>
      <Rows<ConsentRequest>
        label={t('requests')}
        rows={requests}
        keyOf={({ request_id }) => request_id}
        empty={t('requests')}
        columns={[
          {
            key: 'status',
            title: t('request.status'),
            render: ({ status }) => <StatusBadge status={status} />,
          },
          { key: 'purpose', title: t('request.purpose'), render: ({ purpose }) => purposeOf(purpose) },
          {
            key: 'products',
            title: t('request.products'),
            render: ({ products }) => listed(products, i18n.language),
          },
          {
            key: 'at',
            title: t('request.at'),
            render: ({ requested_at }) => moment(requested_at, i18n.language),
          },
          {
            key: 'until',
            title: t('request.until'),
            render: ({ expires_at }) => moment(expires_at, i18n.language),
          },
        ]}
      />
    </>
  )
}
