//! The public samples, between majors: everything arrives, asked by plain SQL and by our own prints.

use anyhow::{Context, Result};
use domain::verification::Verdict;
use support::postgres::{assert_same, carry, empty, seeded, server};

async fn moves(sample: &str, from: u16, to: u16) -> Result<()> {
    let (old, new) = tokio::join!(server(from), server(to));
    let source = seeded(&old, sample).await;
    let target = empty(&new, sample).await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    let report = done?;
    let verification = report.verification.context("not compared")?;
    assert_eq!(verification.differences, []);
    assert_eq!(verification.verdict, Verdict::Incomplete, "the source was writable");
    assert!(report.rows > 10_000 && verification.rows_compared == report.rows);
    assert_same(&source, &target).await;
    Ok(())
}

#[tokio::test]
async fn sakila_moves_from_14_to_17() -> Result<()> {
    moves("sakila", 14, 17).await
}

#[tokio::test]
async fn chinook_moves_from_14_to_17() -> Result<()> {
    moves("chinook", 14, 17).await
}

#[tokio::test]
async fn sakila_moves_from_15_to_18() -> Result<()> {
    moves("sakila", 15, 18).await
}

#[tokio::test]
async fn sakila_moves_from_16_to_16() -> Result<()> {
    moves("sakila", 16, 16).await
}

#[tokio::test]
async fn sakila_moves_from_14_to_18() -> Result<()> {
    moves("sakila", 14, 18).await
}

#[tokio::test]
async fn chinook_moves_from_15_to_18() -> Result<()> {
    moves("chinook", 15, 18).await
}
