//! A database with one of every kind, hostile names and edge values, between majors.

use anyhow::{Context, Result};
use domain::engine::Reason;
use domain::finding::Level;
use support::postgres::{assert_same, carry, empty, run, server, text};

const SCRIPT: &str = include_str!("torture.sql");

async fn moves(from: u16, to: u16, more: &str) -> Result<()> {
    let (old, new) = tokio::join!(server(from), server(to));
    let source = empty(&old, "torture").await;
    let target = empty(&new, "torture").await;
    run(&source, SCRIPT).await;
    run(&source, more).await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    let report = done?;
    assert_eq!(report.verification.context("not compared")?.differences, []);
    assert_same(&source, &target).await;
    let mapping = "SELECT umoptions::text FROM pg_user_mappings";
    assert_eq!(text(&source, mapping).await, text(&target, mapping).await);
    let grants = "SELECT string_agg(coalesce(c.relacl::text, '') || coalesce(a.attacl::text, ''), ' ' ORDER BY c.relname, a.attname)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
        WHERE c.relnamespace = 'app'::regnamespace AND (c.relacl IS NOT NULL OR a.attacl IS NOT NULL)";
    let letters = |acl: String| acl.replace('m', "");
    assert_eq!(letters(text(&source, grants).await), letters(text(&target, grants).await));
    let serious: Vec<_> = report
        .uncarried
        .iter()
        .filter(|u| u.level > Level::Info && u.reason != Reason::SettingsDiffer)
        .collect();
    assert!(serious.is_empty(), "{serious:?}");
    Ok(())
}

#[tokio::test]
async fn everything_moves_from_14_to_18() -> Result<()> {
    moves(14, 18, "").await
}

#[tokio::test]
async fn everything_moves_from_18_to_18() -> Result<()> {
    let more = "
        CREATE EXTENSION btree_gist;
        CREATE TABLE app.newest (id integer CONSTRAINT \"my not null\" NOT NULL, at int4range, v integer GENERATED ALWAYS AS (id + 1) VIRTUAL,
          u integer, UNIQUE NULLS NOT DISTINCT (u), PRIMARY KEY (id, at WITHOUT OVERLAPS));
        ALTER TABLE app.newest ADD CONSTRAINT unchecked CHECK (u > 0) NOT ENFORCED;
        ALTER TABLE app.newest ADD CONSTRAINT late NOT NULL u NOT VALID;
        INSERT INTO app.newest VALUES (1, '[1,2)', DEFAULT, 3);
        CREATE PUBLICATION \"some\" FOR TABLE app.parent (id, code) WHERE (id > 5);
        CREATE PUBLICATION whole FOR TABLES IN SCHEMA app;
        CREATE VIEW app.invoked WITH (security_invoker = true) AS SELECT 1 AS one;
        CREATE COLLATION app.builtin (provider = builtin, locale = 'C.UTF-8');
        CREATE UNLOGGED SEQUENCE app.unlogged;";
    moves(18, 18, more).await
}

#[tokio::test]
async fn everything_moves_from_15_to_17() -> Result<()> {
    moves(15, 17, "").await
}
