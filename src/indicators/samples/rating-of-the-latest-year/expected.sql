WITH "spine" AS NOT MATERIALIZED (SELECT enterprise_id AS key, spine_no, uscc, enterprise_id, CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP) AS "as_of", CAST('2026-06-30' AS DATE) AS "today", 24317 AS "this_month", true AS "is_month_end", true AS "tax_credit_rating covered" FROM (SELECT enterprise_id AS spine_no, uscc, enterprise_id FROM identity.enterprises) AS subject),
"tax_credit_rating" AS NOT MATERIALIZED (
    SELECT key AS "tax_credit_rating key", arg_max_null("tax_level", "by year") AS "tax_level", arg_max_null(assumed, "by year") AS "tax_level assumed"
    FROM (
      SELECT "fact"."enterprise_id" AS key, fact.marks & 1 <> 0 AS assumed, "fact"."level" AS "tax_level", "fact"."year" AS "by year"
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
      CASE "tax_level" WHEN 'A' THEN CAST(4 AS DOUBLE PRECISION) WHEN 'B' THEN CAST(3 AS DOUBLE PRECISION) WHEN 'M' THEN CAST(2 AS DOUBLE PRECISION) WHEN 'C' THEN CAST(1 AS DOUBLE PRECISION) WHEN 'D' THEN CAST(0 AS DOUBLE PRECISION) ELSE NULL END AS "TX013 value",
      "tax_credit_rating flags" | CASE "tax_level" WHEN 'A' THEN 0 WHEN 'B' THEN 0 WHEN 'M' THEN 0 WHEN 'C' THEN 0 WHEN 'D' THEN 0 ELSE 0 END | CASE WHEN "tax_level" IS NULL THEN 16 ELSE 0 END AS "TX013 flags",
      CASE "tax_level" WHEN 'A' THEN (0) WHEN 'B' THEN (0) WHEN 'M' THEN (0) WHEN 'C' THEN (0) WHEN 'D' THEN (0) ELSE 0 END | CASE WHEN "tax_level assumed" THEN 8 ELSE 0 END | CASE WHEN ("tax_level" = 'unrated') THEN 32 ELSE 0 END AS "TX013 marks" FROM "layer_0")
    SELECT spine_no, uscc, as_of,
      CAST(CASE WHEN "TX013 flags" < 8 THEN "TX013 value" END AS DOUBLE PRECISION) AS "TX013",
      CASE WHEN "TX013 flags" = 0 THEN 'OK' WHEN "TX013 flags" >= 256 THEN 'NOT_APPLICABLE' WHEN "TX013 flags" >= 128 THEN 'NO_COVERAGE' WHEN "TX013 flags" >= 64 THEN 'NO_RECORD' WHEN "TX013 flags" >= 32 THEN 'SUPPRESSED' WHEN "TX013 flags" >= 16 THEN 'INSUFFICIENT_HISTORY' WHEN "TX013 flags" >= 8 THEN 'DIV0' WHEN "TX013 flags" >= 4 THEN 'DISPUTED' WHEN "TX013 flags" >= 2 THEN 'STALE' WHEN "TX013 flags" >= 1 THEN 'ESTIMATED' END AS "TX013_flag",
      CAST("TX013 marks" AS INTEGER) AS "TX013_marks"
    FROM "layer_1"
