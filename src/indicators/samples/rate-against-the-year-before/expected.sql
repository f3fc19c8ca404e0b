WITH "spine" AS NOT MATERIALIZED (SELECT enterprise_id AS key, spine_no, uscc, enterprise_id, CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP) AS "as_of", CAST('2026-06-30' AS DATE) AS "today", 24317 AS "this_month", true AS "is_month_end", 24316 AS "ss_headcount_monthly m0", 24316 AS "ss_movement_monthly m0", true AS "ss_headcount_monthly covered", true AS "ss_movement_monthly covered", CAST(0 AS BIGINT) AS "ss_headcount_monthly complete", CAST(0 AS BIGINT) AS "ss_movement_monthly complete" FROM (SELECT enterprise_id AS spine_no, uscc, enterprise_id FROM identity.enterprises) AS subject),
"ss_headcount_monthly" AS NOT MATERIALIZED (
    SELECT key AS "ss_headcount_monthly key", bit_or(bit) AS "ss_headcount_monthly present", COALESCE(bit_or(bit) FILTER (WHERE assumed), 0) AS "ss_headcount_monthly assumed", max("H of row") FILTER (WHERE k = 0) AS "H[0]", max("H of row") FILTER (WHERE k = 1) AS "H[1]", max("H of row") FILTER (WHERE k = 2) AS "H[2]", max("H of row") FILTER (WHERE k = 3) AS "H[3]", max("H of row") FILTER (WHERE k = 12) AS "H[12]", max("H of row") FILTER (WHERE k = 13) AS "H[13]", max("H of row") FILTER (WHERE k = 14) AS "H[14]", max("H of row") FILTER (WHERE k = 15) AS "H[15]"
    FROM (
      SELECT *, CASE WHEN k BETWEEN 0 AND 50 THEN CAST(1 AS BIGINT) << k ELSE 0 END AS bit
      FROM (
        SELECT "fact"."enterprise_id" AS key, 24316 - "fact"."stat_month" AS k, fact.marks & 1 <> 0 AS assumed, "fact"."insured_n" AS "H of row"
        FROM "facts"."ss_headcount_monthly" AS fact
        WHERE "intake_at" <= CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP) AND ("closed_at" IS NULL OR "closed_at" > CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP))
      ) AS row_values
    ) AS row_months
    GROUP BY key),
"ss_movement_monthly" AS NOT MATERIALIZED (
    SELECT key AS "ss_movement_monthly key", bit_or(bit) AS "ss_movement_monthly present", COALESCE(bit_or(bit) FILTER (WHERE assumed), 0) AS "ss_movement_monthly assumed", sum("J of row") FILTER (WHERE k BETWEEN 0 AND 2) AS "J[0..2]", sum("J of row") FILTER (WHERE k BETWEEN 12 AND 14) AS "J[12..14]", sum("L_own of row") FILTER (WHERE k BETWEEN 0 AND 2) AS "L_own[0..2]", sum("L_own of row") FILTER (WHERE k BETWEEN 12 AND 14) AS "L_own[12..14]", max("both_moved of row") FILTER (WHERE k = 0) AS "both_moved[0]", max("both_moved of row") FILTER (WHERE k = 1) AS "both_moved[1]", max("both_moved of row") FILTER (WHERE k = 2) AS "both_moved[2]", max("both_moved of row") FILTER (WHERE k = 12) AS "both_moved[12]", max("both_moved of row") FILTER (WHERE k = 13) AS "both_moved[13]", max("both_moved of row") FILTER (WHERE k = 14) AS "both_moved[14]"
    FROM (
      SELECT *, CASE WHEN k BETWEEN 0 AND 50 THEN CAST(1 AS BIGINT) << k ELSE 0 END AS bit
      FROM (
        SELECT "fact"."enterprise_id" AS key, 24316 - "fact"."stat_month" AS k, fact.marks & 1 <> 0 AS assumed, "fact"."joiners_n" AS "J of row", ("fact"."leavers_n" - COALESCE("fact"."transfers_within_group_n", 0)) AS "L_own of row", CASE WHEN "fact"."joiners_n" <= "fact"."leavers_n" THEN "fact"."joiners_n" WHEN "fact"."leavers_n" < "fact"."joiners_n" THEN "fact"."leavers_n" END AS "both_moved of row"
        FROM "facts"."ss_movement_monthly" AS fact
        WHERE "intake_at" <= CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP) AND ("closed_at" IS NULL OR "closed_at" > CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP))
      ) AS row_values
    ) AS row_months
    GROUP BY key),
