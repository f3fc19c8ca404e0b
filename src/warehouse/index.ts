/**
 * The warehouse: the engine that holds the theme databases, behind one interface.
 * Owns connections, transactions and how an engine's values become ours; knows no table.
 */
export { type DuckDbSettings, openDuckDb } from './duckdb/open.ts'
export { onOwnConnection, type Session, type Warehouse } from './warehouse.ts'
