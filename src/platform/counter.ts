import { type AuditLog, openLog } from '#audit'
import { approveTemplate } from '#consent'
import { planIndicators } from '#indicators'
import type { Clock } from '#kernel'
import { type Decider, openPolicy, publishVersion } from '#policies'
import { type Counter, type ProductSection, rulesNamed } from '#products'
import { type Layout, layoutOf } from '#profiles'
import { type Keys, openKeys, type Store } from '#store'
import { type Definitions, wordingOf } from './definitions.ts'
import { lockStore } from './rooms.ts'
import type { Settings } from './settings.ts'

/** The counter of a bureau with its keys: everything that a disclosure is made with. */
export interface Bureau {
  readonly counter: Counter
  readonly keys: Keys
}

interface BureauSettings {
  readonly settings: Settings
  readonly definitions: Definitions
  readonly store: Store
  readonly clock: Clock
  readonly random: (bytes: number) => Uint8Array
  readonly past: Counter['past']
  readonly pull: Counter['pull']
  readonly verify: Counter['verify']
}

/** Opens the counter: keys and log made on the first start, secrets of before locked, templates approved, policies published. */
export async function openBureau({
  settings,
  definitions,
  store,
  clock,
  random,
  past,
  pull,
  verify,
}: BureauSettings): Promise<Bureau> {
  const keys = openKeys({ dir: settings.keys_dir, suite: settings.digest_suite })
  await lockStore(store, keys.lock)
  const deciders = await Promise.all(
    definitions.policies.map((policy) => openPolicy(policy, definitions.reasons)),
  )
  const log = await store.transaction(async (tx) => {
    const opened = await openLog(tx, { suite: settings.digest_suite, random }, clock())
    for (const template of definitions.templates)
      await approveTemplate(tx, template, { by: 'region', at: clock() })
    for (const decider of deciders) await publishVersion(tx, decider, clock())
    return opened
  })
  return {
    keys,
    counter: counterOf({ definitions, store, clock, random, past, pull, verify }, keys, log, deciders),
  }
}

function counterOf(
  { definitions, store, clock, random, past, pull, verify }: Omit<BureauSettings, 'settings'>,
  keys: Keys,
  log: AuditLog,
  deciders: readonly Decider[],
): Counter {
  const { datasets, products, tags } = definitions
  const layout = profileLayout(definitions)
  return {
    store,
    log,
    clock,
    random,
    salt: keys.salt,
    layout,
    datasets,
    products,
    deciders,
    wording: wordingOf(definitions),
    tags,
    past,
    pull,
    verify,
  }
}

/** The indicators that a section of a product tells, or tags by. */
export function indicatorsShown(
  { tags }: Pick<Definitions, 'tags'>,
  section: ProductSection,
): readonly string[] {
  if (section.kind === 'indicators') return section.indicators
  if (section.kind !== 'tags') return []
  return rulesNamed(tags, section.tags).flatMap((rule) => (rule.kind === 'indicator' ? rule.indicator : []))
}

/** What profiles hold: what any policy reads, and any product that may be asked. */
export function profileLayout(definitions: Definitions): Layout {
  const online = definitions.products.filter(({ state }) => state === 'online')
  const sections = online.flatMap(({ sections: each }) => each)
  const shown = sections.flatMap((section) => indicatorsShown(definitions, section))
  const read = definitions.policies.flatMap(({ inputs }) => inputs.indicators)
  const series = sections.flatMap((section) => (section.kind === 'series' ? section.series : []))
  const months = sections.flatMap((section) => (section.kind === 'series' ? [section.months.value] : []))
  const named = online.flatMap(({ datasets, supporting_datasets }) => [...datasets, ...supporting_datasets])
  return layoutOf({
    plan: planIndicators(definitions, [...new Set([...shown, ...read])].sort()),
    series: series.map(({ dataset, field }) => ({ dataset, field })),
    months: Math.max(0, ...months),
    datasets: definitions.datasets.filter(({ id }) => named.includes(id)),
    clocks: definitions.clocks,
  })
}
