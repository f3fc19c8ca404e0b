import { createHmac } from 'node:crypto'
import { canonicalJson } from '#kernel'
import type { BankInputDefinition, PolicyDefinition } from './definition.ts'
import { refuse } from './refusals.ts'

/** What the bank brought, checked; what it left out is null. It lives in memory only. */
export type BankInputs = Readonly<Record<string, string | number | null>>

const money = /^(0|[1-9][0-9]{0,14})(\.[0-9]{1,2})?$/

/**
 * What the bank sent, by the policy's declaration; nothing sent is all null. Refuses with `bank_input_unknown` a
 * name that is not declared and with `bank_input_invalid` a value of another type; money comes as text in yuan.
 */
export function readBankInputs({ id: policy_id, inputs }: PolicyDefinition, sent: unknown): BankInputs {
  const given = objectOf(policy_id, sent)
  const names = inputs.bank_inputs.map(({ id }) => id)
  const input = Object.keys(given).find((name) => !names.includes(name))
  if (input !== undefined)
    throw refuse('bank_input_unknown', { policy_id, input, inputs: names.join(', ') || 'none' })
  return Object.fromEntries(
    inputs.bank_inputs.map((definition) => [
      definition.id,
      inputValue(policy_id, definition, given[definition.id]),
    ]),
  )
}

/** Whether the bank brought anything at all. */
export function someBankInputs(bank_inputs: BankInputs): boolean {
  return Object.values(bank_inputs).some((value) => value !== null)
}

/** The keyed digest (HMAC with SM3, GB/T 32905) by which a replay knows the same bank inputs again. */
export function digestOf(bank_inputs: BankInputs, salt: Uint8Array): string {
  // Keyed, because a grade of five letters behind a bare digest is found by trying five.
  return createHmac('sm3', salt).update(canonicalJson(bank_inputs)).digest('hex')
}

function objectOf(policy_id: string, sent: unknown): Readonly<Record<string, unknown>> {
  if (sent === undefined || sent === null) return {}
  if (typeof sent === 'object' && !Array.isArray(sent)) return { ...sent }
  throw refuse('bank_input_invalid', {
    policy_id,
    input: 'as a whole',
    expected: 'an object of names and values',
  })
}

function inputValue(
  policy_id: string,
  definition: BankInputDefinition,
  value: unknown,
): string | number | null {
  if (value === undefined || value === null) return null
  const { id: input, type, words = [] } = definition
  const invalid = (expected: string) => refuse('bank_input_invalid', { policy_id, input, expected })
  switch (type) {
    case 'money':
      if (typeof value === 'string' && money.test(value)) return value
      throw invalid('an amount in yuan as text, such as "1200000.00"')
    case 'number':
      if (typeof value === 'number' && Number.isFinite(value)) return value
      throw invalid('a number')
    case 'word':
      if (typeof value === 'string' && words.includes(value)) return value
      throw invalid(`one of ${words.join(', ')}`)
  }
}
