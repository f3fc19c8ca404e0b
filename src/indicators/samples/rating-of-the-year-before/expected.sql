WITH "spine" AS NOT MATERIALIZED (SELECT enterprise_id AS key, spine_no, uscc, enterprise_id, CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP) AS "as_of", CAST('2026-06-30' AS DATE) AS "today", 24317 AS "this_month", true AS "is_month_end", true AS "tax_credit_rating covered" FROM (SELECT enterprise_id AS spine_no, uscc, enterprise_id FROM identity.enterprises) AS subject),
"tax_credit_rating" AS NOT MATERIALIZED (
    SELECT key AS "tax_credit_rating key", arg_max_null("rated", "by year") FILTER (WHERE "rated holds") AS "rated", arg_max_null(assumed, "by year") FILTER (WHERE "rated holds") AS "rated assumed", max("rated") FILTER (WHERE "rated holds" AND "by year" = "rated last" - 1) AS "rated before", bool_or(assumed) FILTER (WHERE "rated holds" AND "by year" = "rated last" - 1) AS "rated assumed before"
    FROM (
      SELECT "fact"."enterprise_id" AS key, fact.marks & 1 <> 0 AS assumed, "fact"."level" AS "rated", ("fact"."level" <> 'unrated') AS "rated holds", "fact"."year" AS "by year", max(CASE WHEN ("fact"."level" <> 'unrated') THEN "fact"."year" END) OVER (PARTITION BY "fact"."enterprise_id") AS "rated last"
      FROM "facts"."tax_credit_rating" AS fact
      WHERE "intake_at" <= CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP) AND ("closed_at" IS NULL OR "closed_at" > CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP))
    ) AS row_values
    GROUP BY key),
"layer_0" AS NOT MATERIALIZED (
    SELECT *,
      CASE WHEN NOT "tax_credit_rating covered" THEN 128 WHEN "tax_credit_rating key" IS NULL THEN 64 ELSE 0 END
        AS "tax_credit_rating flags"
    FROM spine
    LEFT JOIN "tax_credit_rating" ON "tax_credit_rating key" = spine.key),
"layer_1" AS NOT MATERIALIZED (SELECT *,
      greatest((CASE "rated before" WHEN 'A' THEN CAST(4 AS DOUBLE PRECISION) WHEN 'B' THEN CAST(3 AS DOUBLE PRECISION) WHEN 'M' THEN CAST(2 AS DOUBLE PRECISION) WHEN 'C' THEN CAST(1 AS DOUBLE PRECISION) WHEN 'D' THEN CAST(0 AS DOUBLE PRECISION) ELSE NULL END - CASE "rated" WHEN 'A' THEN CAST(4 AS DOUBLE PRECISION) WHEN 'B' THEN CAST(3 AS DOUBLE PRECISION) WHEN 'M' THEN CAST(2 AS DOUBLE PRECISION) WHEN 'C' THEN CAST(1 AS DOUBLE PRECISION) WHEN 'D' THEN CAST(0 AS DOUBLE PRECISION) ELSE NULL END), CAST(0 AS DOUBLE PRECISION)) AS "XX001 value",
      "tax_credit_rating flags" | CASE "rated before" WHEN 'A' THEN 0 WHEN 'B' THEN 0 WHEN 'M' THEN 0 WHEN 'C' THEN 0 WHEN 'D' THEN 0 ELSE 0 END | CASE WHEN "rated before" IS NULL THEN 16 ELSE 0 END | CASE "rated" WHEN 'A' THEN 0 WHEN 'B' THEN 0 WHEN 'M' THEN 0 WHEN 'C' THEN 0 WHEN 'D' THEN 0 ELSE 0 END | CASE WHEN "rated" IS NULL THEN 16 ELSE 0 END AS "XX001 flags",
      CASE "rated before" WHEN 'A' THEN (0) WHEN 'B' THEN (0) WHEN 'M' THEN (0) WHEN 'C' THEN (0) WHEN 'D' THEN (0) ELSE 0 END | CASE WHEN "rated assumed before" THEN 8 ELSE 0 END | CASE "rated" WHEN 'A' THEN (0) WHEN 'B' THEN (0) WHEN 'M' THEN (0) WHEN 'C' THEN (0) WHEN 'D' THEN (0) ELSE 0 END | CASE WHEN "rated assumed" THEN 8 ELSE 0 END AS "XX001 marks" FROM "layer_0")
    SELECT spine_no, uscc, as_of,
      CAST(CASE WHEN "XX001 flags" < 8 THEN "XX001 value" END AS DOUBLE PRECISION) AS "XX001",
      CASE WHEN "XX001 flags" = 0 THEN 'OK' WHEN "XX001 flags" >= 256 THEN 'NOT_APPLICABLE' WHEN "XX001 flags" >= 128 THEN 'NO_COVERAGE' WHEN "XX001 flags" >= 64 THEN 'NO_RECORD' WHEN "XX001 flags" >= 32 THEN 'SUPPRESSED' WHEN "XX001 flags" >= 16 THEN 'INSUFFICIENT_HISTORY' WHEN "XX001 flags" >= 8 THEN 'DIV0' WHEN "XX001 flags" >= 4 THEN 'DISPUTED' WHEN "XX001 flags" >= 2 THEN 'STALE' WHEN "XX001 flags" >= 1 THEN 'ESTIMATED' END AS "XX001_flag",
      CAST("XX001 marks" AS INTEGER) AS "XX001_marks"
    FROM "layer_1"
