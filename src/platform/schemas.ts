import { Template } from '#consent'
import { GraphRules } from '#graph'
import { NameWordsShape, ResolveRulesShape } from '#identity'
import { IndicatorDefinition, SymbolDefinitions } from '#indicators'
import type { Json } from '#kernel'
import { PolicySchema, ReasonsSchema } from '#policies'
import { ProductDefinition, TagRules } from '#products'
import { DatasetDefinition, IntakeRules, SourceDefinition } from '#sources'
import { LawClocks } from '#themes'
import { ForbiddenShape } from './examine/forbidden.ts'
import { WordsShape } from './words.ts'

/** The JSON Schema of each kind of definition, for editors; the file is `schemas/<kind>.json`. */
export const definitionSchemas: Readonly<Record<string, Json>> = Object.fromEntries(
  Object.entries({
    dataset: DatasetDefinition,
    source: SourceDefinition,
    symbols: SymbolDefinitions,
    indicator: IndicatorDefinition,
    product: ProductDefinition,
    policy: PolicySchema,
    reasons: ReasonsSchema,
    template: Template,
    graph: GraphRules,
    words: WordsShape,
    'name-words': NameWordsShape,
    resolve: ResolveRulesShape,
    forbidden: ForbiddenShape,
    intake: IntakeRules,
    clocks: LawClocks,
    tags: TagRules,
  }).map(([kind, schema]) => [kind, JSON.parse(JSON.stringify(schema)) as Json]),
)
