WITH "spine" AS NOT MATERIALIZED (SELECT enterprise_id AS key, spine_no, uscc, enterprise_id, CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP) AS "as_of", CAST('2026-06-30' AS DATE) AS "today", 24317 AS "this_month", true AS "is_month_end", true AS "jud_execution covered" FROM (SELECT enterprise_id AS spine_no, uscc, enterprise_id FROM identity.enterprises) AS subject),
"jud_execution" AS NOT MATERIALIZED (
    SELECT key AS "jud_execution key", max("since execution value") FILTER (WHERE "since execution holds") AS "since execution value", bool_or(assumed) FILTER (WHERE "since execution holds") AS "since execution assumed", max("highest amount 24m value") FILTER (WHERE "highest amount 24m holds") AS "highest amount 24m value", bool_or(assumed) FILTER (WHERE "highest amount 24m holds") AS "highest amount 24m assumed", bool_or("highest amount 24m value" IS NULL) FILTER (WHERE "highest amount 24m holds") AS "highest amount 24m unknown", min("lowest amount value") FILTER (WHERE "lowest amount holds") AS "lowest amount value", bool_or(assumed) FILTER (WHERE "lowest amount holds") AS "lowest amount assumed", bool_or("lowest amount value" IS NULL) FILTER (WHERE "lowest amount holds") AS "lowest amount unknown"
    FROM (
      SELECT "fact"."enterprise_id" AS key, fact.marks & 1 <> 0 AS assumed, "fact"."filed_on" <= CAST('2026-06-30' AS DATE) AS "since execution holds", "fact"."filed_on" AS "since execution value", "fact"."filed_on" > CAST(CAST('2026-06-30' AS DATE) - INTERVAL '24 months' AS DATE) AND "fact"."filed_on" <= CAST('2026-06-30' AS DATE) AS "highest amount 24m holds", CAST(CAST("fact"."amount" AS DECIMAL(24,6)) * 100 AS BIGINT) AS "highest amount 24m value", TRUE AS "lowest amount holds", CAST(CAST("fact"."amount" AS DECIMAL(24,6)) * 100 AS BIGINT) AS "lowest amount value"
      FROM "facts"."jud_execution" AS fact
      WHERE "intake_at" <= CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP) AND ("closed_at" IS NULL OR "closed_at" > CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP))
    ) AS row_values
    GROUP BY key),
"layer_0" AS NOT MATERIALIZED (
    SELECT *,
      CASE WHEN NOT "jud_execution covered" THEN 128 ELSE 0 END
        AS "jud_execution flags"
    FROM spine
    LEFT JOIN "jud_execution" ON "jud_execution key" = spine.key),
"layer_1" AS NOT MATERIALIZED (SELECT *,
      CAST((this_month - (EXTRACT(YEAR FROM "since execution value") * 12 + EXTRACT(MONTH FROM "since execution value") - 1) - CASE WHEN EXTRACT(DAY FROM "since execution value") <= EXTRACT(DAY FROM today) OR is_month_end THEN 0 ELSE 1 END) AS DOUBLE PRECISION) AS "XX001 value",
      "jud_execution flags" | CASE WHEN "since execution value" IS NULL THEN 64 ELSE 0 END AS "XX001 flags",
      CASE WHEN "since execution assumed" THEN 8 ELSE 0 END AS "XX001 marks",
      CAST("highest amount 24m value" AS DOUBLE PRECISION) / CAST(100 AS DOUBLE PRECISION) AS "XX002 value",
      "jud_execution flags" | CASE WHEN "highest amount 24m unknown" THEN 16 ELSE 0 END | CASE WHEN "highest amount 24m value" IS NULL THEN 64 ELSE 0 END AS "XX002 flags",
      CASE WHEN "highest amount 24m assumed" THEN 8 ELSE 0 END AS "XX002 marks",
      CAST("lowest amount value" AS DOUBLE PRECISION) / CAST(100 AS DOUBLE PRECISION) AS "XX003 value",
      "jud_execution flags" | CASE WHEN "lowest amount unknown" THEN 16 ELSE 0 END | CASE WHEN "lowest amount value" IS NULL THEN 64 ELSE 0 END AS "XX003 flags",
      CASE WHEN "lowest amount assumed" THEN 8 ELSE 0 END AS "XX003 marks" FROM "layer_0")
    SELECT spine_no, uscc, as_of,
      CAST(CASE WHEN "XX001 flags" < 8 THEN "XX001 value" END AS DOUBLE PRECISION) AS "XX001",
      CASE WHEN "XX001 flags" = 0 THEN 'OK' WHEN "XX001 flags" >= 256 THEN 'NOT_APPLICABLE' WHEN "XX001 flags" >= 128 THEN 'NO_COVERAGE' WHEN "XX001 flags" >= 64 THEN 'NO_RECORD' WHEN "XX001 flags" >= 32 THEN 'SUPPRESSED' WHEN "XX001 flags" >= 16 THEN 'INSUFFICIENT_HISTORY' WHEN "XX001 flags" >= 8 THEN 'DIV0' WHEN "XX001 flags" >= 4 THEN 'DISPUTED' WHEN "XX001 flags" >= 2 THEN 'STALE' WHEN "XX001 flags" >= 1 THEN 'ESTIMATED' END AS "XX001_flag",
      CAST("XX001 marks" AS INTEGER) AS "XX001_marks",
      CAST(CASE WHEN "XX002 flags" < 8 THEN "XX002 value" END AS DOUBLE PRECISION) AS "XX002",
      CASE WHEN "XX002 flags" = 0 THEN 'OK' WHEN "XX002 flags" >= 256 THEN 'NOT_APPLICABLE' WHEN "XX002 flags" >= 128 THEN 'NO_COVERAGE' WHEN "XX002 flags" >= 64 THEN 'NO_RECORD' WHEN "XX002 flags" >= 32 THEN 'SUPPRESSED' WHEN "XX002 flags" >= 16 THEN 'INSUFFICIENT_HISTORY' WHEN "XX002 flags" >= 8 THEN 'DIV0' WHEN "XX002 flags" >= 4 THEN 'DISPUTED' WHEN "XX002 flags" >= 2 THEN 'STALE' WHEN "XX002 flags" >= 1 THEN 'ESTIMATED' END AS "XX002_flag",
      CAST("XX002 marks" AS INTEGER) AS "XX002_marks",
      CAST(CASE WHEN "XX003 flags" < 8 THEN "XX003 value" END AS DOUBLE PRECISION) AS "XX003",
      CASE WHEN "XX003 flags" = 0 THEN 'OK' WHEN "XX003 flags" >= 256 THEN 'NOT_APPLICABLE' WHEN "XX003 flags" >= 128 THEN 'NO_COVERAGE' WHEN "XX003 flags" >= 64 THEN 'NO_RECORD' WHEN "XX003 flags" >= 32 THEN 'SUPPRESSED' WHEN "XX003 flags" >= 16 THEN 'INSUFFICIENT_HISTORY' WHEN "XX003 flags" >= 8 THEN 'DIV0' WHEN "XX003 flags" >= 4 THEN 'DISPUTED' WHEN "XX003 flags" >= 2 THEN 'STALE' WHEN "XX003 flags" >= 1 THEN 'ESTIMATED' END AS "XX003_flag",
      CAST("XX003 marks" AS INTEGER) AS "XX003_marks"
    FROM "layer_1"
