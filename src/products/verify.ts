import type { Grant } from '#consent'
import { datasetsRead } from '#indicators'
import type { Instant } from '#kernel'
import type { Recorded } from '#metering'
import type { Profile } from '#profiles'
import type { Asking, Counter } from './counter.ts'
import type { ProductDefinition } from './definition.ts'
import { type Pulled, type PullQuestion, questionOf } from './pull.ts'

/** What sources verified of a firm at an instant, for one query: it stands nowhere else. */
export interface Verified {
  readonly at: Instant
  readonly pulls: readonly Pulled[]
  /** Of those that answered: what follows from their rows alone. */
  readonly told: Pick<Profile, 'indicators' | 'facts' | 'ages'>
}

/** Asks the sources that may be asked for one query alone, and works out what follows; null where none is there. */
export type Verify = (question: PullQuestion, at: Instant) => Promise<Verified | null>

/** A profile as an answer is composed of it: `unanswered` are the datasets whose sources were asked and said nothing. */
export type Gathered = Profile & { readonly unanswered?: readonly string[] }

/**
 * Has verified what a product reads and nobody may keep (domain §4a). As nothing is kept, a request that is asked again
 * asks again, as of the instant of the first time; one about the past asks nobody.
 */
export async function verifyFirst(
  counter: Counter,
  asking: Asking,
  product: ProductDefinition,
  {
    grant,
    earlier,
    now,
  }: { readonly grant: Grant | null; readonly earlier: Recorded | null; readonly now: Instant },
): Promise<Verified | null> {
  const at = earlier === null ? now : earlier.verified_at
  if (counter.verify === null || asking.as_of !== undefined || at === undefined) return null
  const question = questionOf(counter, asking, product, grant, (delivery) => delivery === 'verify_only')
  return question.datasets.length === 0 ? null : counter.verify(question, at)
}

/**
 * The profile with what was verified in place of what it says of those datasets. Where a source did not answer,
 * nothing is told of its dataset: neither an older value nor zero.
 */
export function withVerified({ layout }: Counter, profile: Profile, verified: Verified | null): Gathered {
  if (verified === null) return profile
  const { pulls, told } = verified
  const asked = pulls.map(({ dataset }) => dataset)
  const unanswered = pulls.filter(({ outcome }) => !has_answered[outcome]).map(({ dataset }) => dataset)
  const replaced = layout.plan.ids.flatMap((id) => {
    const read = datasetsRead(layout.plan, id)
    if (!read.some((dataset) => asked.includes(dataset))) return []
    const is_told = read.every((dataset) => asked.includes(dataset) && !unanswered.includes(dataset))
    return [[id, is_told ? (told.indicators[id] ?? not_covered) : not_covered] as const]
  })
  return {
    ...profile,
    indicators: { ...profile.indicators, ...Object.fromEntries(replaced) },
    facts: { ...profile.facts, ...told.facts, ...ofEach(unanswered, []) },
    ages: { ...profile.ages, ...told.ages, ...ofEach(unanswered, unknown_age) },
    unanswered,
  }
}

const has_answered: Readonly<Record<Pulled['outcome'], boolean>> = {
  ...{ pulled: true, verified: true, nothing: true },
  ...{ timed_out: false, failed: false },
}

const not_covered = { value: null, flag: 'NO_COVERAGE', marks: [] } as const
const unknown_age = { covered: false, has_data: false, month: null, known_at: null } as const

function ofEach<Value>(datasets: readonly string[], value: Value): Readonly<Record<string, Value>> {
  return Object.fromEntries(datasets.map((dataset) => [dataset, value]))
}
