//! Running the Rust tests and counting them by what the runner itself reports.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::place::Places;
use crate::{product, session, setup};

/// How many tests passed and failed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Count {
    pub(crate) fn add(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Runs the tests that `expression` selects in whatever session this is.
pub(crate) fn run(places: &Places, expression: &str) -> Result<Count> {
    counted(&mut command(places, expression)?)
}

/// Runs them with a display in memory, a bus and a keyring that belong to this run.
pub(crate) fn run_in_session(places: &Places, expression: &str) -> Result<Count> {
    let (mut outer, _home) = session::wrap(places, &command(places, expression)?)?;
    counted(&mut outer)
}

/// The runner over the whole workspace: the features are those of the build, so nothing is compiled again.
pub(crate) fn command(places: &Places, expression: &str) -> Result<Command> {
    let runner =
        setup::tool(places, setup::NEXTEST.0).context("cargo-nextest is missing: run `cargo x setup`")?;
    let mut command = Command::new(runner);
    command
        .current_dir(&places.root)
        .env("CARGO_TARGET_DIR", &places.target)
        .env("CHANGEOVER_CACHE", &places.cache);
    command
        .args(["nextest", "run", "--workspace", "--no-fail-fast", "--color", "never"])
        .args(product::FEATURES);
    command.args(["-E", expression]);
    Ok(command)
}

/// Passes the runner's lines on and reads its summary. A runner that ends badly without one is an error.
fn counted(command: &mut Command) -> Result<Count> {
    let mut child = command
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("could not start {}", command.get_program().to_string_lossy()))?;
    let mut count = None;
    for line in BufReader::new(child.stderr.take().context("no output")?).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        eprintln!("{line}");
        count = summary_of(&line).or(count);
    }
    let status = child.wait()?;
    let count = count.with_context(|| format!("the runner gave no summary ({status})"))?;
    if !status.success() && count.failed == 0 {
        anyhow::bail!("the runner failed ({status})");
    }
    Ok(count)
}

/// `Summary [ 1.2s] 7 tests run: 4 passed (1 slow), 2 failed, 1 timed out, 3 skipped`
fn summary_of(line: &str) -> Option<Count> {
    let figures = line.trim_start().strip_prefix("Summary [")?.split_once("run:")?.1;
    let mut count = Count::default();
    for figure in figures.split(',') {
        let mut words = figure.split_whitespace();
        let number: u64 = words.next()?.parse().ok()?;
        match words.next() {
            Some("passed") => count.passed += number,
            Some("skipped") | None => {}
            Some(_) => count.failed += number,
        }
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_counts_everything_that_is_not_a_pass_as_a_failure() {
        let line =
            "     Summary [   1.204s] 7/9 tests run: 4 passed (1 slow), 2 failed, 1 timed out, 3 skipped";
        assert_eq!(summary_of(line), Some(Count { passed: 4, failed: 3 }));
        assert_eq!(
            summary_of("     Summary [   0.1s] 1 test run: 1 passed, 0 skipped"),
            Some(Count { passed: 1, failed: 0 })
        );
        assert_eq!(summary_of("        PASS [   0.1s] xtask::bin/xtask"), None);
    }
}