"layer_0" AS NOT MATERIALIZED (
    SELECT *,
      CASE WHEN NOT "ss_headcount_monthly covered" THEN 128 WHEN "ss_headcount_monthly key" IS NULL OR "ss_headcount_monthly m0" IS NULL THEN 64 ELSE 0 END
        AS "ss_headcount_monthly flags",
      CASE WHEN NOT "ss_movement_monthly covered" THEN 128 WHEN "ss_movement_monthly key" IS NULL OR "ss_movement_monthly m0" IS NULL THEN 64 ELSE 0 END
        AS "ss_movement_monthly flags",
      COALESCE(~"ss_headcount_monthly present" & "ss_headcount_monthly complete" & (("ss_headcount_monthly present" >> 1) | ("ss_headcount_monthly present" >> 2) | ("ss_headcount_monthly present" >> 3) | ("ss_headcount_monthly present" >> 4) | ("ss_headcount_monthly present" >> 5) | ("ss_headcount_monthly present" >> 6) | ("ss_headcount_monthly present" >> 7) | ("ss_headcount_monthly present" >> 8) | ("ss_headcount_monthly present" >> 9) | ("ss_headcount_monthly present" >> 10) | ("ss_headcount_monthly present" >> 11) | ("ss_headcount_monthly present" >> 12)), 0) AS "ss_headcount_monthly silent",
      COALESCE(~"ss_movement_monthly present" & "ss_movement_monthly complete" & (("ss_movement_monthly present" >> 1) | ("ss_movement_monthly present" >> 2) | ("ss_movement_monthly present" >> 3) | ("ss_movement_monthly present" >> 4) | ("ss_movement_monthly present" >> 5) | ("ss_movement_monthly present" >> 6) | ("ss_movement_monthly present" >> 7) | ("ss_movement_monthly present" >> 8) | ("ss_movement_monthly present" >> 9) | ("ss_movement_monthly present" >> 10) | ("ss_movement_monthly present" >> 11) | ("ss_movement_monthly present" >> 12)), 0) AS "ss_movement_monthly silent", COALESCE("ss_headcount_monthly present", 0) AS "ss_headcount_monthly months", COALESCE("ss_headcount_monthly assumed", 0) AS "ss_headcount_monthly guessed", COALESCE("ss_movement_monthly present", 0) AS "ss_movement_monthly months", COALESCE("ss_movement_monthly assumed", 0) AS "ss_movement_monthly guessed"
    FROM spine
    LEFT JOIN "ss_headcount_monthly" ON "ss_headcount_monthly key" = spine.key
    LEFT JOIN "ss_movement_monthly" ON "ss_movement_monthly key" = spine.key),
"layer_1" AS NOT MATERIALIZED (SELECT *,
      (CAST("L_own[0..2]" AS DOUBLE PRECISION) / NULLIF((CAST("H[3]" AS DOUBLE PRECISION) + CAST("J[0..2]" AS DOUBLE PRECISION)), 0)) AS "WF015 value",
      "ss_movement_monthly flags" | "ss_headcount_monthly flags" | CAST("ss_movement_monthly months" & 7 <> 7 AS INTEGER) * 16 | CAST("ss_headcount_monthly months" & 8 <> 8 AS INTEGER) * 16 | CAST("ss_movement_monthly months" & 7 <> 7 AS INTEGER) * 16 | CASE WHEN (CAST("H[3]" AS DOUBLE PRECISION) + CAST("J[0..2]" AS DOUBLE PRECISION)) = 0 THEN 8 ELSE 0 END AS "WF015 flags",
      CAST("ss_movement_monthly guessed" & 7 <> 0 AS INTEGER) * 8 | CAST("ss_movement_monthly silent" & 7 <> 0 AS INTEGER) * 1 | CAST("ss_headcount_monthly guessed" & 8 <> 0 AS INTEGER) * 8 | CAST("ss_headcount_monthly silent" & 8 <> 0 AS INTEGER) * 1 | CASE WHEN (CAST("H[3]" AS DOUBLE PRECISION) < CAST(5 AS DOUBLE PRECISION)) THEN 2 ELSE 0 END | CASE WHEN ((CAST("both_moved[0]" AS DOUBLE PRECISION) > (CAST(0.8 AS DOUBLE PRECISION) * CAST("H[0]" AS DOUBLE PRECISION))) OR (CAST("both_moved[1]" AS DOUBLE PRECISION) > (CAST(0.8 AS DOUBLE PRECISION) * CAST("H[1]" AS DOUBLE PRECISION))) OR (CAST("both_moved[2]" AS DOUBLE PRECISION) > (CAST(0.8 AS DOUBLE PRECISION) * CAST("H[2]" AS DOUBLE PRECISION)))) THEN 4 ELSE 0 END AS "WF015 marks",
      (CAST("L_own[12..14]" AS DOUBLE PRECISION) / NULLIF((CAST("H[15]" AS DOUBLE PRECISION) + CAST("J[12..14]" AS DOUBLE PRECISION)), 0)) AS "WF015@12 value",
      "ss_movement_monthly flags" | "ss_headcount_monthly flags" | CAST("ss_movement_monthly months" & 28672 <> 28672 AS INTEGER) * 16 | CAST("ss_headcount_monthly months" & 32768 <> 32768 AS INTEGER) * 16 | CAST("ss_movement_monthly months" & 28672 <> 28672 AS INTEGER) * 16 | CASE WHEN (CAST("H[15]" AS DOUBLE PRECISION) + CAST("J[12..14]" AS DOUBLE PRECISION)) = 0 THEN 8 ELSE 0 END AS "WF015@12 flags",
      CAST("ss_movement_monthly guessed" & 28672 <> 0 AS INTEGER) * 8 | CAST("ss_movement_monthly silent" & 28672 <> 0 AS INTEGER) * 1 | CAST("ss_headcount_monthly guessed" & 32768 <> 0 AS INTEGER) * 8 | CAST("ss_headcount_monthly silent" & 32768 <> 0 AS INTEGER) * 1 | CASE WHEN (CAST("H[15]" AS DOUBLE PRECISION) < CAST(5 AS DOUBLE PRECISION)) THEN 2 ELSE 0 END | CASE WHEN ((CAST("both_moved[12]" AS DOUBLE PRECISION) > (CAST(0.8 AS DOUBLE PRECISION) * CAST("H[12]" AS DOUBLE PRECISION))) OR (CAST("both_moved[13]" AS DOUBLE PRECISION) > (CAST(0.8 AS DOUBLE PRECISION) * CAST("H[13]" AS DOUBLE PRECISION))) OR (CAST("both_moved[14]" AS DOUBLE PRECISION) > (CAST(0.8 AS DOUBLE PRECISION) * CAST("H[14]" AS DOUBLE PRECISION)))) THEN 4 ELSE 0 END AS "WF015@12 marks" FROM "layer_0"),
