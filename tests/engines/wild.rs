//! Odd things that databases in the field hold.

use anyhow::{Context, Result};
use domain::finding::Level;
use support::postgres::{assert_same, carry, empty, run, server};

const SCRIPT: &str = include_str!("wild.sql");

async fn moves(from: u16, to: u16) -> Result<()> {
    let (old, new) = tokio::join!(server(from), server(to));
    let (source, target) = (empty(&old, "wild").await, empty(&new, "wild").await);
    run(&source, SCRIPT).await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    let report = done?;
    assert_eq!(report.verification.context("not compared")?.differences, []);
    assert_same(&source, &target).await;
    let serious: Vec<_> = report.uncarried.iter().filter(|u| u.level > Level::Info).collect();
    assert!(serious.is_empty(), "{serious:?}");
    Ok(())
}

#[tokio::test]
async fn odd_things_move_from_14_to_18() -> Result<()> {
    moves(14, 18).await
}

#[tokio::test]
async fn odd_things_move_from_16_to_17() -> Result<()> {
    moves(16, 17).await
}

#[tokio::test]
async fn odd_things_move_from_18_to_18() -> Result<()> {
    moves(18, 18).await
}

#[tokio::test]
async fn columns_in_another_order_are_told() -> Result<()> {
    let (old, new) = tokio::join!(server(17), server(17));
    let (source, target) = (empty(&old, "order").await, empty(&new, "order").await);
    let script = "CREATE TABLE public.parent (a integer); CREATE TABLE public.child (b integer) INHERITS (public.parent);
        CREATE TABLE public.quiet (b integer) INHERITS (public.parent); DROP TABLE public.quiet;
        ALTER TABLE public.parent ADD COLUMN c integer; INSERT INTO public.child (a, b, c) VALUES (1, 2, 3);
        CREATE TABLE public.later (d integer) INHERITS (public.parent);";
    run(&source, script).await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    let report = done?;
    assert_eq!(report.verification.context("not compared")?.differences, []);
    let told: Vec<_> = report.uncarried.iter().map(|u| (u.kind.as_str(), u.name.as_str(), u.level)).collect();
    assert_eq!(told, [("table", "public.child", Level::Warning)]);
    Ok(())
}
