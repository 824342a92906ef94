//! Prints of rows: the same on all majors, and another one for every difference that there can be.

use anyhow::{Context, Result};
use domain::database::Endpoint;
use domain::engine::Printing;
use domain::verification::{Fingerprint, PrintForm};
use support::postgres::{Wall, empty, run, server, texts};

const WILD: &str = include_str!("wild.sql");

async fn print(endpoint: &Endpoint, form: &str) -> Result<Fingerprint> {
    let how = Printing { jobs: 2, form: Some(PrintForm(form.into())) };
    let print = engines::postgres::engine().fingerprint(endpoint, &how, &Wall).await?;
    assert_eq!(print.form.0, form);
    Ok(print)
}

/// Prints of the tables that hold values only, no moment and no number of an object.
async fn values(endpoint: &Endpoint, form: &str) -> Result<Vec<(String, u64, String)>> {
    let all = print(endpoint, form).await?.tables;
    let plain = ["wild.values", "wild.broad", "wild.twins", "wild.hollow", "wild.of_rows", "wild.marks"];
    let found: Vec<_> = all
        .into_iter()
        .filter(|table| plain.contains(&table.name.as_str()) || table.name.contains("select"))
        .map(|table| (table.name, table.rows, table.hash))
        .collect();
    assert_eq!(found.len(), plain.len() + 1);
    Ok(found)
}

#[tokio::test]
async fn all_types_and_edge_values_print_alike_on_all_majors() -> Result<()> {
    let mut first = None;
    for major in 14..=18 {
        let cluster = server(major).await;
        let endpoint = empty(&cluster, "prints").await;
        run(&endpoint, WILD).await;
        // Before 16 this type takes the first byte only.
        run(&endpoint, "UPDATE wild.values SET c = 'z' WHERE k = 1").await;
        let mut found = Vec::new();
        for form in ["columns-2", "text-exact", "text", "digest-exact", "digest"] {
            found.push((form, values(&endpoint, form).await?));
        }
        match &first {
            None => first = Some(found),
            Some(first) => assert_eq!(first, &found, "{major}"),
        }
    }
    Ok(())
}

#[tokio::test]
async fn each_column_of_each_type_is_in_the_print() -> Result<()> {
    let cluster = server(17).await;
    let endpoint = empty(&cluster, "prints").await;
    run(&endpoint, WILD).await;
    let columns = "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = 'wild.values'::regclass AND attnum > 1 AND NOT attisdropped";
    let columns = texts(&endpoint, columns).await;
    assert!(columns.len() > 40);
    let mut script = String::new();
    for (at, column) in columns.iter().enumerate() {
        let make = |name: &str, value: &str| {
            format!(
                "CREATE TABLE public.c{at}_{name} AS SELECT {value} AS v FROM wild.values WHERE k IN (1, 2, 3);"
            )
        };
        script.push_str(&make("all", column));
        script.push_str(&make("one", &format!("CASE k WHEN 2 THEN NULL ELSE {column} END")));
        script.push_str(&make("two", &format!("CASE k WHEN 1 THEN NULL ELSE {column} END")));
        script.push_str(&make(
            "text",
            &format!(
                "CASE k WHEN 1 THEN (SELECT w.{column} FROM wild.values w WHERE w.k = 3) ELSE {column} END"
            ),
        ));
    }
    run(&endpoint, &script).await;
    let prints = by_name(&print(&endpoint, "columns-2").await?);
    for (at, column) in columns.iter().enumerate() {
        let hash = |name: &str| prints.get(&format!("public.c{at}_{name}")).cloned().context(column.clone());
        let same = texts(
            &endpoint,
            &format!("SELECT (count({column}) FILTER (WHERE k = 2))::text FROM wild.values"),
        )
        .await;
        assert_eq!(hash("all")? == hash("one")?, same == ["0"], "{column}");
        assert_ne!(hash("all")?, hash("two")?, "{column}");
        assert_ne!(hash("one")?, hash("two")?, "{column}");
        assert_ne!(hash("all")?, hash("text")?, "{column}");
    }
    Ok(())
}

fn by_name(print: &Fingerprint) -> std::collections::BTreeMap<String, String> {
    print.tables.iter().map(|table| (table.name.clone(), table.hash.clone())).collect()
}