"layer_2" AS NOT MATERIALIZED (SELECT *,
      ("WF015 value" / NULLIF(greatest("WF015@12 value", CAST(0.01 AS DOUBLE PRECISION)), 0)) AS "WF017 value",
      CASE WHEN greatest("WF015@12 value", CAST(0.01 AS DOUBLE PRECISION)) = 0 THEN 8 ELSE 0 END | "WF015 flags" | "WF015@12 flags" AS "WF017 flags",
      "WF015 marks" | "WF015@12 marks" AS "WF017 marks" FROM "layer_1")
    SELECT spine_no, uscc, as_of,
      CAST(CASE WHEN "WF015 flags" < 8 THEN "WF015 value" END AS DOUBLE PRECISION) AS "WF015",
      CASE WHEN "WF015 flags" = 0 THEN 'OK' WHEN "WF015 flags" >= 256 THEN 'NOT_APPLICABLE' WHEN "WF015 flags" >= 128 THEN 'NO_COVERAGE' WHEN "WF015 flags" >= 64 THEN 'NO_RECORD' WHEN "WF015 flags" >= 32 THEN 'SUPPRESSED' WHEN "WF015 flags" >= 16 THEN 'INSUFFICIENT_HISTORY' WHEN "WF015 flags" >= 8 THEN 'DIV0' WHEN "WF015 flags" >= 4 THEN 'DISPUTED' WHEN "WF015 flags" >= 2 THEN 'STALE' WHEN "WF015 flags" >= 1 THEN 'ESTIMATED' END AS "WF015_flag",
      CAST("WF015 marks" AS INTEGER) AS "WF015_marks",
      CAST(CASE WHEN "WF017 flags" < 8 THEN "WF017 value" END AS DOUBLE PRECISION) AS "WF017",
      CASE WHEN "WF017 flags" = 0 THEN 'OK' WHEN "WF017 flags" >= 256 THEN 'NOT_APPLICABLE' WHEN "WF017 flags" >= 128 THEN 'NO_COVERAGE' WHEN "WF017 flags" >= 64 THEN 'NO_RECORD' WHEN "WF017 flags" >= 32 THEN 'SUPPRESSED' WHEN "WF017 flags" >= 16 THEN 'INSUFFICIENT_HISTORY' WHEN "WF017 flags" >= 8 THEN 'DIV0' WHEN "WF017 flags" >= 4 THEN 'DISPUTED' WHEN "WF017 flags" >= 2 THEN 'STALE' WHEN "WF017 flags" >= 1 THEN 'ESTIMATED' END AS "WF017_flag",
      CAST("WF017 marks" AS INTEGER) AS "WF017_marks"
    FROM "layer_2"
