import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Static, Type } from 'typebox'
import { purposes, readTemplate, type Template } from '#consent'
import { type GraphRules, readGraphRules } from '#graph'
import { type NameWords, type ResolveRules, readNameWords, readResolveRules } from '#identity'
import {
  type IndicatorDefinition,
  type PeerRules,
  readIndicator,
  readPeers,
  readSizes,
  readSymbols,
  type SizeTable,
  type SymbolDefinition,
} from '#indicators'
import { oneOf, readerOf, refusals } from '#kernel'
import { type PolicyDefinition, type Reason, readPolicy, readReasons } from '#policies'
import { type ProductDefinition, readProduct, readTags, type TagRules, type Wording } from '#products'
import {
  type DatasetDefinition,
  type IntakeRules,
  readDataset,
  readIntakeRules,
  readSource,
  type SourceDefinition,
} from '#sources'
import { type LawClocks, readClocks } from '#themes'
import { type Forbidden, readForbidden } from './examine/forbidden.ts'
import { unlawful } from './examine/lawful.ts'
import { readWords, type Words } from './words.ts'

/** What a region is made of: every definition under its folder, read and checked once. */
export interface Definitions {
  readonly datasets: readonly DatasetDefinition[]
  readonly sources: readonly SourceDefinition[]
  readonly symbols: readonly SymbolDefinition[]
  readonly indicators: readonly IndicatorDefinition[]
  readonly products: readonly ProductDefinition[]
  readonly policies: readonly PolicyDefinition[]
  readonly reasons: readonly Reason[]
  readonly templates: readonly Template[]
  /** Who gives the data, and what it is asked for, by the words that people read. */
  readonly authorities: readonly Authority[]
  readonly purposes: readonly PurposeName[]
  /** What fields are collected for; each field names one of them (REQ-COL-01). */
  readonly collection_purposes: readonly CollectionPurpose[]
  readonly forbidden: Forbidden
  /** What flags, marks and faults are in plain words. */
  readonly words: Words
  /** What names of enterprises are made of. */
  readonly name_words: NameWords
  /** How it is told which enterprise a name or a code means. */
  readonly resolve_rules: ResolveRules
  /** What the graph of enterprises goes by. */
  readonly graph: GraphRules
  /** How large an enterprise is by its trade, and who is compared with whom. */
  readonly sizes: SizeTable
  readonly peers: PeerRules
  /** What an enterprise is tagged with, and by what. */
  readonly tags: TagRules
  /** The clocks of the law. */
  readonly clocks: LawClocks
  readonly bureau: Bureau
  /** What a delivery may be. */
  readonly intake: IntakeRules
}

export type Bureau = Static<typeof BureauShape>
export type Authority = Static<typeof AuthorityShape>
export type PurposeName = Static<typeof PurposeShape>
export type CollectionPurpose = Static<typeof CollectionShape>

const Name = Type.Object({ zh: Type.String(), en: Type.String() })
/** An authority by its present name; a fact keeps its id, whatever it is called later. */
const AuthorityShape = Type.Object({
  id: Type.String(),
  name: Name,
  former_names: Type.Optional(Type.Array(Name)),
})
/** What a purpose is called, and the business that a firm applies for with it. */
const PurposeShape = Type.Object({ id: oneOf(purposes), name: Name, business: Name })
const readAuthorities = readerOf(Type.Object({ authorities: Type.Array(AuthorityShape) }))
const CollectionShape = Type.Object({ id: Type.String(), name: Name, source: Type.String({ minLength: 1 }) })
const readPurposes = readerOf(
  Type.Object({ purposes: Type.Array(PurposeShape), collection: Type.Array(CollectionShape) }),
)
const BureauShape = Type.Object({
  id: Type.String(),
  name: Name,
  time_zone: Type.Literal('Asia/Shanghai'),
  disclaimer: Name,
  simulated: Type.Object({ organisation_prefix: Type.String(), notice: Type.String() }),
})
const readBureau = readerOf(BureauShape)

const refuse = refusals({
  region_unknown: ['not_found', 'there is no region at {region_dir}'],
  definition_not_json: ['unprocessable', '{place} is not JSON: {problem}'],
  definition_unlawful: ['unprocessable', '{place}: {problem}'],
})

/**
 * Reads a region's folder. Refuses with the file's name and place whatever does not fit, and with
 * `definition_unlawful` what nobody may collect or what is collected for no registered purpose.
 */
export function readDefinitions(region_dir: string): Definitions {
  const definitions = readRegion(region_dir)
  const [first] = unlawful(definitions)
  if (first === undefined) return definitions
  const { place, code, text } = first
  throw refuse('definition_unlawful', { place, problem: text.en, problem_zh: text.zh, finding: code })
}

function readRegion(region_dir: string): Definitions {
  if (!existsSync(region_dir)) throw refuse('region_unknown', { region_dir })
  const indicators = readAll(region_dir, 'indicators', readIndicator)
  const reasons = readReasons(parsed(join(region_dir, 'reasons.json')), 'reasons.json')
  const policy_world = { indicators: indicators.map(({ id }) => id), reasons }
  const asked_for = readPurposes(parsed(join(region_dir, 'purposes.json')), 'purposes.json')
  return {
    datasets: readAll(region_dir, 'datasets', readDataset),
    sources: readAll(region_dir, 'sources', readSource),
    symbols: readAll(region_dir, 'symbols', readSymbols).flat(),
    indicators,
    products: readAll(region_dir, 'products', readProduct),
    policies: readAll(region_dir, 'policies', (value, place) => readPolicy(value, place, policy_world)),
    reasons,
    templates: readAll(region_dir, 'templates', readTemplate),
    authorities: readAuthorities(parsed(join(region_dir, 'authorities.json')), 'authorities.json')
      .authorities,
    purposes: asked_for.purposes,
    collection_purposes: asked_for.collection,
    forbidden: readForbidden(parsed(join(region_dir, 'forbidden.json')), 'forbidden.json'),
    words: readWords(parsed(join(region_dir, 'words.json')), 'words.json'),
    name_words: readNameWords(parsed(join(region_dir, 'name-words.json')), 'name-words.json'),
    resolve_rules: readResolveRules(parsed(join(region_dir, 'resolve.json')), 'resolve.json'),
    sizes: readSizes(parsed(join(region_dir, 'sizes.json')), 'sizes.json'),
    peers: readPeers(parsed(join(region_dir, 'peers.json')), 'peers.json'),
    tags: readTags(parsed(join(region_dir, 'tags.json')), 'tags.json'),
    graph: readGraphRules(parsed(join(region_dir, 'graph.json')), 'graph.json'),
    clocks: readClocks(parsed(join(region_dir, 'clocks.json')), 'clocks.json'),
    intake: readIntakeRules(parsed(join(region_dir, 'intake.json')), 'intake.json'),
    bureau: readBureau(parsed(join(region_dir, 'bureau.json')), 'bureau.json'),
  }
}

function readAll<Definition>(
  region_dir: string,
  kind: string,
  read: (value: unknown, place: string) => Definition,
): readonly Definition[] {
  const folder = join(region_dir, kind)
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  return files.sort().map((file) => read(parsed(join(folder, file)), `${kind}/${file}`))
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw refuse('definition_not_json', { place: file, problem: String(cause) })
  }
}

/** The wording of answers that a region gives. */
export function wordingOf({ bureau }: Definitions): Wording {
  return { bureau: bureau.name.zh, disclaimer: bureau.disclaimer.zh, simulated: bureau.simulated }
}
