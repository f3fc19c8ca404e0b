import { Type } from 'typebox'
import { type Candidate, cautionText, foldName, parseName, rankNames } from '#identity'
import { day, type Json, readerOf, refusals, usccFault } from '#kernel'
import type { Office } from '../office.ts'
import { byCode, codesOf } from './names.sql.ts'

const readResolve = readerOf(
  Type.Object(
    {
      text: Type.String({ minLength: 1, maxLength: 200 }),
      region_code: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
      established_on: Type.Optional(Type.String()),
    },
    { additionalProperties: false },
  ),
)

const refuse = refusals({
  resolve_empty: ['bad_request', 'neither a name nor a code is in {text}'],
  registration_number_unread: [
    'unprocessable',
    '{text} is a registration number of fifteen digits; no source of this region delivers those',
  ],
})

/**
 * Who a code or a name may mean (domain §3.1): a unified code, then the organisation code inside one, then names, each
 * candidate with its score and what agreed in words. Nobody is taken for another here: a person judges.
 */
export async function resolveAsk(office: Office, args: unknown): Promise<Json> {
  const { text, region_code, established_on } = readResolve(args, 'resolve')
  const code = foldName(text).toUpperCase().replace(/[\s-]/g, '')
  if (code === '') throw refuse('resolve_empty', { text })
  if (/^\d{15}$/.test(code)) throw refuse('registration_number_unread', { text })
  if (/^[0-9A-Z]{18}$/.test(code)) return await byCodeOf(office, 'uscc', code)
  if (/^[0-9A-Z]{8}[0-9X]$/.test(code)) return await byCodeOf(office, 'organisation_code', code)
  const { names, definitions } = office
  const sought = {
    parts: parseName(text, names.lexicon),
    region_code: region_code ?? null,
    established_on: established_on === undefined ? null : day(established_on),
  }
  const found = rankNames(await names.index(), sought, names.lexicon, definitions.resolve_rules)
  return {
    asked: text,
    by: 'name',
    parts: { ...sought.parts },
    candidates: await told(office, found),
  } as unknown as Json
}

async function byCodeOf(office: Office, by: 'uscc' | 'organisation_code', code: string): Promise<Json> {
  const rows = await office.warehouse.rows<{ enterprise_id: number; uscc: string }>(byCode(code))
  return {
    ...{ asked: code, by, fault: by === 'uscc' ? usccFault(code) : null },
    candidates: rows.map(({ uscc }) => ({ uscc, name: null, score: 100, reasons: [], cautions: [] })),
  }
}

async function told({ warehouse }: Office, found: readonly Candidate[]) {
  if (found.length === 0) return []
  const rows = await warehouse.rows<{ enterprise_id: number; uscc: string }>(
    codesOf(found.map(({ enterprise_id }) => enterprise_id)),
  )
  const codes = new Map(rows.map(({ enterprise_id, uscc }) => [enterprise_id, uscc]))
  return found.map(({ enterprise_id, name, score, reasons, cautions }) => ({
    ...{ uscc: codes.get(enterprise_id) ?? null, name, score },
    reasons: reasons.map(({ part, verdict, weight, points, text }) => ({
      ...{ part, verdict, weight, points, text },
    })),
    cautions: cautions.map((caution) => ({ caution, text: cautionText(caution) })),
  }))
}
