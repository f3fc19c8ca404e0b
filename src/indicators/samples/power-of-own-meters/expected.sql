WITH "spine" AS NOT MATERIALIZED (SELECT enterprise_id AS key, spine_no, uscc, enterprise_id, CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP) AS "as_of", CAST('2026-06-30' AS DATE) AS "today", 24317 AS "this_month", true AS "is_month_end", 24316 AS "ut_electricity_monthly m0", true AS "id_crosswalk covered", true AS "ut_electricity_monthly covered", CAST(0 AS BIGINT) AS "ut_electricity_monthly complete" FROM (SELECT enterprise_id AS spine_no, uscc, enterprise_id FROM identity.enterprises) AS subject),
"id_crosswalk" AS NOT MATERIALIZED (
    SELECT key AS "id_crosswalk key", bool_or("own elec") AS "own elec"
    FROM (
      SELECT "fact"."enterprise_id" AS key, fact.marks & 1 <> 0 AS assumed, fact.kind = 'elec' AND fact.relation = 'own' AND fact.from_on <= CAST('2026-06-30' AS DATE)
        AND (fact.to_on IS NULL OR fact.to_on > CAST('2026-06-30' AS DATE)) AS "own elec"
      FROM "facts"."id_crosswalk" AS fact
      WHERE "intake_at" <= CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP) AND ("closed_at" IS NULL OR "closed_at" > CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP))
    ) AS row_values
    GROUP BY key),
"ut_electricity_monthly" AS NOT MATERIALIZED (
    SELECT key AS "ut_electricity_monthly key", bit_or(bit) AS "ut_electricity_monthly present", COALESCE(bit_or(bit) FILTER (WHERE assumed), 0) AS "ut_electricity_monthly assumed", sum("K of row") FILTER (WHERE k BETWEEN 0 AND 1) AS "K[0..1]"
    FROM (
      SELECT *, CASE WHEN k BETWEEN 0 AND 50 THEN CAST(1 AS BIGINT) << k ELSE 0 END AS bit
      FROM (
        SELECT "fact"."enterprise_id" AS key, 24316 - "fact"."stat_month" AS k, fact.marks & 1 <> 0 AS assumed, CAST(CAST("fact"."kwh" AS DECIMAL(24,6)) * 1000000 AS BIGINT) AS "K of row"
        FROM "facts"."ut_electricity_monthly" AS fact
        WHERE EXISTS (
          SELECT 1 FROM "facts"."id_crosswalk" AS account
          WHERE account.enterprise_id = fact.enterprise_id AND account.account_hash = "fact"."account_no_hash"
            AND account.kind = 'elec' AND account.relation = 'own' AND (EXTRACT(YEAR FROM account.from_on) * 12 + EXTRACT(MONTH FROM account.from_on) - 1) <= "fact"."stat_month"
            AND (account.to_on IS NULL OR (EXTRACT(YEAR FROM account.to_on) * 12 + EXTRACT(MONTH FROM account.to_on) - 1) >= "fact"."stat_month")
            AND "intake_at" <= CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP) AND ("closed_at" IS NULL OR "closed_at" > CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP))) AND "intake_at" <= CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP) AND ("closed_at" IS NULL OR "closed_at" > CAST('2026-06-30T15:59:59.999999Z' AS TIMESTAMP))
      ) AS row_values
    ) AS row_months
    GROUP BY key),
"layer_0" AS NOT MATERIALIZED (
    SELECT *,
      CASE WHEN NOT "id_crosswalk covered" THEN 128 WHEN "id_crosswalk key" IS NULL THEN 64 ELSE 0 END
        AS "id_crosswalk flags",
      CASE WHEN NOT "ut_electricity_monthly covered" THEN 128 WHEN NOT "id_crosswalk covered" THEN 128
        WHEN "own elec" IS NOT TRUE THEN 256 WHEN "ut_electricity_monthly key" IS NULL OR "ut_electricity_monthly m0" IS NULL THEN 64 ELSE 0 END
        AS "ut_electricity_monthly flags", COALESCE("ut_electricity_monthly present", 0) AS "ut_electricity_monthly months", COALESCE("ut_electricity_monthly assumed", 0) AS "ut_electricity_monthly guessed"
    FROM spine
    LEFT JOIN "id_crosswalk" ON "id_crosswalk key" = spine.key
    LEFT JOIN "ut_electricity_monthly" ON "ut_electricity_monthly key" = spine.key),
"layer_1" AS NOT MATERIALIZED (SELECT *,
      CAST("K[0..1]" AS DOUBLE PRECISION) / CAST(1000000 AS DOUBLE PRECISION) AS "XX001 value",
      "ut_electricity_monthly flags" | CAST("ut_electricity_monthly months" & 3 <> 3 AS INTEGER) * 16 AS "XX001 flags",
      CAST("ut_electricity_monthly guessed" & 3 <> 0 AS INTEGER) * 8 AS "XX001 marks" FROM "layer_0")
    SELECT spine_no, uscc, as_of,
      CAST(CASE WHEN "XX001 flags" < 8 THEN "XX001 value" END AS DOUBLE PRECISION) AS "XX001",
      CASE WHEN "XX001 flags" = 0 THEN 'OK' WHEN "XX001 flags" >= 256 THEN 'NOT_APPLICABLE' WHEN "XX001 flags" >= 128 THEN 'NO_COVERAGE' WHEN "XX001 flags" >= 64 THEN 'NO_RECORD' WHEN "XX001 flags" >= 32 THEN 'SUPPRESSED' WHEN "XX001 flags" >= 16 THEN 'INSUFFICIENT_HISTORY' WHEN "XX001 flags" >= 8 THEN 'DIV0' WHEN "XX001 flags" >= 4 THEN 'DISPUTED' WHEN "XX001 flags" >= 2 THEN 'STALE' WHEN "XX001 flags" >= 1 THEN 'ESTIMATED' END AS "XX001_flag",
      CAST("XX001 marks" AS INTEGER) AS "XX001_marks"
    FROM "layer_1"
