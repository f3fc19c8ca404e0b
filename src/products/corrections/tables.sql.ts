import { sql } from '#sql'
import type { Migration } from '#store'

/**
 * `products.corrections`: what an institution was shown that does not stand any more, a row for each institution, firm,
 * dataset and correction; `products.corrections_told`: the last batch of which institutions were told.
 */
export const productsMigrations: readonly Migration[] = [
  {
    id: 'products-1',
    statements: sql`
    CREATE SCHEMA products;
    CREATE TABLE products.corrections (
      correction_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      institution_id text NOT NULL,
      uscc text NOT NULL,
      kind text NOT NULL,
      dataset text NOT NULL,
      product_id text NOT NULL,
      shown_at timestamptz NOT NULL,
      leaf_hash bytea NOT NULL,
      batch_id integer,
      annotation_id integer,
      made_at timestamptz NOT NULL,
      UNIQUE NULLS NOT DISTINCT (institution_id, uscc, dataset, kind, batch_id, annotation_id)
    );
    CREATE INDEX corrections_to ON products.corrections (institution_id, correction_id);
    CREATE TABLE products.corrections_told (
      one boolean PRIMARY KEY DEFAULT true CHECK (one),
      batch_id integer NOT NULL
    )`,
  },
]
