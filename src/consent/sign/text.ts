import { type Day, digestHex } from '#kernel'
import { shownText, type Template } from '../template.ts'

export interface Named {
  readonly zh: string
  readonly en: string
}

/** A row of the annex: a kind of data, who provides it, what for and until when. */
export interface AnnexRow {
  readonly scope: string
  readonly name: Named
  readonly authorities: readonly Named[]
  readonly purpose: Named
  readonly valid_to: Day | null
  readonly required: boolean
}

/** Everything that an owner reads before it signs; what it signs holds the digest of `shown_text`, byte for byte. */
export interface AuthorisationText {
  readonly template_id: string
  readonly template_version: number
  readonly shown_text: string
  readonly shown_text_hash_sm3: string
  readonly sentences: readonly string[]
  readonly annex: readonly AnnexRow[]
}

/** Who lets whom see what: the slots of a template. */
export interface Authorisation {
  readonly subject: string
  readonly bank: string
  readonly business: string
  readonly bureau: string
  readonly purpose: Named
  readonly valid_from: Day
  readonly valid_to: Day
  readonly post_loan_monitoring: boolean
  readonly annex: readonly AnnexRow[]
}

/** The text of an authorisation: the template filled, its annex, and the four sentences of domain §2.7. */
export function authorisationText(template: Template, authorisation: Authorisation): AuthorisationText {
  const { annex, purpose, post_loan_monitoring, ...slots } = authorisation
  const shown_text = shownText(
    template,
    {
      ...slots,
      scopes: annex.map(({ name }) => name.zh).join('、'),
      purpose: purpose.zh,
      post_loan: post_loan_monitoring ? '是' : '否',
    },
    annexLines(annex),
  )
  return {
    template_id: template.id,
    template_version: template.version,
    shown_text,
    shown_text_hash_sm3: digestHex('gm', shown_text),
    sentences: template.sentences,
    annex,
  }
}

function annexLines(annex: readonly AnnexRow[]): readonly string[] {
  const rows = annex.map(({ name, authorities, purpose, valid_to, required }, index) => {
    const providers = authorities.map(({ zh }) => zh).join('、')
    const cells = [name.zh, providers, purpose.zh, `至${valid_to ?? '贷款结清'}`, required ? '必要' : '可选']
    return `${index + 1}. ${cells.join(' | ')}`
  })
  return ['附表(信息种类 | 提供单位 | 用途 | 期限 | 是否必要)', ...rows]
}
