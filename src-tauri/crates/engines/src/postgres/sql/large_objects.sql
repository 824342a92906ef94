SELECT count(*)::int8 AS count FROM pg_catalog.pg_largeobject_metadata m
