//! Verification: what differs is found, down to the row, and named by its key; what is equal is equal.

use anyhow::{Context, Result};
use domain::database::Endpoint;
use domain::verification::{Difference, DifferenceKind, Verdict, Verification};
use support::postgres::{Wall, carry, empty, run, server, text};

async fn verify(from: &Endpoint, to: &Endpoint) -> Result<Verification> {
    let engine = engines::postgres::engine();
    let (source, target) = (engine.source(from).await?, engine.source(to).await?);
    let how = transfer::Verifying { jobs: 2, rows: 20 };
    Ok(transfer::verify(&*source, &*target, &[], how, &Wall).await?)
}

/// Rows of a difference as `how key=value...`.
fn rows(difference: &Difference) -> Vec<String> {
    let row = |row: &domain::verification::RowDifference| {
        let key: Vec<_> = row.key.iter().map(|part| format!("{}={}", part.column, part.value)).collect();
        format!("{:?}x{} {}", row.how, row.count, key.join(" "))
    };
    difference.rows.iter().map(row).collect()
}

async fn both(
    from: u16,
    to: u16,
    script: &str,
) -> Result<(Vec<practice::servers::Cluster>, Endpoint, Endpoint)> {
    let (old, new) = tokio::join!(server(from), server(to));
    let (source, target) = (empty(&old, "verify").await, empty(&new, "verify").await);
    run(&source, script).await;
    let (done, _) = carry(&source, &target, transfer::Options { verify: false, ..Default::default() }).await;
    done?;
    Ok((vec![old, new], source, target))
}

const TABLES: &str = "
    CREATE TABLE public.keyed (id bigint PRIMARY KEY, v text);
    INSERT INTO public.keyed SELECT i, 'v' || i FROM generate_series(1, 50000) i;
    CREATE TABLE public.pairs (a text, b date, v numeric, UNIQUE (b, a), x integer UNIQUE);
    ALTER TABLE public.pairs ALTER COLUMN a SET NOT NULL, ALTER COLUMN b SET NOT NULL;
    INSERT INTO public.pairs SELECT 'a' || i, '2020-01-01'::date + i, i, i FROM generate_series(1, 300) i;
    CREATE TABLE public.none (v text);
    INSERT INTO public.none SELECT 'n' || i % 100 FROM generate_series(1, 1000) i;
    CREATE TABLE public.long (k text PRIMARY KEY); INSERT INTO public.long SELECT repeat('k', 900) || i FROM generate_series(1, 3) i;
    CREATE TABLE public.same (id integer PRIMARY KEY); INSERT INTO public.same SELECT generate_series(1, 10);
    SELECT lo_from_bytea(77, '\\x01'), lo_from_bytea(78, '\\x02');";

#[tokio::test]
async fn rows_that_differ_are_named_by_their_keys() -> Result<()> {
    let (_servers, source, target) = both(14, 18, TABLES).await?;
    assert_eq!(verify(&source, &target).await?.differences, []);
    run(
        &target,
        "UPDATE public.keyed SET v = 'V777' WHERE id = 777; DELETE FROM public.keyed WHERE id = 12; INSERT INTO public.keyed VALUES (-5, 'extra');
         UPDATE public.pairs SET v = 1.0 WHERE a = 'a1'; DELETE FROM public.none WHERE ctid IN (SELECT ctid FROM public.none WHERE v = 'n7' LIMIT 2);
         INSERT INTO public.none VALUES ('new'); DELETE FROM public.long WHERE k LIKE '%2'; SELECT lo_put(78, 0, '\\x03')",
    )
    .await;
    let found = verify(&source, &target).await?;
    assert_eq!(found.verdict, Verdict::Different);
    let of = |name: &str| found.differences.iter().find(|d| d.name == name).context(name.to_owned());
    assert_eq!(rows(of("public.keyed")?), ["Extrax1 id=-5", "Missingx1 id=12", "Contentx1 id=777"]);
    assert_eq!(rows(of("public.pairs")?), ["Contentx1 b=2020-01-02 a=a1"]);
    let none = rows(of("public.none")?);
    assert_eq!(none.len(), 2, "{none:?}");
    assert!(none.iter().any(|row| row.starts_with("Missingx2 ctid=(")), "{none:?}");
    assert!(none.iter().any(|row| row.starts_with("Extrax1 ctid=(")), "{none:?}");
    let long = of("public.long")?;
    assert_eq!(long.rows.len(), 1);
    assert!(long.rows[0].key[0].value.ends_with('…') && long.rows[0].key[0].value.chars().count() == 201);
    assert_eq!(rows(of("pg_catalog.pg_largeobject")?), ["Contentx1 loid=78"]);
    assert_eq!(found.differences.len(), 5, "{:?}", found.differences);
    assert!(found.differences.iter().all(|d| !d.more_rows));
    Ok(())
}

