import type { Command } from './command.ts'

/** Every command by its name, in the order in which help shows them; each is loaded when it is called. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./commands/serve.ts')).serve,
  demo: async () => (await import('./commands/demo.ts')).demo,
  city: async () => (await import('./commands/city.ts')).city,
  ingest: async () => (await import('./commands/ingest.ts')).ingest,
  pull: async () => (await import('./commands/pull.ts')).pull,
  quarantine: async () => (await import('./commands/quarantine.ts')).quarantine,
  identity: async () => (await import('./commands/identity.ts')).identity,
  purge: async () => (await import('./commands/purge.ts')).purge,
  annotate: async () => (await import('./commands/annotate.ts')).annotate,
  indicators: async () => (await import('./commands/indicators.ts')).indicators,
  graph: async () => (await import('./commands/graph.ts')).graph,
  resolve: async () => (await import('./commands/resolve.ts')).resolve,
  query: async () => (await import('./commands/query.ts')).query,
  backtest: async () => (await import('./commands/backtest.ts')).backtest,
  catalogue: async () => (await import('./commands/catalogue.ts')).catalogue,
  policy: async () => (await import('./commands/policy.ts')).policy,
  audit: async () => (await import('./commands/audit.ts')).audit,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  bench: async () => (await import('./commands/bench.ts')).bench,
  openapi: async () => (await import('./commands/openapi.ts')).openapi,
  schemas: async () => (await import('./commands/schemas.ts')).schemas,
  worker: async () => (await import('./commands/worker.ts')).worker,
}
