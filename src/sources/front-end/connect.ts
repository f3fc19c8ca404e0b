import { createConnection } from 'mysql2/promise'
import pg from 'pg'
import { refusals } from '#kernel'
import { bind, type Sql } from '#sql'
import type { FrontEndEngine } from './definition.ts'

/** A row of a department's table, every value as text. */
export type FrontEndRow = Readonly<Record<string, string | null>>

/** A department's database, which is only read. */
export interface FrontEndReader extends AsyncDisposable {
  rows(statement: Sql): Promise<readonly FrontEndRow[]>
}

const connect_within_ms = 10_000
const answer_within_ms = 300_000

const refuse = refusals({
  front_end_silent: ['unavailable', 'the database of {source} does not answer: {problem}'],
  front_end_refuses: ['unprocessable', 'the database of {source} refuses what is asked of it: {problem}'],
})

/** Connects to a department's database. Refuses with `front_end_silent` where it does not answer. */
export async function connectFrontEnd(
  source: string,
  engine: FrontEndEngine,
  url: string,
): Promise<FrontEndReader> {
  const reader = await (engine === 'mysql' ? connectMysql(url) : connectPostgres(url)).catch(
    (cause: unknown) => {
      throw refuse('front_end_silent', { source, problem: problemOf(cause) })
    },
  )
  return {
    async rows(statement) {
      try {
        return await reader.rows(statement)
      } catch (cause) {
        throw refuse('front_end_refuses', { source, problem: problemOf(cause) })
      }
    },
    [Symbol.asyncDispose]: () => reader[Symbol.asyncDispose](),
  }
}

/** The statement as MySQL takes it: `?` for each parameter; names in double quotes by the session's mode. */
export function mysqlText({ pieces }: Sql): string {
  return pieces.join('?')
}

async function connectPostgres(url: string): Promise<FrontEndReader> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: connect_within_ms,
    statement_timeout: answer_within_ms,
    options: '-c TimeZone=UTC -c DateStyle=ISO -c default_transaction_read_only=on',
  })
  client.on('error', () => {}) // the next statement on a lost connection says what happened
  await client.connect()
  return {
    async rows(statement) {
      const { text, values } = bind(statement)
      return (await client.query(text, [...values])).rows
    },
    [Symbol.asyncDispose]: () => client.end(),
  }
}

async function connectMysql(url: string): Promise<FrontEndReader> {
  const connection = await createConnection({ uri: url, connectTimeout: connect_within_ms, timezone: 'Z' })
  await connection.query(
    `SET SESSION sql_mode = 'ANSI_QUOTES', time_zone = '+00:00', transaction_read_only = 1`,
  )
  return {
    async rows(statement) {
      const asked = { sql: mysqlText(statement), timeout: answer_within_ms }
      const [rows] = await connection.query(asked, [...statement.values])
      return rows as FrontEndRow[] // every column is cast to text
    },
    [Symbol.asyncDispose]: () => connection.end(),
  }
}

function problemOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
