import type { Sql } from '#sql'

/** Asks and tells one connection. */
export interface Session {
  /**
   * All rows of a query. DECIMAL comes as text, DATE as `YYYY-MM-DD`, TIMESTAMP as an `Instant` of the kernel,
   * integers and DOUBLE as numbers; an integer beyond 2^53 is a bug.
   */
  rows<Row>(query: Sql): Promise<readonly Row[]>
  /** Runs a statement and gives back how many rows it changed. */
  run(statement: Sql): Promise<number>
  /** The columns of a query of INTEGERs, without an object a row: for millions of rows. A null is a bug. */
  integers(query: Sql): Promise<readonly Int32Array[]>
  /** Adds rows, given as columns, to a temporary table of DOUBLEs; what is no number becomes null. */
  append(temporary_table: string, columns: readonly Float64Array[]): Promise<void>
  /** Begins, works and commits; whatever is thrown rolls everything back and goes on. */
  transaction<Result>(work: (session: Session) => Promise<Result>): Promise<Result>
}

/** Work that makes temporary tables: on a connection of its own where all are handed, else on the one that is. */
export function onOwnConnection<Result>(
  session: Session | Warehouse,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  return 'session' in session ? session.session(work) : work(session)
}

/** The theme databases on whichever engine holds them. */
export interface Warehouse extends Session, AsyncDisposable {
  /** Work on a connection of its own, whose temporary tables and transaction nobody else sees. */
  session<Result>(work: (session: Session) => Promise<Result>): Promise<Result>
  /** Has the engine parse and bind a statement without running it; throws what the engine finds wrong. */
  check(statement: Sql): Promise<void>
}
