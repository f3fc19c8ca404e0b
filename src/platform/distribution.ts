import { Type } from 'typebox'
import { benchmarksDrawnAt, type DistributionGroup, distributionAt } from '#indicators'
import { type Clock, type Instant, type Json, readerOf } from '#kernel'
import { generationOf } from '#profiles'
import { lawAt } from '#themes'
import type { Warehouse } from '#warehouse'
import type { Definitions } from './definitions.ts'
import type { Office } from './office.ts'
import type { Text } from './words.ts'

/** How an indicator is spread over the enterprises, as of the latest picture of peers. */
export interface Distribution {
  readonly as_of: Instant
  /** Of fewer firms nothing is told. */
  readonly least_n: number
  readonly groups: readonly Group[]
}

interface Named<Code> {
  readonly code: Code
  readonly name: Text
}

type Group = Omit<DistributionGroup, 'industry_group' | 'size_group'> & {
  readonly industry: Named<string> | null
  readonly size: Named<number> | null
}

/** The distributions that were asked for, kept until the warehouse holds something else. */
export interface DistributionKeeper {
  of(id: string): Promise<Distribution>
}

/** A keeper of the distributions of a warehouse. */
export function distributionKeeper(
  warehouse: Warehouse,
  definitions: Definitions,
  clock: Clock,
): DistributionKeeper {
  let kept = { stamp: '', drawn: new Map<string, Promise<Distribution>>() }
  return {
    async of(id) {
      const drawn_at = await benchmarksDrawnAt(warehouse)
      const stamp = `${drawn_at} ${await generationOf(warehouse)}`
      if (kept.stamp !== stamp) kept = { stamp, drawn: new Map() }
      const { drawn } = kept
      const known = drawn.get(id) ?? draw(id, drawn_at ?? clock())
      drawn.set(id, known)
      known.catch(() => drawn.delete(id)) // who asked hears why
      return known
    },
  }

  async function draw(id: string, as_of: Instant): Promise<Distribution> {
    const law = await lawAt(warehouse, definitions.clocks, clock())
    const groups = await distributionAt(warehouse, definitions, id, { as_of, law })
    const least_n = definitions.peers.least.value
    return { as_of, least_n, groups: groups.map((group) => namedGroup(definitions, group)) }
  }
}

const readAsked = readerOf(Type.Object({ id: Type.String() }, { additionalProperties: false }))

/** How an indicator is spread over the enterprises. Refuses with `unknown_indicator`. */
export async function distributionAsk({ distributions }: Office, args: unknown): Promise<Json> {
  const { id } = readAsked(args, 'distribution')
  return (await distributions.of(id)) as unknown as Json // texts and numbers
}

// Industries and sizes are called as the tags by them are.
function namedGroup(
  { tags, peers }: Definitions,
  { industry_group, size_group, ...told }: DistributionGroup,
): Group {
  const industry = tags.tags
    .flatMap((rule) => (rule.kind === 'code' ? rule.prefixes : []))
    .find(({ prefix }) => industry_group?.startsWith(prefix))?.name
  const size = tags.tags
    .flatMap((rule) => (rule.kind === 'indicator' && rule.indicator === peers.size ? rule.values : []))
    .find(({ value }) => value === size_group)?.name
  return {
    ...told,
    industry:
      industry_group === null ? null : { code: industry_group, name: industry ?? plainly(industry_group) },
    size: size_group === null ? null : { code: size_group, name: size ?? plainly(String(size_group)) },
  }
}

function plainly(code: string): Text {
  return { zh: code, en: code }
}
