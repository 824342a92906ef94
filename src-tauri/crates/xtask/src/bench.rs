//! `cargo x bench`: runs the benchmarks that exist and says so where there is none. It states no figure of its own.

use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::place::Places;
use crate::{process, say, setup};

/// Each benchmark: its name, its target in `tests`, what it measures.
const BENCHMARKS: [(&str, &str, &str); 4] = [
    (
        "transfer",
        "transfer_speed",
        "our transfer beside pgcopydb, pg_dump and plain COPY, between two servers on this machine",
    ),
    (
        "verify",
        "verify_speed",
        "the comparison of two sides beside the copy, and a flipped byte among many rows",
    ),
    ("introspect", "introspect_speed", "the reading and building of 10,000 tables with 30,000 indexes"),
    ("chaos", "chaos", "what becomes of transfers that are killed, cut and resumed"),
];

/// Runs one with its options; ends with 2 when it does not exist.
pub(crate) fn run(places: &Places, name: &str, options: &[String]) -> Result<ExitCode> {
    let Some((_, target, what)) = BENCHMARKS.iter().find(|(known, _, _)| *known == name) else {
        eprintln!("no benchmark yet for `{name}`; there are:");
        BENCHMARKS.iter().for_each(|(known, _, what)| eprintln!("   {known:<12} {what}"));
        return Ok(ExitCode::from(2));
    };
    setup::run(places, setup::Need::Headless)?;
    say::doing(&format!(
        "building with optimisation, then measuring {what} (the first time takes some minutes)"
    ));
    let profile = ["--quiet", "--profile", "measure"];
    if matches!(name, "transfer" | "chaos") {
        let mut binary = process::cargo(&places.root, &places.target);
        process::run(binary.arg("build").args(profile).args(["--package", "cli"]))?;
    }
    let mut cargo = process::cargo(&places.root, &places.target);
    environment(&mut cargo, places, name);
    cargo.arg("bench").args(profile).args(["--package", "tests", "--bench", target, "--"]);
    process::run(cargo.args(options))?;
    Ok(ExitCode::SUCCESS)
}

fn environment(cargo: &mut Command, places: &Places, name: &str) {
    let binary = places.target.join("measure").join(format!("changeover{}", std::env::consts::EXE_SUFFIX));
    cargo.env("CHANGEOVER_CACHE", &places.cache).env("CHANGEOVER_BIN", binary);
    if name == "transfer"
        && let Some(folder) = setup::rivals(places)
    {
        cargo.env("CHANGEOVER_RIVALS", folder);
    }
}