/// What servers hold equal, or fold together, and is not the same.
const CLOSE: &[(&str, &str, &str)] = &[
    ("bigint", "0", "4294967297"),
    ("bigint", "-1", "NULL"),
    ("integer", "0", "NULL"),
    ("smallint", "0", "NULL"),
    ("boolean", "false", "NULL"),
    ("oid", "0", "NULL"),
    ("uuid", "'00000000-0000-0000-0000-000000000000'", "NULL"),
    ("text", "''", "NULL"),
    ("varchar(9)", "'a'", "'a '"),
    ("bpchar", "'a'", "'a '"),
    ("char(9)", "''", "NULL"),
    ("bytea", "''", "NULL"),
    ("bytea", "'\\x00'", "'\\x0000'"),
    ("timestamptz", "'2000-01-01 00:00:00+00'", "'2000-01-01 01:11:34.967297+00'"),
    ("numeric", "1.1", "1.10"),
    ("numeric", "0", "NULL"),
    ("float8", "0", "'-0'"),
    ("float8", "0.1", "0.1::float8 + 1.4e-17"),
    ("float8[]", "'{0.1}'", "ARRAY[0.1::float8 + 1.4e-17]"),
    ("public.pair", "ROW(0.1, 'x')", "ROW(0.1::float8 + 1.4e-17, 'x')"),
    ("public.span", "'[0.1,2]'", "public.span(0.1::float8 + 1.4e-17, 2, '[]')"),
    ("public.pair", "NULL", "ROW(NULL, NULL)"),
    ("interval", "'1 month'", "'30 days'"),
    ("interval", "'1 day'", "'24 hours'"),
    ("timetz", "'12:00+00'", "'13:00+01'"),
    ("jsonb", "'{\"a\": 1.0}'", "'{\"a\": 1}'"),
    ("jsonb", "'null'", "NULL"),
    ("json", "'{\"a\":1}'", "'{\"a\": 1}'"),
    ("integer[]", "'{1}'", "'[2:2]={1}'"),
    ("text[]", "'{NULL}'", "'{\"NULL\"}'"),
    ("text COLLATE public.blind", "'Straße'", "'STRASSE'"),
    ("text COLLATE public.blind", "'a'", "'A'"),
    ("citext", "'a'", "'A'"),
    ("inet", "'10.0.0.1'", "'10.0.0.1/31'"),
    ("money", "0", "NULL"),
    ("numeric(9,2)", "0", "NULL"),
    ("numeric(9,2)", "1.10", "-1.10"),
    ("numeric(9,2)", "'NaN'", "0"),
    ("numeric(9,2)", "'NaN'", "NULL"),
    ("date", "'infinity'", "'-infinity'"),
    ("date", "'infinity'", "NULL"),
    ("date", "'2000-01-01'", "'2000-01-01 BC'"),
    ("date", "'2000-01-01'", "NULL"),
    ("float8", "'NaN'", "'Infinity'"),
    ("float8", "'NaN'", "NULL"),
    ("float4", "0", "'-0'"),
    ("float4", "'Infinity'", "'-Infinity'"),
    ("timestamptz", "'infinity'", "'-infinity'"),
    ("timestamptz", "'1970-01-01 00:00:00+00'", "NULL"),
    ("timestamptz", "'2099-12-31 23:59:59.999998+00'", "'2099-12-31 23:59:59.999999+00'"),
    ("timestamptz", "'1900-01-01 00:00:00.000001+00'", "'1900-01-01 00:00:00.000002+00'"),
    ("timestamptz", "'9000-12-31 23:59:59.999998+00'", "'9000-12-31 23:59:59.999999+00'"),
    ("timestamp(6)", "'2099-12-31 23:59:59.999998'", "'2099-12-31 23:59:59.999999'"),
    ("timestamp", "'2000-01-01 00:00:00'", "'2000-01-01 00:00:00 BC'"),
    ("text[]", "'{a,b}'", "'{{a,b}}'"),
    ("text[]", "'{{a},{b}}'", "'{{a,b}}'"),
    ("text[]", "'{a,b}'", "'{b,a}'"),
    ("text[]", "'{a,b}'", "'[0:1]={a,b}'"),
    ("text[]", "'{}'", "NULL"),
    ("text[]", "'{}'", "'{NULL}'"),
    ("text[]", "'{\"\"}'", "'{NULL}'"),
    ("text[] COLLATE public.blind", "'{a}'", "'{A}'"),
    ("varchar[]", "'{a}'", "'{\"a \"}'"),
    ("integer[]", "'{0}'", "'{NULL}'"),
    ("smallint[]", "'{1,2}'", "'{{1,2}}'"),
    ("uuid[]", "'{00000000-0000-0000-0000-000000000000}'", "'{NULL}'"),
];

