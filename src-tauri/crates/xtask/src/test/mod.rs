//! `cargo x test`: every check of the house, in the order of their cost, with one summary. It repairs nothing.

mod nextest;
mod parts;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::place::Places;
use crate::say;

pub(crate) use nextest::command as runner;

/// How one part ended.
enum Outcome {
    Passed(String),
    Failed(String),
    NotRun(String),
}

/// The parts as they ended, and the tests that they counted.
#[derive(Default)]
struct Summary {
    rows: Vec<(&'static str, Duration, Outcome)>,
    tests: nextest::Count,
}

impl Summary {
    /// Runs one part; a failure is noted and the next part still runs.
    fn part(&mut self, name: &'static str, work: impl FnOnce() -> Result<String>) -> bool {
        println!("\n== {name}");
        let started = Instant::now();
        let outcome = match work() {
            Ok(remark) => Outcome::Passed(remark),
            Err(error) => {
                eprintln!("{name}: {error:#}");
                Outcome::Failed(format!("{error:#}").lines().next().unwrap_or_default().to_owned())
            }
        };
        let passed = matches!(outcome, Outcome::Passed(_));
        self.rows.push((name, started.elapsed(), outcome));
        passed
    }

    /// Notes a part that cannot run because of another; that is not a pass.
    fn not_run(&mut self, name: &'static str, why: &str) {
        self.rows.push((name, Duration::ZERO, Outcome::NotRun(why.to_owned())));
    }

    /// A part of tests: its figures are added up.
    fn tests(&mut self, name: &'static str, work: impl FnOnce() -> Result<nextest::Count>) {
        let mut counted = nextest::Count::default();
        self.part(name, || {
            counted = work()?;
            match counted.failed {
                0 if counted.passed == 0 => anyhow::bail!("no test ran"),
                0 => Ok(format!("{} passed", counted.passed)),
                failed => anyhow::bail!("{failed} of {} failed", failed + counted.passed),
            }
        });
        self.tests.add(&counted);
    }

    /// Prints the table and the one line that counts; the code is a failure unless every part passed.
    fn end(self, started: Instant) -> ExitCode {
        println!("\n== summary");
        let mut sound = true;
        for (name, time, outcome) in &self.rows {
            let (word, remark) = match outcome {
                Outcome::Passed(remark) => ("passed ", remark),
                Outcome::Failed(remark) => ("FAILED ", remark),
                Outcome::NotRun(remark) => ("NOT RUN", remark),
            };
            sound &= matches!(outcome, Outcome::Passed(_));
            println!("{word}  {:>12}  {name:<26} {remark}", say::lasting(*time));
        }
        println!("all parts took {}", say::lasting(started.elapsed()));
        let broken =
            self.rows.iter().filter(|(_, _, outcome)| !matches!(outcome, Outcome::Passed(_))).count();
        if broken > 0 {
            println!("{broken} of {} parts did not pass", self.rows.len());
        }
        println!("{} passed, {} failed", self.tests.passed, self.tests.failed);
        if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// Runs everything; with `filter`, only the Rust tests whose name contains it.
pub(crate) fn run(places: &Places, filter: Option<&str>) -> Result<ExitCode> {
    let started = Instant::now();
    let mut summary = Summary::default();
    let ready = summary.part("set-up", || parts::set_up(places));
    if !ready {
        summary.not_run("everything else", "needs the set-up");
        return Ok(summary.end(started));
    }
    if filter.is_none() {
        summary.part("formatting", || parts::formatting(places));
        summary.part("ui: types", || parts::script(places, "check"));
        summary.part("ui: types, planted error", || parts::planted_type_error(places));
        summary.part("ui: lint", || parts::script(places, "lint"));
        summary.part("ui: unit tests", || parts::script(places, "test"));
    }
    // The window is compiled with the pages inside, so they come first.
    if !summary.part("ui: build", || parts::script(places, "build")) {
        summary.not_run("rust", "the window is built with the pages inside");
        return Ok(summary.end(started));
    }
    if filter.is_none() {
        summary.part("clippy", || parts::clippy(places));
        summary.part("licences and sources", || parts::licences(places));
    }
    if !summary.part("build", || parts::build(places)) {
        summary.not_run("tests", "the build failed");
        return Ok(summary.end(started));
    }
    if filter.is_none() {
        summary.part("generated types", || crate::generate::compare(places).map(|()| String::new()));
    }
    let selected = filter.map_or_else(|| "all()".to_owned(), |text| format!("test({text})"));
    if crate::session::is_possible() {
        summary.tests("tests", || nextest::run_in_session(places, &selected));
    } else {
        summary.tests("tests", || nextest::run(places, &format!("({selected}) & not binary(~desktop)")));
        summary.not_run("desktop journeys", "need Linux: a display in memory and a keyring of their own");
    }
    Ok(summary.end(started))
}
