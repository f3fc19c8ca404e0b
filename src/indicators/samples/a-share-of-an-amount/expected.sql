WITH "spine" AS NOT MATERIALIZED (SELECT enterprise_id AS key, spine_no, uscc, enterprise_id, CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP) AS "as_of", CAST('2026-06-30' AS DATE) AS "today", 24317 AS "this_month", true AS "is_month_end", 24316 AS "ss_payment_monthly m0", true AS "ss_payment_monthly covered", CAST(0 AS BIGINT) AS "ss_payment_monthly complete" FROM (SELECT enterprise_id AS spine_no, uscc, enterprise_id FROM identity.enterprises) AS subject),
"ss_payment_monthly" AS NOT MATERIALIZED (
    SELECT key AS "ss_payment_monthly key", bit_or(bit) AS "ss_payment_monthly present", COALESCE(bit_or(bit) FILTER (WHERE assumed), 0) AS "ss_payment_monthly assumed", max("delivered of row") FILTER (WHERE k = 0) AS "delivered[0]", sum("R of row") FILTER (WHERE k BETWEEN 0 AND 2) AS "R[0..2]", sum("part of row") FILTER (WHERE k BETWEEN 0 AND 2) AS "part[0..2]", COALESCE(bit_or(bit) FILTER (WHERE "delivered unknown"), 0) AS "delivered unknown", COALESCE(bit_or(bit) FILTER (WHERE "part unknown"), 0) AS "part unknown"
    FROM (
      SELECT *, CASE WHEN k BETWEEN 0 AND 50 THEN CAST(1 AS BIGINT) << k ELSE 0 END AS bit
      FROM (
        SELECT "fact"."enterprise_id" AS key, 24316 - "fact"."stat_month" AS k, fact.marks & 1 <> 0 AS assumed, "fact"."late_days" AS "delivered of row", CAST(CAST("fact"."due_amt" AS DECIMAL(24,6)) * 100 AS BIGINT) AS "R of row", CAST(CAST("fact"."paid_amt" AS DECIMAL(24,6)) * 100 AS BIGINT) AS "part of row", "fact"."late_days" IS NULL AS "delivered unknown", "fact"."paid_amt" IS NULL AS "part unknown"
        FROM "facts"."ss_payment_monthly" AS fact
        WHERE "intake_at" <= CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP) AND ("closed_at" IS NULL OR "closed_at" > CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP))
      ) AS row_values
    ) AS row_months
    GROUP BY key),
"layer_0" AS NOT MATERIALIZED (
    SELECT *,
      CASE WHEN NOT "ss_payment_monthly covered" THEN 128 WHEN "ss_payment_monthly key" IS NULL OR "ss_payment_monthly m0" IS NULL THEN 64 ELSE 0 END
        AS "ss_payment_monthly flags",
      COALESCE(~"ss_payment_monthly present" & "ss_payment_monthly complete" & (("ss_payment_monthly present" >> 1) | ("ss_payment_monthly present" >> 2) | ("ss_payment_monthly present" >> 3) | ("ss_payment_monthly present" >> 4) | ("ss_payment_monthly present" >> 5) | ("ss_payment_monthly present" >> 6) | ("ss_payment_monthly present" >> 7) | ("ss_payment_monthly present" >> 8) | ("ss_payment_monthly present" >> 9) | ("ss_payment_monthly present" >> 10) | ("ss_payment_monthly present" >> 11) | ("ss_payment_monthly present" >> 12)), 0) AS "ss_payment_monthly silent", COALESCE("ss_payment_monthly present", 0) AS "ss_payment_monthly months", COALESCE("ss_payment_monthly assumed", 0) AS "ss_payment_monthly guessed", COALESCE("ss_payment_monthly present" & ~"delivered unknown", 0) AS "delivered known", COALESCE("ss_payment_monthly present" & ~"part unknown", 0) AS "part known"
    FROM spine
    LEFT JOIN "ss_payment_monthly" ON "ss_payment_monthly key" = spine.key),
"layer_1" AS NOT MATERIALIZED (SELECT *,
      CASE CAST((((COALESCE("ss_payment_monthly present", 0) & ~COALESCE("delivered unknown", 0)) >> 0) & 1) AS DOUBLE PRECISION) WHEN CAST(1 AS DOUBLE PRECISION) THEN CAST("delivered[0]" AS DOUBLE PRECISION) ELSE (CAST("part[0..2]" AS DOUBLE PRECISION) / NULLIF(CAST("R[0..2]" AS DOUBLE PRECISION), 0)) END AS "XX001 value",
      "ss_payment_monthly flags" | CASE CAST((((COALESCE("ss_payment_monthly present", 0) & ~COALESCE("delivered unknown", 0)) >> 0) & 1) AS DOUBLE PRECISION) WHEN CAST(1 AS DOUBLE PRECISION) THEN "ss_payment_monthly flags" | CAST("delivered known" & 1 <> 1 AS INTEGER) * 16 ELSE "ss_payment_monthly flags" | CAST("part known" & 7 <> 7 AS INTEGER) * 16 | CAST("ss_payment_monthly months" & 7 <> 7 AS INTEGER) * 16 | CASE WHEN CAST("R[0..2]" AS DOUBLE PRECISION) / CAST(100 AS DOUBLE PRECISION) = 0 THEN 8 ELSE 0 END END AS "XX001 flags",
      CASE CAST((((COALESCE("ss_payment_monthly present", 0) & ~COALESCE("delivered unknown", 0)) >> 0) & 1) AS DOUBLE PRECISION) WHEN CAST(1 AS DOUBLE PRECISION) THEN (CAST("ss_payment_monthly guessed" & 1 <> 0 AS INTEGER) * 8 | CAST("ss_payment_monthly silent" & 1 <> 0 AS INTEGER) * 1) ELSE (CAST("ss_payment_monthly guessed" & 7 <> 0 AS INTEGER) * 8 | CAST("ss_payment_monthly silent" & 7 <> 0 AS INTEGER) * 1) END | CASE WHEN (("ss_payment_monthly flags") < 8 AND NOT (CAST((((COALESCE("ss_payment_monthly present", 0) & ~COALESCE("delivered unknown", 0)) >> 0) & 1) AS DOUBLE PRECISION) <> 0)) THEN 64 ELSE 0 END AS "XX001 marks" FROM "layer_0")
    SELECT spine_no, uscc, as_of,
      CAST(CASE WHEN "XX001 flags" < 8 THEN "XX001 value" END AS DOUBLE PRECISION) AS "XX001",
      CASE WHEN "XX001 flags" = 0 THEN 'OK' WHEN "XX001 flags" >= 256 THEN 'NOT_APPLICABLE' WHEN "XX001 flags" >= 128 THEN 'NO_COVERAGE' WHEN "XX001 flags" >= 64 THEN 'NO_RECORD' WHEN "XX001 flags" >= 32 THEN 'SUPPRESSED' WHEN "XX001 flags" >= 16 THEN 'INSUFFICIENT_HISTORY' WHEN "XX001 flags" >= 8 THEN 'DIV0' WHEN "XX001 flags" >= 4 THEN 'DISPUTED' WHEN "XX001 flags" >= 2 THEN 'STALE' WHEN "XX001 flags" >= 1 THEN 'ESTIMATED' END AS "XX001_flag",
      CAST("XX001 marks" AS INTEGER) AS "XX001_marks"
    FROM "layer_1"
