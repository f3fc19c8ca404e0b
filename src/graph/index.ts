/**
 * Graph: who owns, runs, controls and guarantees whom, as of a day. Owns no table: a compact graph is drawn from the
 * facts that were visible at an instant, and everything here is a pure question to it.
 */
export { drawnFrom, figure_datasets } from './figures/dataset.ts'
export { figures_table } from './figures/figures.sql.ts'
export { everybody, type FigureTeller, figureTeller } from './figures/figures.ts'
export { type FigureQuestion, graphFigures } from './figures/keep.ts'
export { type CompanyGraph, type GraphColumns, graphOf } from './graph.ts'
export { type Circles, circlesOf } from './guarantee/circles.ts'
export { type BeneficialOwner, type OwnerShares, type Owners, ownersOf } from './ownership/beneficial.ts'
export { type Chain, chainsTo } from './ownership/chains.ts'
export { type Control, controllersOf, controlOf } from './ownership/control.ts'
export { type Climber, climberOf, type Stake } from './ownership/levels.ts'
export { type Drawing, drawGraph } from './read/draw.ts'
export type { Lawful, Moment } from './read/facts.sql.ts'
export { graph_datasets } from './read/keeper.sql.ts'
export { type GraphKeeper, keeperOf } from './read/keeper.ts'
export { contagionOf } from './related/contagion.ts'
export { type Finder, finderOf, type Relative } from './related/related.ts'
export { GraphRules, readGraphRules } from './rules.ts'
export { graphOfEnterprise } from './view/ask.ts'
export type { GraphView } from './view/view.ts'
