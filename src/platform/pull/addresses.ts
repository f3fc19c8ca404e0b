import { refusals } from '#kernel'
import type { SourceDefinition } from '#sources'
import type { Definitions } from '../definitions.ts'
import type { Settings } from '../settings.ts'

const refuse = refusals({
  pull_source: [
    'bad_request',
    'PULL_{setting} is set, and no source {source} has a dataset that is asked for one firm at a time',
  ],
})

const patience = { value: 5_000, source: '[P] a query that asks a source ends within seconds' }

type Pulled = Pick<Definitions, 'datasets' | 'sources'>

/** The datasets that a source does not give in bulk, but tells of one firm at a time. */
export function askedDatasets({ datasets }: Pick<Definitions, 'datasets'>, source: SourceDefinition) {
  const asked = datasets.filter(({ delivery }) => delivery === 'consent_pull' || delivery === 'verify_only')
  return asked.map(({ id }) => id).filter((id) => source.datasets.includes(id))
}

/**
 * The definitions of a region whose sources are asked where the settings say: what they do not give in bulk, under
 * their own time where they have one. Refuses an address of a source that has nothing to be asked for.
 */
export function withPulls<Region extends Pulled>(region: Region, { pulls }: Pick<Settings, 'pulls'>): Region {
  for (const id of Object.keys(pulls)) {
    const source = region.sources.find((each) => each.id === id)
    if (source === undefined || askedDatasets(region, source).length === 0)
      throw refuse('pull_source', { setting: id.toUpperCase(), source: id })
  }
  return { ...region, sources: region.sources.map((source) => askedAt(region, source, pulls[source.id])) }
}

function askedAt(region: Pulled, source: SourceDefinition, url: string | undefined): SourceDefinition {
  if (url === undefined) return source
  const own = { timeout_ms: patience, datasets: askedDatasets(region, source) }
  return { ...source, pull: { ...own, ...source.pull, url } }
}
