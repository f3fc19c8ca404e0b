import type { Readable } from 'node:stream'
import type { Sql } from '#sql'

/**
 * Asks and tells PostgreSQL, inside one transaction. Statements that are asked without waiting for each other are sent
 * together and run in their order: a round trip costs more than a small statement.
 */
export interface Tx {
  /**
   * All rows of a query. Numbers come as numbers (an int8 beyond 2^53 is a bug), numeric as text, date as
   * `YYYY-MM-DD`, timestamps as an `Instant` of the kernel with their microseconds, jsonb parsed, bytea as bytes.
   */
  rows<Row>(query: Sql): Promise<readonly Row[]>
  /** Runs a statement and gives back how many rows it changed; one without values may hold several. */
  run(statement: Sql): Promise<number>
  /** Sends bytes to a `COPY … FROM STDIN`; only inside a transaction that `copies`. */
  copyIn(statement: Sql, bytes: Readable): Promise<void>
}

export interface TransactionOptions {
  /** `read committed` unless told. */
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable'
  readonly read_only?: boolean
  /** Whether it may COPY; its statements then go one by one. */
  readonly copies?: boolean
}

/** PostgreSQL with its connections. What is asked of it directly is a transaction of its own. */
export interface Store extends Tx, AsyncDisposable {
  /** The address at which another process opens the same store. */
  readonly database_url: string
  /** Asks over one connection, each statement a transaction of its own. */
  together<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>
  /** Begins, works and commits; whatever is thrown rolls everything back and goes on. */
  transaction<Result>(work: (tx: Tx) => Promise<Result>, options?: TransactionOptions): Promise<Result>
}
