import { digestHex } from '#kernel'
import { bind, type Sql } from '#sql'
import { appliedMigrations, lockMigrations, migrationsTable, recordMigration } from './migrations.sql.ts'
import { refuse } from './refusals.ts'
import type { Store, Tx } from './store.ts'

/** A step by which the tables of a room become what they are; once applied its text never changes. */
export interface Migration {
  /** The room and a number: `audit-1`. */
  readonly id: string
  /** The step, several statements in one text and without values. */
  readonly statements: Sql
}

/**
 * Applies what is missing, in the order given and in one transaction, and gives back the ids of what it applied.
 * Refuses with `migration_changed` a migration that was applied with another text.
 */
export async function migrate(store: Store, migrations: readonly Migration[]): Promise<readonly string[]> {
  return store.transaction(async (tx) => {
    await tx.run(lockMigrations())
    await tx.run(migrationsTable())
    const rows = await tx.rows<{ migration_id: string; text_digest: string }>(appliedMigrations())
    const applied = new Map(rows.map(({ migration_id, text_digest }) => [migration_id, text_digest]))
    const missing = migrations.filter((migration) => !isApplied(migration, applied))
    for (const migration of missing) await apply(tx, migration)
    return missing.map(({ id }) => id)
  })
}

function isApplied(migration: Migration, applied: ReadonlyMap<string, string>): boolean {
  const text_digest = applied.get(migration.id)
  if (text_digest === undefined) return false
  if (text_digest !== digestOf(migration)) throw refuse('migration_changed', { migration_id: migration.id })
  return true
}

async function apply(tx: Tx, migration: Migration): Promise<void> {
  await tx.run(migration.statements)
  await tx.run(recordMigration(migration.id, digestOf(migration)))
}

function digestOf({ statements }: Migration): string {
  return digestHex('intl', bind(statements).text)
}
