import { type Static, Type } from 'typebox'
import { digestHex, type Instant, readerOf } from '#kernel'
import type { Tx } from '#store'
import { refuse } from './refusals.ts'
import { insertTemplate, theTemplate } from './templates.sql.ts'

/** A text of authorisation; `{slots}` are filled when it is shown. */
export const Template = Type.Object({
  id: Type.String({ pattern: '^[a-z][a-z0-9_]*$' }),
  version: Type.Integer({ minimum: 1 }),
  name: Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }),
  text: Type.String({ minLength: 1 }),
  /** The answers to common questions, which must be shown too (domain §2.7). */
  sentences: Type.Array(Type.String({ minLength: 1 })),
  /** The clauses that the text must hold, by the words that name them. */
  clauses: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
  /** Whether it says in bold that a post-loan consent lasts until settlement (REQ-CON-14). */
  until_settlement: Type.Optional(Type.Boolean()),
})

export type Template = Static<typeof Template>

const read = readerOf(Template)

/** A template from JSON that `place` names. Refuses with `schema_mismatch` what does not fit. */
export function readTemplate(value: unknown, place: string): Template {
  return read(value, place)
}

/** The digest of a template: SM3 of its text and its sentences, a line feed after each. */
export function templateHash({ text, sentences }: Pick<Template, 'text' | 'sentences'>): string {
  return digestHex('gm', ...[text, ...sentences].map((part) => `${part}\n`))
}

/** The text that a signer is shown: every slot filled, the annex and the sentences below. A slot without a value is a bug. */
export function shownText(
  { text, sentences }: Template,
  values: Readonly<Record<string, string>>,
  annex: readonly string[] = [],
): string {
  const filled = text.replaceAll(/\{(\w+)\}/g, (_, slot: string) => {
    const value = values[slot]
    if (value === undefined) throw new Error(`the template's slot ${slot} has no value`)
    return value
  })
  return [filled, ...annex, ...sentences].join('\n')
}

/**
 * Approves a template, by whom; approving the same again changes nothing. Refuses a text without its clauses, and
 * another text under an approved version.
 */
export async function approveTemplate(
  tx: Tx,
  template: Template,
  { by, at }: { readonly by: string; readonly at: Instant },
): Promise<void> {
  const missing = template.clauses.filter((clause) => !template.text.includes(clause))
  if (missing.length > 0) {
    throw refuse('template_clauses_missing', { template_id: template.id, missing: missing.join(', ') })
  }
  const hash = templateHash(template)
  await tx.run(insertTemplate(template, hash, by, at))
  const { id: template_id, version: template_version } = template
  const kept = await templateById(tx, template_id, template_version)
  if (templateHash(kept) !== hash) throw refuse('template_changed', { template_id, template_version })
}

/** The approved template of an id and version. Refuses with `template_unknown`. */
export async function templateById(tx: Tx, template_id: string, template_version: number): Promise<Template> {
  const [row] = await tx.rows<{ template: Template }>(theTemplate(template_id, template_version))
  if (row === undefined) throw refuse('template_unknown', { template_id, template_version })
  return row.template
}
