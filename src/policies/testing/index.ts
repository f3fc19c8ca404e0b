/**
 * What tests of policies begin with: the policy of the demonstration bank, and a firm of which all is known and
 * sound, to be changed in one place.
 */
import { readdirSync, readFileSync } from 'node:fs'
import type { IndicatorValue } from '#indicators'
import { type DecisionInputs, type PolicyWorld, readReasons } from '#policies'

const region = 'regions/shenzhen'

const sound: Readonly<Record<string, number>> = {
  ...{ RG001: 60, RG007: 0.9, AP005: 0, AP006: 0, AP007: 0, JD007: 0, JD008: 0, JD009: 0, CC003: 0 },
  ...{ TX001: 8_000_000, TX003: 0.05, TX004: 0.2, TX005: 0, TX010: 0, TX013: 3, TX018: 0.1 },
  ...{ WF001: 30, WF006: 0.1, WF009: 0.05, WF010: 0.05, WF016: 0.2, WF017: 1, WF018: 0, WF024: 0 },
  ...{ WF025: 0.8, WF028: 0 },
}

/** A change to the sound firm: a number, null for no coverage, or a whole value; facts and bank inputs as sent. */
export interface Change {
  readonly indicators?: Readonly<Record<string, number | null | Partial<IndicatorValue>>>
  readonly facts?: DecisionInputs['facts']
  readonly bank_inputs?: unknown
}

/** The indicators and reasons of the region. */
export function testWorld(): PolicyWorld {
  const files = readdirSync(`${region}/indicators`)
  return {
    indicators: files.map((file) => file.replace('.json', '')),
    reasons: readReasons(parsed('reasons.json'), 'reasons.json'),
  }
}

/** The admission policy of 演示银行甲, as its file has it. */
export function admissionJson(): Readonly<Record<string, unknown>> {
  return parsed('policies/rongyidai_admission.json')
}

/** The sound firm, changed. */
export function firmWith({ indicators = {}, facts = {}, bank_inputs }: Change = {}): DecisionInputs {
  const known: DecisionInputs = {
    indicators: Object.fromEntries(
      Object.entries(sound).map(([id, value]) => [id, valueFrom(value, indicators[id])]),
    ),
    facts: { status: 'active', entity_type: 'company', industry_class: 'C3921', ...facts },
  }
  return bank_inputs === undefined ? known : { ...known, bank_inputs }
}

function valueFrom(
  value: number,
  change: number | null | Partial<IndicatorValue> | undefined,
): IndicatorValue {
  if (change === null) return { value: null, flag: 'NO_COVERAGE', marks: [] }
  if (typeof change === 'number') return { value: change, flag: 'OK', marks: [] }
  return { value, flag: 'OK', marks: [], ...change }
}

function parsed(file: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(`${region}/${file}`, 'utf8'))
}