#[tokio::test]
async fn of_many_rows_that_differ_the_first_are_named() -> Result<()> {
    let (_servers, source, target) = both(17, 17, TABLES).await?;
    run(&target, "UPDATE public.keyed SET v = v || 'x'").await;
    let found = verify(&source, &target).await?;
    let [difference] = found.differences.as_slice() else { anyhow::bail!("{:?}", found.differences) };
    assert_eq!(
        (difference.how, difference.rows.len(), difference.more_rows),
        (DifferenceKind::Content, 20, true)
    );
    Ok(())
}

#[tokio::test]
async fn rows_are_found_in_every_form_of_print() -> Result<()> {
    for (encoding, form) in [("UTF8", "columns-2"), ("LATIN1", "text-exact"), ("EUC_JP", "digest-exact")] {
        let (old, new) = tokio::join!(server(16), server(17));
        let make = format!(
            "CREATE DATABASE other ENCODING '{encoding}' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"
        );
        run(&old.admin("postgres"), &make).await;
        let (source, target) = (old.admin("other"), empty(&new, "verify").await);
        let sign = if encoding == "LATIN1" { "é" } else { "あ" };
        let script = format!(
            "CREATE TABLE public.t (k text PRIMARY KEY, v text); INSERT INTO public.t SELECT 'k' || i, '{sign}' || i FROM generate_series(1, 500) i"
        );
        run(&source, &script).await;
        let (done, _) = carry(&source, &target, transfer::Options::default()).await;
        let seen = done?.verification.context("not compared")?;
        assert_eq!(
            (seen.differences.len(), seen.not_checked),
            (0, vec!["writes-possible".to_owned()]),
            "{encoding}"
        );
        run(&target, "UPDATE public.t SET v = 'x' WHERE k = 'k250'").await;
        let found = verify(&source, &target).await?;
        assert_eq!(
            found.differences.iter().flat_map(rows).collect::<Vec<_>>(),
            ["Contentx1 k=k250"],
            "{encoding}"
        );
        let engine = engines::postgres::engine();
        let forms = (engine.source(&source).await?.forms(), engine.source(&target).await?.forms());
        let agreed = forms.0.iter().find(|one| forms.1.contains(one)).context("none in common")?;
        assert_eq!(agreed.0, form);
    }
    Ok(())
}

#[tokio::test]
async fn owners_and_grants_are_compared_and_roles_that_are_not_there_are_not() -> Result<()> {
    let script = "CREATE TABLE public.t (a integer, b integer); CREATE VIEW public.v AS SELECT 1 AS one; CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql AS 'SELECT 1';";
    let (servers, source, target) = both(16, 18, script).await?;
    for (cluster, role) in [
        (&servers[0], "only_here"),
        (&servers[0], "shared"),
        (&servers[1], "shared"),
        (&servers[1], "only_there"),
    ] {
        run(&cluster.admin("postgres"), &format!("CREATE ROLE {role}")).await;
    }
    run(&source, "GRANT SELECT ON public.t TO only_here; ALTER VIEW public.v OWNER TO only_here").await;
    run(&target, "GRANT SELECT ON public.t TO only_there").await;
    assert_eq!(verify(&source, &target).await?.differences, []);
    let told = async || -> Result<Vec<String>> {
        let found = verify(&source, &target).await?;
        assert!(found.differences.iter().all(|d| d.how == DifferenceKind::Rights), "{:?}", found.differences);
        Ok(found
            .differences
            .into_iter()
            .map(|d| {
                format!("{}: {} / {}", d.name, d.source.unwrap_or_default(), d.target.unwrap_or_default())
            })
            .collect())
    };
    run(&source, "GRANT UPDATE (b) ON public.t TO shared; REVOKE EXECUTE ON FUNCTION public.f() FROM PUBLIC")
        .await;
    run(&target, "ALTER FUNCTION public.f() OWNER TO shared").await;
    let found = told().await?;
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().any(|line| line.contains("GRANT UPDATE (\"b\") shared")), "{found:?}");
    assert!(
        found.iter().any(|line| line.contains("REVOKE EXECUTE PUBLIC") && line.contains("OWNER shared")),
        "{found:?}"
    );
    Ok(())
}

