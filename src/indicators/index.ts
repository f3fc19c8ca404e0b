/**
 * Indicators: what is worked out of facts, as of an instant, for one firm or for all. A formula is data; it is
 * checked, planned with all others and compiled to one statement over a spine of (enterprise, instant).
 * Owns `indicators.benchmarks`: what groups of peers came to.
 */
export { type BacktestQuestion, type BacktestSummary, backtest } from './backtest.ts'
export {
  type BenchmarkReport,
  benchmarksDrawnAt,
  comparedIndicators,
  drawBenchmarks,
  ensureIndicators,
} from './benchmarks.ts'
export type { Definitions } from './check/check.ts'
export {
  compute,
  computeToFile,
  type IndicatorRow,
  type IndicatorValue,
  type Question,
  statementAt,
} from './compute.ts'
export {
  type Flag,
  flags,
  IndicatorDefinition,
  type Mark,
  marks,
  readIndicator,
  readSymbols,
  type SymbolDefinition,
  SymbolDefinitions,
} from './definition.ts'
export { describeIndicator, type IndicatorPage } from './describe.ts'
export { type DistributionGroup, distributionAt } from './distribution.ts'
export { PeerRules, readPeers } from './peers.ts'
export {
  crosswalk_dataset,
  datasetsOf,
  datasetsRead,
  type IndicatorPlan,
  indicatorsOf,
  planIndicators,
} from './plan/plan.ts'
export { readSizes, SizeTable, sizes } from './sizes.ts'
