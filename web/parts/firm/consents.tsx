import { Descriptions, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Rows } from '../../ui/rows.tsx'
import { moment } from '../../util/moment.ts'
import { useDatasetNames, useDictionary } from '../report/asks.ts'
import { named } from '../report/dictionary.ts'
import type { ConsentInForce, ConsentRequest, FirmPage } from './asks.ts'
import './firm-words.ts'

/** What a firm has let this institution see, and what it was asked and has not answered. */
export function FirmConsents({ firm }: { readonly firm: FirmPage }) {
  const { t } = useTranslation('firm')
  return (
    <section className="card">
      <h2>{t('consents')}</h2>
      {firm.consents.length === 0 ? (
        <p className="notice">{t('no_consent')}</p>
      ) : (
        <>
          <p className="notice good">{t('in_force')}</p>
          {firm.consents.map((consent) => (
            <ConsentCard key={consent.consent_id} consent={consent} />
          ))}
        </>
      )}
      {firm.requests.length > 0 && <Requests requests={firm.requests} />}
    </section>
  )
}

/** The words of a purpose in the reader's language. */
export function usePurposes(): (id: string) => string {
  const { i18n } = useTranslation()
  const { data } = useDictionary()
  return (id) => {
    const purpose = data?.purposes.find((each) => each.id === id)
    return purpose === undefined ? id : named(purpose.text, i18n.language)
  }
}

function ConsentCard({ consent }: { readonly consent: ConsentInForce }) {
  const { t } = useTranslation('firm')
  const [purposeOf, nameOf] = [usePurposes(), useDatasetNames()]
  const { consent_id, version, purpose, status, products, scopes, valid_from, valid_to, queries_made } =
    consent
  return (
    <Descriptions
      size="small"
      bordered
      column={{ xs: 1, md: 2 }}
      items={[
        { key: 'purpose', label: t('consent.purpose'), children: purposeOf(purpose) },
        { key: 'status', label: t('consent.status'), children: <StatusTag status={status} /> },
        {
          key: 'valid',
          label: t('consent.valid'),
          children: `${valid_from} → ${valid_to ?? t('consent.until_settled')}`,
        },
        { key: 'queries', label: t('consent.queries'), children: queries_made },
        { key: 'products', label: t('consent.products'), children: products.join('、') },
        { key: 'scopes', label: t('consent.scopes'), children: scopes.map(nameOf).join('、') },
        {
          key: 'id',
          label: t('consent.id'),
          children: (
            <code>
              {consent_id} v{version}
            </code>
          ),
        },
      ]}
    />
  )
}

const colours: Readonly<Record<string, string>> = {
  granted: 'green',
  narrowed: 'green',
  requested: 'blue',
  refused: 'red',
  paused: 'orange',
}

function StatusTag({ status }: { readonly status: string }) {
  const { t } = useTranslation('firm')
  return <Tag color={colours[status] ?? 'default'}>{t(`status.${status}`)}</Tag>
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
            render: ({ status }) => <StatusTag status={status} />,
          },
          { key: 'purpose', title: t('request.purpose'), render: ({ purpose }) => purposeOf(purpose) },
          { key: 'products', title: t('request.products'), render: ({ products }) => products.join('、') },
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
