SELECT (SELECT pg_catalog.array_agg(a.attname::text ORDER BY k.place)
        FROM pg_catalog.unnest(i.indkey::int2[]) WITH ORDINALITY k(number, place)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
        WHERE k.place <= i.indnkeyatts -- since 11
       ) AS columns
FROM pg_catalog.pg_index i
WHERE i.indrelid = {relation} AND i.indisunique AND i.indisvalid AND NOT i.indisexclusion
  AND i.indpred IS NULL AND i.indexprs IS NULL
  AND NOT EXISTS (SELECT FROM pg_catalog.unnest(i.indkey::int2[]) WITH ORDINALITY k(number, place)
                  JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
                  WHERE NOT a.attnotnull
                    AND k.place <= i.indnkeyatts -- since 11
                 )
ORDER BY NOT i.indisprimary, i.indnatts, i.indexrelid
LIMIT 1
