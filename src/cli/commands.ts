import type { Command } from './command.ts'
import { backtest } from './commands/backtest.ts'
import { catalogue } from './commands/catalogue.ts'
import { city } from './commands/city.ts'
import { indicators } from './commands/indicators.ts'
import { ingest } from './commands/ingest.ts'
import { quarantine } from './commands/quarantine.ts'

/** Every command by its name, in the order in which help shows them. */
export const commands: Readonly<Record<string, Command>> = {
  ingest,
  quarantine,
  indicators,
  backtest,
  catalogue,
  city,
}
