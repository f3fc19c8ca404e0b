import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { refusals } from '#kernel'
import { bind, type Sql, sql } from '#sql'
import type { Session, Warehouse } from '../warehouse.ts'
import { appendTo, integersOf } from './columns.ts'
import { parameterOf, parameterTypeOf, rowsOf } from './values.ts'

export interface DuckDbSettings {
  /** The database file, made with its folder when it is not there; `:memory:` for one that is gone when closed. */
  readonly file: string
  /** What DuckDB may hold in memory before it spills to disk, as DuckDB writes it; 4GB unless told. */
  readonly memory_limit?: string
  /** Threads of DuckDB; one a core unless told. */
  readonly threads?: number
}

const refuse = refusals({
  data_dir_busy: ['busy', '{file} is held by process {pid}; stop it, or let it do the work'],
})

/** Opens a DuckDB file and holds its lock until disposed. Refuses with `data_dir_busy` a file that another holds. */
export async function openDuckDb(settings: DuckDbSettings): Promise<Warehouse> {
  const instance = await createInstance(settings)
  const shared = await instance.connect()
  const warehouse: Warehouse = {
    ...sessionOver(shared),
    async session(work) {
      const connection = await instance.connect()
      try {
        return await work(sessionOver(connection))
      } finally {
        connection.closeSync()
      }
    },
    // A transaction on the shared connection would take in what others say meanwhile.
    transaction(work) {
      return warehouse.session((session) => session.transaction(work))
    },
    async check(statement) {
      const prepared = await shared.prepare(bind(statement).text)
      prepared.destroySync()
    },
    async [Symbol.asyncDispose]() {
      shared.closeSync()
      instance.closeSync()
    },
  }
  return warehouse
}

async function createInstance({
  file,
  memory_limit = '4GB',
  threads,
}: DuckDbSettings): Promise<DuckDBInstance> {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  try {
    return await DuckDBInstance.create(file, {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      memory_limit,
      ...(threads === undefined ? {} : { threads: String(threads) }),
      ...(file === ':memory:' ? {} : { temp_directory: `${file}.tmp` }),
    })
  } catch (cause) {
    const holder = /lock.*PID (\d+)/is.exec(String(cause))
    if (holder !== null) throw refuse('data_dir_busy', { file, pid: holder[1] ?? 'unknown' })
    throw cause
  }
}

function sessionOver(connection: DuckDBConnection): Session {
  const session: Session = {
    async rows<Row>(query: Sql) {
      return rowsOf<Row>(await read(connection, query))
    },
    async run(statement) {
      return (await read(connection, statement)).rowsChanged
    },
    integers: (query) => integersOf(connection, query),
    append: (temporary_table, columns) => appendTo(connection, temporary_table, columns),
    async transaction(work) {
      await session.run(sql`BEGIN TRANSACTION`)
      try {
        const result = await work(session)
        await session.run(sql`COMMIT`)
        return result
      } catch (error) {
        await session.run(sql`ROLLBACK`).catch(() => 0) // a failed COMMIT has rolled back already
        throw error
      }
    },
  }
  return session
}

function read(connection: DuckDBConnection, statement: Sql) {
  const { text, values } = bind(statement)
  if (values.length === 0) return connection.runAndReadAll(text)
  return connection.runAndReadAll(text, values.map(parameterOf), values.map(parameterTypeOf) as never)
}
