import type { Command } from './command.ts'
import { audit } from './commands/audit.ts'
import { backtest } from './commands/backtest.ts'
import { catalogue } from './commands/catalogue.ts'
import { city } from './commands/city.ts'
import { doctor } from './commands/doctor.ts'
import { indicators } from './commands/indicators.ts'
import { ingest } from './commands/ingest.ts'
import { policy } from './commands/policy.ts'
import { quarantine } from './commands/quarantine.ts'
import { query } from './commands/query.ts'
import { serve } from './commands/serve.ts'
import { worker } from './commands/worker.ts'

/** Every command by its name, in the order in which help shows them. */
export const commands: Readonly<Record<string, Command>> = {
  serve,
  city,
  ingest,
  quarantine,
  indicators,
  query,
  backtest,
  catalogue,
  policy,
  audit,
  doctor,
  worker,
}
