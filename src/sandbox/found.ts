import { monthAfter } from '#kernel'
import { dayIn, type Span } from './calendar.ts'
import { between, type Dice, diceOf, happens, normal, pick, roll, weighted } from './chance.ts'
import { type CodePrefix, madeUpCode } from './code.ts'
import type { Archetype, Firm, Traits } from './firm.ts'
import { scripts } from './scripts/index.ts'
import { headcountBefore, type Script } from './scripts/script.ts'
import { started } from './start.ts'
import { storyOf } from './ties.ts'
import { company_trades, cooperative_trade, proprietor_trades, type Trade } from './trades.ts'
import { districts } from './wording.ts'

const forms = {
  '91': 'company',
  '92': 'individual_business',
  '93': 'cooperative',
} as const satisfies Record<CodePrefix, Firm['form']>

/** Codes of demo firms lie below this serial, those of the others from here on. */
const first_serial = 1000

/** How many firms in a thousand are so disposed, and the mean of their health. */
const dispositions: readonly (readonly [number, Archetype, number])[] = [
  [460, 'steady', 0.35],
  [180, 'growing', 0.6],
  [160, 'swinging', 0.05],
  [130, 'fragile', -0.5],
  [70, 'fading', 0.3],
]

/** How many companies in a hundred insure so many people. */
const sizes: readonly (readonly [number, number, number])[] = [
  [46, 2, 9],
  [34, 10, 49],
  [15, 50, 199],
  [4, 200, 499],
  [1, 500, 1200],
]

const capitals_10k = [10, 50, 100, 100, 200, 300, 500, 500, 1000, 2000, 5000]

/** The firms that the city will ever have: the demo firms first, some of the others not yet founded. */
export function foundFirms(enterprises: number, seed: number, span: Span): readonly Firm[] {
  const demo = Object.values(scripts).map((script, no) => scriptedFirm(no, script, span))
  const others = Array.from({ length: enterprises - demo.length }, (_, place) =>
    drawnFirm(place + demo.length, seed, span),
  )
  return [...demo, ...others]
}

function drawnFirm(no: number, seed: number, span: Span): Firm {
  const dice = diceOf(seed, no)
  const prefix = happens(dice, 0.2) ? '92' : happens(dice, 0.006) ? '93' : '91'
  const trade = tradeOf(dice, prefix)
  const [, low, high] = prefix === '91' ? weighted(dice, sizes) : ([1, 1, 6] as const)
  const wanted_headcount = between(dice, low, high)
  const [, archetype, mean_health] = weighted(dice, dispositions)
  const is_shell = storyOf({ no, script: null, form: forms[prefix] }) === 'shell'
  // A shell sells next to nothing.
  const vigour_ratio = (0.5 + 0.7 * roll(dice) + 0.5 * roll(dice)) * (is_shell ? 0.001 : 1)
  const sales_cny = wanted_headcount * vigour_ratio * trade.sales_cny
  const traits = {
    ...{ no, uscc: madeUpCode(prefix, first_serial + no), form: forms[prefix], trade, archetype },
    ...{ district: pick(dice, districts), script: null, vigour_ratio, ...foundingOf(dice, span) },
    ...{ insures: (prefix !== '92' || happens(dice, 0.4)) && !is_shell, ...capitalOf(dice, prefix) },
    // A general taxpayer sells for more than 5 million a year and files by the month.
    files_quarterly: prefix !== '91' || sales_cny < 5_000_000,
    ...{ young_ratio: 0.2 + 0.3 * roll(dice), old_ratio: 0.05 + 0.2 * roll(dice) },
  }
  const health = mean_health + 0.65 * normal(dice)
  const headcount = traits.born > span.first ? 0 : wanted_headcount
  return started(traits, { state: dice.state, health, mean_health, headcount, wanted_headcount }, span.first)
}

function foundingOf(dice: Dice, span: Span): Pick<Traits, 'established_on' | 'born'> {
  const number = between(dice, 1, 28)
  if (happens(dice, 0.1) && span.until > span.first) {
    const born = monthAfter(span.first, between(dice, 1, span.until - span.first))
    return { born, established_on: dayIn(born, number) }
  }
  const born = monthAfter(span.first, -Math.floor(1 + 250 * roll(dice) * (0.4 + 0.6 * roll(dice))))
  return { born, established_on: dayIn(born, number) }
}

function capitalOf(dice: Dice, prefix: CodePrefix): Pick<Traits, 'capital_10k' | 'paid_in_10k'> {
  const capital_10k = prefix === '91' ? pick(dice, capitals_10k) : between(dice, 1, 20)
  const paid_ratio = prefix === '91' ? Math.min(1, 1.3 * roll(dice)) : 1
  return { capital_10k, paid_in_10k: Math.floor(capital_10k * paid_ratio) }
}

function tradeOf(dice: Dice, prefix: CodePrefix): Trade {
  if (prefix === '93') return cooperative_trade
  return pick(dice, prefix === '92' ? proprietor_trades : company_trades)
}

function scriptedFirm(no: number, script: Script, span: Span): Firm {
  const headcount = headcountBefore(script, span.until - span.first, span.until)
  const born = monthAfter(span.until, -script.age_months)
  const form = script.firm.uscc.startsWith('92') ? 'individual_business' : 'company'
  const traits: Traits = {
    ...{ no, uscc: script.firm.uscc, form, trade: script.trade, archetype: 'steady', script },
    ...{ district: { region_code: '440305', name: '南山区' }, born, established_on: dayIn(born, 12) },
    ...{ insures: true, files_quarterly: form === 'individual_business', vigour_ratio: 1 },
    ...{ young_ratio: 0.35, old_ratio: 0.12 },
    ...{ capital_10k: script.capital_10k, paid_in_10k: script.paid_in_10k },
  }
  const { state } = diceOf(no, 7)
  const standing = { state, health: 0.8, mean_health: 0.8, headcount, wanted_headcount: headcount }
  const { silent_back, default_back } = script
  return {
    ...started(traits, standing, span.first),
    silent_from: silent_back === undefined ? null : monthAfter(span.until, 1 - silent_back),
    default_month: default_back === undefined ? null : monthAfter(span.until, -default_back),
  }
}
