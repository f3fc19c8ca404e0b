/** For tests of the graph: graphs written as lists of edges, and the same questions answered without haste. */
export { anyGraph, type Drawn, drawn, type Edge } from './drawn.ts'
export { codeOf, deliver, holding, office, openRegister, register } from './firms.ts'
export * as naive from './naive.ts'
