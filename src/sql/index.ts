/**
 * SQL as a value: the tag, quoted names, constants. The one way in which a statement is written; it stands in
 * `*.sql.ts` files and compilers only. Pure.
 */
export { type BoundSql, bind, empty, ident, join, literal, type Sql, type SqlValue, sql } from './sql.ts'
