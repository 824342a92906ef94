//! Compares the new server with what the source was while it was read-only.
//!
//! Effect: none. Class: reversible. Bound: `print_for`. Whatever could not be compared is said; it is never a pass.

use std::cmp::Ordering;

use domain::Result;
use domain::engine::{Printing, compare};
use domain::run::{Method, Step, StepOutcome};
use domain::verification::{Fingerprint, PrintForm, Verdict, Verification};

use super::super::course::guided;
use super::super::drive::Drive;
use super::super::record::{self, SourcePrint, Verified};
use super::await_ready::is_providers;
use super::fingerprint_source::reason;
use super::freeze::address_now;

const STEP: Step = Step::Verify;

/// How often a print of the new server is tried.
const TRIES: u32 = 3;

pub(crate) async fn run(drive: &Drive) -> Result<()> {
    drive.live.intend(&drive.app, STEP, &serde_json::json!({})).await?;
    let entries = drive.live.entries();
    let from = drive.app.now();
    let verification = match record::observed::<SourcePrint>(&entries, Step::FingerprintSource) {
        None => not_checked(drive, why(&entries)),
        Some(mut source) => match target(drive, &source.fingerprint.form).await {
            Ok(Ok(target)) => {
                let guided = drive.live.run.plan.method == Method::Guided;
                if guided && guided::frozen(&entries).is_none() {
                    // Whoever wrote between the print and the change did no wrong.
                    source.fingerprint.read_only = Some(false);
                }
                let seen = compare(&source.fingerprint, &target, drive.app.now());
                if guided { guided_verdict(drive, seen, &target) } else { seen }
            }
            Ok(Err(reason)) => not_checked(drive, reason.to_owned()),
            Err(error) => return drive.pause(STEP, &error).await,
        },
    };
    let verdict = match verification.verdict {
        Verdict::Equal => "verified-equal",
        Verdict::Incomplete => "verified-incomplete",
        Verdict::Different => "verified-different",
        Verdict::NotChecked => "verified-not",
    };
    let (tables, rows) = (verification.tables_compared.to_string(), verification.rows_compared.to_string());
    drive.say(verdict, &[("tables", tables), ("rows", rows)]).await;
    let took = drive.app.now().since(from);
    drive.live.done(&drive.app, STEP, &Verified { verification, took }).await
}

/// What a comparison does not say by itself where a person acts: which version they chose, and that rows may have been written
/// between the two prints.
fn guided_verdict(drive: &Drive, mut seen: Verification, target: &Fingerprint) -> Verification {
    let entries = drive.live.entries();
    let open = guided::frozen(&entries).is_none() || target.read_only != Some(true);
    if open && seen.verdict == Verdict::Different {
        seen.not_checked.push("changed-since".to_owned());
    }
    let wanted = &drive.live.run.plan.change.version;
    let moved = guided::moved(&entries).map(|moved| moved.version);
    if moved.is_some_and(|moved| moved.compare(wanted) != Some(Ordering::Equal)) {
        seen.not_checked.push("other-version".to_owned());
        if seen.verdict == Verdict::Equal {
            seen.verdict = Verdict::Incomplete;
        }
    }
    seen
}

/// The print of the new server; inside, why there is none; outside, what the person must change.
async fn target(drive: &Drive, form: &PrintForm) -> Result<Result<Fingerprint, &'static str>> {
    let pace = drive.app.config.pace;
    let Some(engine) = drive.engine() else { return Ok(Err("engine-not-known")) };
    let how = Printing { jobs: pace.jobs, form: Some(form.clone()) };
    let mut last = "target-unreachable";
    for _ in 0..TRIES {
        match address_now(drive).await {
            Ok(Some(endpoint)) => {
                let print = engine.fingerprint(&endpoint, &how, drive.app.clock());
                match tokio::time::timeout(pace.print_for, print).await {
                    Ok(Ok(print)) => return Ok(Ok(print)),
                    Ok(Err(error)) => last = of_target(reason(error.kind)),
                    Err(_) => return Ok(Err("print-took-too-long")),
                }
            }
            Ok(None) => return Ok(Err("address-not-known")),
            Err(error) if is_providers(error.kind) => return Err(error),
            Err(_) => {}
        }
        tokio::time::sleep(pace.ready_every).await;
    }
    Ok(Err(last))
}

fn of_target(reason: &'static str) -> &'static str {
    if reason == "source-unreachable" { "target-unreachable" } else { reason }
}

/// Why there is no print of the source.
fn why(entries: &[domain::run::JournalEntry]) -> String {
    match record::ended(entries, Step::FingerprintSource) {
        Some(StepOutcome::Skipped { reason }) => reason.clone(),
        _ => "source-not-printed".to_owned(),
    }
}

fn not_checked(drive: &Drive, reason: String) -> Verification {
    Verification {
        verdict: Verdict::NotChecked,
        objects_compared: 0,
        tables_compared: 0,
        rows_compared: 0,
        differences: Vec::new(),
        not_checked: vec![reason],
        at: drive.app.now(),
    }
}
