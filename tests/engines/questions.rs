//! A person's questions: what they answer, that none writes, and what the server tells of its most expensive statements.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use std::time::Duration;

use domain::ErrorKind;
use domain::database::Endpoint;
use domain::engine::{AskBounds, Expensive};
use domain::time::Millis;
use practice::servers;
use support::postgres::{ClusterOptions, empty, run, server, text};

const BOUNDS: AskBounds = AskBounds { patience: Duration::from_secs(10), rows: 100, bytes: 1 << 20 };

async fn asked(end: &Endpoint, statement: &str) -> Vec<Vec<Option<String>>> {
    engines::postgres::engine().ask(end, statement, BOUNDS).await.unwrap().rows
}

async fn refused(end: &Endpoint, statement: &str) -> domain::Error {
    engines::postgres::engine().ask(end, statement, BOUNDS).await.unwrap_err()
}

fn row(values: &[Option<&str>]) -> Vec<Option<String>> {
    values.iter().map(|value| value.map(str::to_owned)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_answered_as_the_server_writes_it_and_changes_nothing() {
    for major in [10, 14, 18] {
        let cluster = server(major).await;
        let end = empty(&cluster, "asked").await;
        run(
            &end,
            "create schema own; alter database asked set search_path = own; create table own.t (n int, s text);
             insert into own.t select n, nullif(repeat('é', n % 3), '') from generate_series(1, 30) n; create sequence own.s;
             create function own.adds() returns int language plpgsql as $$ begin insert into own.t values (1); return 1; end $$",
        )
        .await;
        // By the user's own search path, values as text, a comment at the end.
        let all = asked(
            &end,
            "select n, s, 1.50::numeric, '2020-01-02'::date from t where n < 4 order by n -- of it all",
        )
        .await;
        assert_eq!(
            all,
            [
                row(&[Some("1"), Some("é"), Some("1.50"), Some("2020-01-02")]),
                row(&[Some("2"), Some("éé"), Some("1.50"), Some("2020-01-02")]),
                row(&[Some("3"), None, Some("1.50"), Some("2020-01-02")]),
            ]
        );
        assert_eq!(asked(&end, "values (E'a\\tb\\nc\\\\')").await, [row(&[Some("a\tb\nc\\")])]);
        assert_eq!(asked(&end, "select 1 where false").await, Vec::<Vec<Option<String>>>::new());
        // Nothing that writes, nothing that is more than one statement, nothing that leaves the transaction.
        for (statement, state) in [
            ("delete from t returning n", "25006"),
            ("select adds()", "25006"),
            ("select nextval('s')", "25006"),
            ("with gone as (delete from t returning n) select * from gone", "0A000"),
            ("select 1; commit; delete from t", "42601"),
            ("select 1) to stdout; commit; delete from t; copy (select 1", "42601"),
            ("select 'canary'::int", "22P02"),
            ("select * from missing", "42P01"),
            ("commit", "42601"),
        ] {
            let error = refused(&end, statement).await;
            let told = error.detail.contains(state)
                || statement.starts_with("with") && error.detail.contains("25006");
            assert!(told && !error.detail.contains("canary"), "{major} {statement}: {}", error.detail);
            assert_ne!(error.kind, ErrorKind::CannotBeCarried);
        }
        assert_eq!(text(&end, "select count(*)::text from own.t").await, "30");
        // Bounds.
        let quick = AskBounds { patience: Duration::from_millis(200), ..BOUNDS };
        let late = engines::postgres::engine().ask(&end, "select pg_sleep(20)", quick).await.unwrap_err();
        assert_eq!(late.kind, ErrorKind::TimedOut);
        let few = engines::postgres::engine()
            .ask(&end, "select generate_series(1, 5000000)", BOUNDS)
            .await
            .unwrap();
        assert_eq!((few.rows.len(), few.more), (100, true));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn expensive_statements_are_told_and_their_plans_compared_on_any_major() {
    let settings = vec![("shared_preload_libraries".to_owned(), "pg_stat_statements".to_owned())];
    let options = ClusterOptions { settings, ..ClusterOptions::default() };
    let engine = engines::postgres::engine();
    let mut shapes = Vec::new();
    for major in [14, 18] {
        let cluster = servers::start_with(major, options.clone()).await.unwrap();
        let end = empty(&cluster, "counted").await;
        assert_eq!(engine.expensive(&end, 5).await.unwrap(), None, "the extension is not there");
        run(
            &end,
            "create extension pg_stat_statements; create table t (n int primary key, s text); create table u as select n from generate_series(1, 5000) n; analyze u;
             insert into t select n, 'x' from generate_series(1, 20000) n; analyze t",
        )
        .await;
        for statement in [
            "select count(*) from t, u where t.n = u.n",
            "select s from t where n = 17",
            "delete from t where n < 0",
        ] {
            run(&end, statement).await;
        }
        let all = engine.expensive(&end, 5).await.unwrap().unwrap();
        let of = |start: &str| -> &Expensive { all.iter().find(|one| one.text.starts_with(start)).unwrap() };
        assert!(all.iter().all(|one| !one.text.starts_with("delete")), "{all:?}");
        let (whole, one) = (of("select count(*)"), of("select s from t"));
        assert_eq!((whole.has_parameters, one.has_parameters, one.calls), (false, true, 1));
        assert!(!one.text.contains("17"));
        let looked = engine.look(&end, whole, Duration::from_secs(20)).await.unwrap();
        assert!(looked.took.is_some() && looked.shape.len() > 2, "{looked:?}");
        let planned = engine.look(&end, one, Duration::from_secs(20)).await.unwrap();
        assert_eq!(
            (planned.took, &planned.shape[..]),
            (None, &["Index Scan using t_pkey on t".to_owned()][..])
        );
        // Without its index the server goes about it differently.
        run(&end, "alter table t drop constraint t_pkey").await;
        let changed = engine.look(&end, one, Duration::from_secs(20)).await.unwrap();
        assert_eq!(changed.shape, ["Seq Scan on t"]);
        // It is run, and what it would change is refused.
        let writes =
            Expensive { text: "delete from t".into(), calls: 1, total: Millis(1), has_parameters: false };
        let error = engine.look(&end, &writes, Duration::from_secs(20)).await.unwrap_err();
        assert!(error.detail.contains("25006"), "{}", error.detail);
        assert_eq!(text(&end, "select count(*)::text from t").await, "20000");
        shapes.push(looked.shape);
    }
    assert_eq!(shapes[0], shapes[1], "the same plan has the same shape on both");
}
