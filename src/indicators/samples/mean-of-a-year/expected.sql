WITH "spine" AS NOT MATERIALIZED (SELECT enterprise_id AS key, spine_no, uscc, enterprise_id, CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP) AS "as_of", CAST('2026-06-30' AS DATE) AS "today", 24317 AS "this_month", true AS "is_month_end", 24316 AS "ss_headcount_monthly m0", true AS "ss_headcount_monthly covered", CAST(0 AS BIGINT) AS "ss_headcount_monthly complete" FROM (SELECT enterprise_id AS spine_no, uscc, enterprise_id FROM identity.enterprises) AS subject),
"ss_headcount_monthly" AS NOT MATERIALIZED (
    SELECT key AS "ss_headcount_monthly key", bit_or(bit) AS "ss_headcount_monthly present", COALESCE(bit_or(bit) FILTER (WHERE assumed), 0) AS "ss_headcount_monthly assumed", sum("H of row") FILTER (WHERE k BETWEEN 0 AND 11) AS "H[0..11]"
    FROM (
      SELECT *, CASE WHEN k BETWEEN 0 AND 50 THEN CAST(1 AS BIGINT) << k ELSE 0 END AS bit
      FROM (
        SELECT "fact"."enterprise_id" AS key, 24316 - "fact"."stat_month" AS k, fact.marks & 1 <> 0 AS assumed, "fact"."insured_n" AS "H of row"
        FROM "facts"."ss_headcount_monthly" AS fact
        WHERE "intake_at" <= CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP) AND ("closed_at" IS NULL OR "closed_at" > CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP))
      ) AS row_values
    ) AS row_months
    GROUP BY key),
"layer_0" AS NOT MATERIALIZED (
    SELECT *,
      CASE WHEN NOT "ss_headcount_monthly covered" THEN 128 WHEN "ss_headcount_monthly key" IS NULL OR "ss_headcount_monthly m0" IS NULL THEN 64 ELSE 0 END
        AS "ss_headcount_monthly flags",
      COALESCE(~"ss_headcount_monthly present" & "ss_headcount_monthly complete" & (("ss_headcount_monthly present" >> 1) | ("ss_headcount_monthly present" >> 2) | ("ss_headcount_monthly present" >> 3) | ("ss_headcount_monthly present" >> 4) | ("ss_headcount_monthly present" >> 5) | ("ss_headcount_monthly present" >> 6) | ("ss_headcount_monthly present" >> 7) | ("ss_headcount_monthly present" >> 8) | ("ss_headcount_monthly present" >> 9) | ("ss_headcount_monthly present" >> 10) | ("ss_headcount_monthly present" >> 11) | ("ss_headcount_monthly present" >> 12)), 0) AS "ss_headcount_monthly silent", COALESCE("ss_headcount_monthly present", 0) AS "ss_headcount_monthly months", COALESCE("ss_headcount_monthly assumed", 0) AS "ss_headcount_monthly guessed"
    FROM spine
    LEFT JOIN "ss_headcount_monthly" ON "ss_headcount_monthly key" = spine.key),
"layer_1" AS NOT MATERIALIZED (SELECT *,
      CAST("H[0..11]" AS DOUBLE PRECISION) / CAST(12 AS DOUBLE PRECISION) AS "WF002 value",
      "ss_headcount_monthly flags" | CAST("ss_headcount_monthly months" & 4095 <> 4095 AS INTEGER) * 16 AS "WF002 flags",
      CAST("ss_headcount_monthly guessed" & 4095 <> 0 AS INTEGER) * 8 | CAST("ss_headcount_monthly silent" & 4095 <> 0 AS INTEGER) * 1 AS "WF002 marks" FROM "layer_0")
    SELECT spine_no, uscc, as_of,
      CAST(CASE WHEN "WF002 flags" < 8 THEN "WF002 value" END AS DOUBLE PRECISION) AS "WF002",
      CASE WHEN "WF002 flags" = 0 THEN 'OK' WHEN "WF002 flags" >= 256 THEN 'NOT_APPLICABLE' WHEN "WF002 flags" >= 128 THEN 'NO_COVERAGE' WHEN "WF002 flags" >= 64 THEN 'NO_RECORD' WHEN "WF002 flags" >= 32 THEN 'SUPPRESSED' WHEN "WF002 flags" >= 16 THEN 'INSUFFICIENT_HISTORY' WHEN "WF002 flags" >= 8 THEN 'DIV0' WHEN "WF002 flags" >= 4 THEN 'DISPUTED' WHEN "WF002 flags" >= 2 THEN 'STALE' WHEN "WF002 flags" >= 1 THEN 'ESTIMATED' END AS "WF002_flag",
      CAST("WF002 marks" AS INTEGER) AS "WF002_marks"
    FROM "layer_1"
