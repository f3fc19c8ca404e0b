import type { Writable } from 'node:stream'
import { pipeline as piped } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { digestHex } from '#kernel'
import { bind, type Sql, type SqlValue, sql } from '#sql'
import { storeFault } from '../refusals.ts'
import type { Store, TransactionOptions, Tx } from '../store.ts'
import { inOrder } from './in-order.ts'
import { valueTypes } from './values.ts'

export interface PoolSettings {
  readonly database_url: string
  readonly connections: number
  /** What to do once the last connection is closed. */
  readonly close: () => Promise<void>
}

/** A store over the connections to one PostgreSQL. */
export function openPool({ database_url, connections, close }: PoolSettings): Store {
  const pool = connect({ database_url, max: connections, pipeline: true })
  const copying = connect({ database_url, max: 2, pipeline: false }) // a COPY cannot share a pipelined connection
  const direct = txOver({ query: (query) => pool.query(query) })
  return {
    ...direct,
    database_url,
    transaction: (work, options = {}) => transaction(options.copies === true ? copying : pool, work, options),
    async together(work) {
      const client = await clientOf(pool)
      try {
        return await work(txOver(sentTogether(client)))
      } finally {
        client.release()
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([pool.end(), copying.end()])
      await close()
    },
  }
}

interface ConnectSettings {
  readonly database_url: string
  readonly max: number
  readonly pipeline: boolean
}

function connect({ database_url, max, pipeline }: ConnectSettings): pg.Pool {
  const pool = new pg.Pool({
    connectionString: database_url,
    max,
    pipeline,
    types: valueTypes,
    options: '-c TimeZone=UTC -c DateStyle=ISO',
    connectionTimeoutMillis: 10_000,
    allowExitOnIdle: true,
  })
  // Without a listener a lost connection ends the process; the next query on it says what happened.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

async function clientOf(pool: pg.Pool): Promise<pg.PoolClient> {
  return pool.connect().catch((cause: unknown) => {
    throw storeFault(cause)
  })
}

async function transaction<Result>(
  pool: pg.Pool,
  work: (tx: Tx) => Promise<Result>,
  options: TransactionOptions,
): Promise<Result> {
  const client = await clientOf(pool)
  let broken = false
  try {
    const asked = sentTogether(client)
    const [, result] = await inOrder([asked.query({ text: beginning(options) }), work(txOver(asked))])
    await commit(client)
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      broken = true
    })
    throw storeFault(error)
  } finally {
    client.release(broken)
  }
}

function beginning({ isolation, read_only = false }: TransactionOptions): string {
  const level = isolation === undefined ? '' : ` ISOLATION LEVEL ${isolation.toUpperCase()}`
  return `BEGIN${level}${read_only ? ' READ ONLY' : ''}`
}

// PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error; whoever swallowed the error must know.
async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT')
  if (command !== 'COMMIT') throw new Error('the transaction had failed before its COMMIT: nothing was kept')
}

interface Asked {
  query(query: pg.QueryConfig): Promise<pg.QueryResult | readonly pg.QueryResult[]>
  copyFrom?(text: string): Writable
}

// pg writes each statement by itself: what is asked within a tick is held back until its end and leaves in one write,
// which is most of what a small statement costs here.
function sentTogether(client: pg.PoolClient): Asked {
  const { stream } = client.connection
  return {
    query(query) {
      stream.cork()
      process.nextTick(() => stream.uncork())
      return client.query(query)
    },
    copyFrom: (text) => client.query(copyFrom(text)),
  }
}

function txOver(client: Asked): Tx {
  const ask = async (statement: Sql): Promise<pg.QueryResult | undefined> => {
    try {
      const results = [await client.query(queryOf(statement))].flat()
      return results.at(-1)
    } catch (cause) {
      throw storeFault(cause)
    }
  }
  return {
    async rows<Row>(query: Sql) {
      return ((await ask(query))?.rows ?? []) as readonly Row[] // the query's author names the row's shape
    },
    async run(statement) {
      return (await ask(statement))?.rowCount ?? 0
    },
    async copyIn(statement, bytes) {
      if (client.copyFrom === undefined) throw new Error('COPY needs the connection of a transaction')
      await piped(bytes, client.copyFrom(bind(statement).text)).catch((cause: unknown) => {
        throw storeFault(cause)
      })
    },
  }
}

const names = new Map<string, string>()
const names_at_most = 1000

// A statement is prepared once a connection under a digest of its text; without values it goes as plain text.
function queryOf(statement: Sql): pg.QueryConfig {
  const { text, values } = bind(statement)
  if (values.length === 0) return { text }
  const known = names.get(text) ?? newName(text)
  return { text, values: values.map(parameterOf), ...(known === undefined ? {} : { name: known }) }
}

function newName(text: string): string | undefined {
  if (names.size >= names_at_most) return undefined // prepared statements live as long as their connection
  const name = digestHex('intl', text).slice(0, 32)
  names.set(text, name)
  return name
}

function parameterOf(value: SqlValue): unknown {
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value
}

/** Whether PostgreSQL answers at all. */
export const ping: Sql = sql`SELECT 1`
