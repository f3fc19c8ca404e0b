WITH "spine" AS NOT MATERIALIZED (SELECT enterprise_id AS key, spine_no, uscc, enterprise_id, CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP) AS "as_of", CAST('2026-06-30' AS DATE) AS "today", 24317 AS "this_month", true AS "is_month_end", true AS "jud_execution covered" FROM (SELECT enterprise_id AS spine_no, uscc, enterprise_id FROM identity.enterprises) AS subject),
"jud_execution" AS NOT MATERIALIZED (
    SELECT key AS "jud_execution key", sum("sum open_execution value") FILTER (WHERE "sum open_execution holds") AS "sum open_execution value", bool_or(assumed) FILTER (WHERE "sum open_execution holds") AS "sum open_execution assumed", bool_or("sum open_execution value" IS NULL) FILTER (WHERE "sum open_execution holds") AS "sum open_execution unknown", count(*) FILTER (WHERE "count execution 24m holds") AS "count execution 24m value", bool_or(assumed) FILTER (WHERE "count execution 24m holds") AS "count execution 24m assumed"
    FROM (
      SELECT "fact"."enterprise_id" AS key, fact.marks & 1 <> 0 AS assumed, (("fact"."closed_on" IS NULL) OR ("fact"."closed_on" > CAST('2026-06-30' AS DATE))) AS "sum open_execution holds", CAST(CAST("fact"."amount" AS DECIMAL(24,6)) * 100 AS BIGINT) AS "sum open_execution value", "fact"."filed_on" > CAST(CAST('2026-06-30' AS DATE) - INTERVAL '24 months' AS DATE) AND "fact"."filed_on" <= CAST('2026-06-30' AS DATE) AS "count execution 24m holds"
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
      CAST(COALESCE("sum open_execution value", 0) AS DOUBLE PRECISION) / CAST(100 AS DOUBLE PRECISION) AS "JD007 value",
      "jud_execution flags" | CASE WHEN "sum open_execution unknown" THEN 16 ELSE 0 END AS "JD007 flags",
      CASE WHEN "sum open_execution assumed" THEN 8 ELSE 0 END AS "JD007 marks",
      CAST(COALESCE("count execution 24m value", 0) AS DOUBLE PRECISION) AS "JD008 value",
      "jud_execution flags" AS "JD008 flags",
      CASE WHEN "count execution 24m assumed" THEN 8 ELSE 0 END AS "JD008 marks" FROM "layer_0")
    SELECT spine_no, uscc, as_of,
      CAST(CASE WHEN "JD007 flags" < 8 THEN "JD007 value" END AS DOUBLE PRECISION) AS "JD007",
      CASE WHEN "JD007 flags" = 0 THEN 'OK' WHEN "JD007 flags" >= 256 THEN 'NOT_APPLICABLE' WHEN "JD007 flags" >= 128 THEN 'NO_COVERAGE' WHEN "JD007 flags" >= 64 THEN 'NO_RECORD' WHEN "JD007 flags" >= 32 THEN 'SUPPRESSED' WHEN "JD007 flags" >= 16 THEN 'INSUFFICIENT_HISTORY' WHEN "JD007 flags" >= 8 THEN 'DIV0' WHEN "JD007 flags" >= 4 THEN 'DISPUTED' WHEN "JD007 flags" >= 2 THEN 'STALE' WHEN "JD007 flags" >= 1 THEN 'ESTIMATED' END AS "JD007_flag",
      CAST("JD007 marks" AS INTEGER) AS "JD007_marks",
      CAST(CASE WHEN "JD008 flags" < 8 THEN "JD008 value" END AS DOUBLE PRECISION) AS "JD008",
      CASE WHEN "JD008 flags" = 0 THEN 'OK' WHEN "JD008 flags" >= 256 THEN 'NOT_APPLICABLE' WHEN "JD008 flags" >= 128 THEN 'NO_COVERAGE' WHEN "JD008 flags" >= 64 THEN 'NO_RECORD' WHEN "JD008 flags" >= 32 THEN 'SUPPRESSED' WHEN "JD008 flags" >= 16 THEN 'INSUFFICIENT_HISTORY' WHEN "JD008 flags" >= 8 THEN 'DIV0' WHEN "JD008 flags" >= 4 THEN 'DISPUTED' WHEN "JD008 flags" >= 2 THEN 'STALE' WHEN "JD008 flags" >= 1 THEN 'ESTIMATED' END AS "JD008_flag",
      CAST("JD008 marks" AS INTEGER) AS "JD008_marks"
    FROM "layer_1"