async fn raw(cluster: &practice::servers::Cluster, name: &str) -> Endpoint {
    let make =
        format!("CREATE DATABASE {name} ENCODING 'SQL_ASCII' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
    run(&cluster.admin("postgres"), &make).await;
    cluster.admin(name)
}

#[tokio::test]
async fn bytes_without_an_encoding_arrive_as_they_are_and_are_compared_by_bytes() -> Result<()> {
    let (old, new) = tokio::join!(server(14), server(18));
    let (source, target) = (raw(&old, "raw").await, raw(&new, "raw").await);
    // One text is good Unicode, one is Latin, one is nothing at all.
    let script = "CREATE TABLE public.t (k text PRIMARY KEY, v text); INSERT INTO public.t VALUES ('good', 'café'), (E'lat\\xe9n', E'caf\\xe9'), ('none', E'\\xff\\xfe\\x80')";
    run(&source, script).await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    let seen = done?.verification.context("not compared")?;
    assert_eq!((seen.differences.len(), seen.not_checked), (0, vec!["writes-possible".to_owned()]));
    let bytes = "SELECT string_agg(encode(convert_to(k || v, 'SQL_ASCII'), 'hex'), ' ' ORDER BY k COLLATE \"C\") FROM public.t";
    assert_eq!(text(&source, bytes).await, text(&target, bytes).await);
    run(&target, "UPDATE public.t SET v = E'caf\\xea' WHERE v = E'caf\\xe9'").await;
    let found = verify(&source, &target).await?;
    assert_eq!(found.differences.iter().flat_map(rows).collect::<Vec<_>>(), ["Contentx1 k=lat\\351n"]);
    Ok(())
}

#[tokio::test]
async fn bytes_without_an_encoding_do_not_go_where_there_is_one() -> Result<()> {
    let (old, new) = tokio::join!(server(15), server(17));
    for value in ["'café'", "E'caf\\xe9'"] {
        let name = if value.contains('\\') { "broken" } else { "clean" };
        let (source, target) = (raw(&old, name).await, empty(&new, name).await);
        run(&source, &format!("CREATE TABLE public.t AS SELECT {value}::text AS v")).await;
        let (done, _) = carry(&source, &target, transfer::Options::default()).await;
        assert_eq!(done.err().map(|error| error.kind), Some(domain::ErrorKind::CannotBeCarried), "{value}");
        assert_eq!(text(&target, "SELECT count(*)::text FROM pg_class WHERE relname = 't'").await, "0");
    }
    Ok(())
}

#[tokio::test]
async fn rows_of_an_extensions_own_tables_are_compared_as_far_as_they_are_a_persons() -> Result<()> {
    let (old, new) = tokio::join!(server(16), server(17));
    let (source, target) = (empty(&old, "own").await, empty(&new, "own").await);
    let script = "CREATE EXTENSION hstore; CREATE TABLE public.conf (id integer PRIMARY KEY, stock boolean, kept boolean);
        INSERT INTO public.conf VALUES (1, true, false), (2, false, false), (3, true, true);
        ALTER EXTENSION hstore ADD TABLE public.conf;
        UPDATE pg_extension SET extconfig = ARRAY['public.conf'::regclass::oid], extcondition = ARRAY['WHERE NOT stock OR kept'] WHERE extname = 'hstore'";
    run(&source, script).await;
    run(&target, script).await;
    run(&target, "UPDATE public.conf SET kept = NULL WHERE id = 1").await;
    assert_eq!(
        verify(&source, &target).await?.differences,
        [],
        "what comes with the extension is no difference"
    );
    run(&target, "UPDATE public.conf SET kept = NULL WHERE id = 2").await;
    let found = verify(&source, &target).await?;
    assert_eq!(found.differences.iter().flat_map(rows).collect::<Vec<_>>(), ["Contentx1 id=2"]);
    Ok(())
}