#[tokio::test]
async fn values_that_servers_hold_equal_have_other_prints() -> Result<()> {
    let cluster = server(16).await;
    let endpoint = empty(&cluster, "close").await;
    run(
        &endpoint,
        "CREATE EXTENSION citext SCHEMA public; CREATE TYPE public.pair AS (a float8, b text); CREATE TYPE public.span AS RANGE (subtype = float8);
         CREATE COLLATION public.blind (provider = icu, locale = 'und-u-ks-level1', deterministic = false);",
    )
    .await;
    let make = |name: String, kind: &str, value: &str, x: &str| {
        format!(
            "CREATE TABLE public.{name} (v {kind}, w integer, x integer); INSERT INTO public.{name} VALUES ({value}, 0, {x});"
        )
    };
    let script: String = CLOSE
        .iter()
        .enumerate()
        .map(|(at, (kind, one, other))| {
            // In a row with a null elsewhere, and in one without.
            [("a", one, "NULL"), ("b", other, "NULL"), ("c", one, "NULL"), ("d", one, "1"), ("e", other, "1")]
                .map(|(side, value, x)| make(format!("t{at}{side}"), kind, value, x))
                .concat()
        })
        .collect();
    run(&endpoint, &script).await;
    let prints = by_name(&print(&endpoint, "columns-2").await?);
    for (at, (kind, one, other)) in CLOSE.iter().enumerate() {
        let hash = |side: &str| prints.get(&format!("public.t{at}{side}")).context(*kind);
        assert_ne!(hash("a")?, hash("b")?, "{kind}: {one} and {other}");
        assert_eq!(hash("a")?, hash("c")?, "{kind}: {one} twice");
        assert_ne!(hash("d")?, hash("e")?, "{kind}: {one} and {other}, without a null");
    }
    Ok(())
}

#[tokio::test]
async fn values_that_change_places_are_told() -> Result<()> {
    let cluster = server(18).await;
    let endpoint = empty(&cluster, "places").await;
    let wide = (1..=70).map(|n| format!("c{n} integer")).collect::<Vec<_>>().join(", ");
    run(&endpoint, &format!("CREATE TABLE public.t (a integer, b integer, c text); INSERT INTO public.t VALUES (1, 2, 'x'), (3, 4, 'y');
        CREATE TABLE public.days (a date, b date); INSERT INTO public.days VALUES ('2001-01-01', '2002-02-02'), ('2003-03-03', '2004-04-04');
        CREATE TABLE public.wide ({wide}); INSERT INTO public.wide (c1, c40, c70) VALUES (1, 2, 3), (4, 5, 6)")).await;
    let all = [
        "UPDATE public.t SET a = b, b = a WHERE a = 1",
        "UPDATE public.t SET a = CASE a WHEN 1 THEN 3 ELSE 1 END",
        "UPDATE public.t SET c = CASE c WHEN 'x' THEN 'y' ELSE 'x' END",
        "UPDATE public.t SET b = NULL, c = '2' WHERE a = 1",
        "INSERT INTO public.t SELECT * FROM public.t; ",
        "UPDATE public.days SET b = CASE WHEN b < '2003-01-01' THEN '2004-04-04'::date ELSE '2002-02-02' END",
        "UPDATE public.days SET b = a",
        "UPDATE public.days SET a = a + 1, b = b + 1",
        "UPDATE public.wide SET c1 = CASE c1 WHEN 1 THEN 4 ELSE 1 END",
        "UPDATE public.wide SET c40 = c70, c70 = c40",
        "UPDATE public.wide SET c41 = c40, c40 = NULL",
    ];
    for form in ["columns-2", "text-exact", "digest"] {
        let mut seen = vec![print(&endpoint, form).await?.tables];
        for sql in all {
            run(&endpoint, sql).await;
            let now = print(&endpoint, form).await?.tables;
            assert!(!seen.contains(&now), "{form}: {sql}");
            seen.push(now);
        }
        run(&endpoint, "TRUNCATE public.t, public.days, public.wide; INSERT INTO public.days VALUES ('2003-03-03', '2004-04-04'), ('2001-01-01', '2002-02-02'); INSERT INTO public.t VALUES (3, 4, 'y'), (1, 2, 'x'); INSERT INTO public.wide (c1, c40, c70) VALUES (4, 5, 6), (1, 2, 3)").await;
        assert_eq!(
            seen.first(),
            Some(&print(&endpoint, form).await?.tables),
            "the order of rows is no content"
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_large_table_is_read_in_parts_that_add_up() -> Result<()> {
    let cluster = server(17).await;
    let endpoint = empty(&cluster, "parts").await;
    run(&endpoint, "CREATE TABLE public.t AS SELECT i AS n, repeat('x', 500) AS t FROM generate_series(1, 150000) i; ANALYZE").await;
    let parted = print(&endpoint, "columns-2").await?;
    let sql = "SELECT count(*)::text FROM pg_class WHERE relname = 't' AND pg_relation_size(oid) > 70000000";
    assert_eq!(texts(&endpoint, sql).await, ["1"]);
    // The same rows in another storage order, in a table that is no larger than a part.
    run(&endpoint, "ALTER TABLE public.t RENAME TO old; CREATE TABLE public.t (n integer, t text COMPRESSION pglz); ALTER TABLE public.t SET (toast_tuple_target = 128);
        INSERT INTO public.t SELECT * FROM public.old ORDER BY n DESC; DROP TABLE public.old").await;
    let whole = print(&endpoint, "columns-2").await?;
    assert_eq!(parted.tables, whole.tables);
    assert_eq!(parted.tables.first().context("no table")?.rows, 150_000);
    Ok(())
}
