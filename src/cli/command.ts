import type { Json } from '#kernel'
import type { World } from '#platform'

export type { World }

/** Where a command prints: a person's lines, one JSON document, progress that a terminal overwrites. */
export interface Print {
  readonly json: boolean
  /** A line for a person; nothing with `--json`. */
  line(text: string): void
  /** The one document of `--json`; nothing without. */
  document(value: Json): void
  /** How far the work is, on a terminal's standard error. */
  progress(text: string): void
  /** What went wrong while the work goes on, on standard error, a line of its own. */
  warn(text: string): void
}

/** One command: a file of its own in `commands/`. */
export interface Command {
  readonly summary: string
  readonly usage: string
  run(args: readonly string[], print: Print, world: World): Promise<number | undefined>
}

/** Thrown for words that the command does not know: usage is shown and the exit code is 2. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage'
}
