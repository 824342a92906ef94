//! `cargo x bench`: runs the benchmarks that exist and says so where there is none. It states no figure of its own.

use std::process::ExitCode;

use anyhow::Result;

use crate::place::Places;
use crate::{process, say, setup};

/// Each benchmark: its name, its target in `tests`, what it measures.
const BENCHMARKS: [(&str, &str, &str); 1] =
    [("transfer", "transfer_speed", "our transfer against plain COPY, between two servers on this machine")];

/// Runs one; ends with 2 when it does not exist.
pub(crate) fn run(places: &Places, name: &str) -> Result<ExitCode> {
    let Some((_, target, what)) = BENCHMARKS.iter().find(|(known, _, _)| *known == name) else {
        eprintln!("no benchmark yet for `{name}`; there are:");
        BENCHMARKS.iter().for_each(|(known, _, what)| eprintln!("   {known:<12} {what}"));
        return Ok(ExitCode::from(2));
    };
    setup::run(places, setup::Need::Headless)?;
    say::doing(&format!(
        "building with optimisation, then measuring {what} (the first time takes some minutes)"
    ));
    let mut cargo = process::cargo(&places.root, &places.target);
    cargo.env("CHANGEOVER_CACHE", &places.cache);
    process::run(cargo.args([
        "bench",
        "--quiet",
        "--profile",
        "measure",
        "--package",
        "tests",
        "--bench",
        target,
    ]))?;
    Ok(ExitCode::SUCCESS)
}
