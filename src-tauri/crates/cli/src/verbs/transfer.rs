//! `transfer`: carries a database into an empty one with our own engine, and compares both.

use app::{FreezeOrder, TransferOrder};
use domain::engine::{TransferEvent, TransferReport, Uncarried};
use domain::finding::Level;
use domain::verification::Verdict;
use serde_json::json;
use tokio::sync::mpsc;

use super::Ended;
use super::sides::{self, WRITTEN_LATER, whole};
use super::thaw;
use crate::args::TransferArgs;
use crate::exit::Exit;
use crate::opened::Opened;
use crate::output::{Out, Tone, harmless, key_of, stage_words};
use crate::stdin::Given;
use crate::steer;

pub(super) async fn run(opened: &Opened, asked: &TransferArgs, given: Given, out: &Out) -> Ended {
    let (from, to) = sides::places(opened, [&asked.from, &asked.to], given, out).await?;
    let order = TransferOrder {
        from,
        to,
        jobs: Some(usize::from(asked.jobs)),
        verify: !asked.skip_verification,
        chunk_bytes: asked.chunk,
        resume: asked.resume,
        freeze: asked.freeze.map(|limit| FreezeOrder { limit, run: None }),
        typed_name: asked.confirm.clone(),
    };
    let controls = app::Controls::default();
    controls.set_rate(asked.rate.unwrap_or(0));
    if asked.steer {
        steer::listen(controls.clone(), out);
    }
    let (send, mut events) = mpsc::unbounded_channel();
    let report = {
        let work = Box::pin(opened.app().transfer(&order, send, controls.clone()));
        tokio::pin!(work);
        let mut thawing = false;
        let interrupted = ::practice::interrupted();
        tokio::pin!(interrupted);
        let mut tenth = 0;
        let done = loop {
            tokio::select! {
                biased;
                () = &mut interrupted, if !thawing => {
                    out.settled();
                    if order.freeze.is_none() {
                        return stopped(out);
                    }
                    // A source that is read-only must not be left so: the work ends by itself, and undoes that.
                    thawing = true;
                    controls.stop();
                    out.warning("cli-freeze-stopping", &[]);
                }
                Some(event) = events.recv() => show(&event, &mut tenth, out),
                done = &mut work => break done,
            }
        };
        while let Ok(event) = events.try_recv() {
            show(&event, &mut tenth, out);
        }
        out.settled();
        if thawing {
            thaw::remind(opened, out).await?;
            return stopped(out);
        }
        if done.is_err() {
            thaw::remind(opened, out).await?;
        }
        done.map_err(|error| rpc::error("transfer", &error))?
    };
    let exit = ended(&report);
    out.json(&json!({ "type": "result", "exit": exit.number(), "report": report }));
    print(&report, out);
    Ok(exit)
}

fn stopped(out: &Out) -> Ended {
    out.warning("cli-transfer-interrupted", &[]);
    out.json(&json!({ "type": "interrupted", "exit": Exit::Interrupted.number() }));
    Ok(Exit::Interrupted)
}

fn ended(report: &TransferReport) -> Exit {
    let named = report.uncarried.iter().any(|thing| thing.level > Level::Info);
    match &report.verification {
        Some(seen) if seen.verdict == Verdict::Different => Exit::Differs,
        Some(seen) if whole(seen) && !named => Exit::Done,
        // Equal but for what was named as not carried: a person has to look.
        Some(_) | None => Exit::Attention,
    }
}

fn show(event: &TransferEvent, tenth: &mut u16, out: &Out) {
    out.json(event);
    let words = out.words();
    let line = match event {
        TransferEvent::Stage { stage } => return out.step(&words.text(stage_words(*stage), &[])),
        TransferEvent::Pulse { pulse } => return out.pulse(pulse, tenth),
        TransferEvent::Blocked { uncarried } => {
            return out.items("cli-transfer-blocked", &named(uncarried, Level::Blocker, out));
        }
        TransferEvent::Planned { tables, objects, bytes_on_disk, .. } => words.text(
            "cli-transfer-planned",
            &[
                ("tables", &*words.number(u64::from(*tables))),
                ("objects", &words.number(u64::from(*objects))),
                ("bytes", &words.bytes(*bytes_on_disk)),
            ],
        ),
        TransferEvent::Rows { table, rows, bytes, complete: true, .. } => {
            let figures = [
                ("table", &*harmless(table)),
                ("rows", &words.number(*rows)),
                ("bytes", &words.bytes(*bytes)),
            ];
            words.text("cli-transfer-table-done", &figures)
        }
        TransferEvent::Retried { table, code, .. } => {
            words.text("cli-transfer-retried", &[("table", &*harmless(table)), ("code", code)])
        }
        TransferEvent::Freezing { plan } => {
            let sessions = words.number(u64::from(plan.sessions));
            out.progress(&words.text("cli-freeze-begins", &[("sessions", &sessions)]));
            return out.items("cli-freeze-undo", &plan.thaw);
        }
        TransferEvent::Thawed { read_only } => {
            words.text("cli-freeze-thawed", &[("time", &words.span(read_only.0))])
        }
        TransferEvent::Resumed { data_again, chunks, rows, .. } => {
            let figures = [("chunks", &*words.number(u64::from(*chunks))), ("rows", &words.number(*rows))];
            let id = if *data_again { "cli-transfer-data-again" } else { "cli-transfer-resumed" };
            words.text(id, &figures)
        }
        TransferEvent::Rows { .. } | TransferEvent::Objects { .. } | TransferEvent::Finished { .. } => return,
    };
    out.progress(&line);
}

/// Each thing of a level or above with its reason, what the server said of it, and what can be done.
fn named(things: &[Uncarried], from: Level, out: &Out) -> Vec<String> {
    let words = out.words();
    let one = |thing: &Uncarried| {
        let why = words.text(&format!("uncarried-{}", key_of(&thing.reason)), &[]);
        let said = thing.params.get("detail").map(|detail| format!(" ({detail})")).unwrap_or_default();
        let mut line = format!("{} {}: {why}{said}", thing.kind, thing.name);
        if thing.level > Level::Info {
            let remedy = words.text(&format!("copy-remedy-{}", key_of(&thing.reason)), &[]);
            line.push_str(&format!(". {remedy}"));
        }
        harmless(&line)
    };
    things.iter().filter(|thing| thing.level >= from).map(one).collect()
}

fn print(report: &TransferReport, out: &Out) {
    let words = out.words();
    out.heading(&words.text("cli-transfer-title", &[]));
    let (from, to) = (report.from.to_string(), report.to.to_string());
    out.field("report-versions", &words.text("report-from-to", &[("from", &from), ("to", &to)]));
    out.field("cli-transfer-tables", &words.number(u64::from(report.tables)));
    out.field("cli-transfer-rows", &words.number(report.rows));
    out.field("cli-transfer-objects", &words.number(u64::from(report.objects)));
    out.field("cli-transfer-bytes", &words.bytes(report.bytes));
    out.field("cli-transfer-retries", &words.number(u64::from(report.retries)));
    out.field("cli-transfer-time", &words.span(report.timings.total.0));
    if let Some(freeze) = &report.freeze {
        let figures = [
            ("time", &*words.span(freeze.read_only.0)),
            ("sessions", &words.number(u64::from(freeze.sessions_ended))),
        ];
        out.field("cli-freeze-title", &words.text("cli-freeze-figures", &figures));
        if freeze.stays {
            out.field("cli-freeze-source", &words.text("cli-freeze-stays", &[]));
        }
    }
    out.items("cli-transfer-uncarried", &named(&report.uncarried, Level::Pass, out));
    let Some(seen) = &report.verification else { return };
    let figures = [
        ("tables", &*words.number(u64::from(seen.tables_compared))),
        ("rows", &words.number(seen.rows_compared)),
        ("objects", &words.number(u64::from(seen.objects_compared))),
    ];
    out.field("report-compared", &words.text("report-compared-figures", &figures));
    let verdict = if whole(seen) {
        words.text("cli-transfer-equal", &[])
    } else {
        let count = seen.differences.len().to_string();
        words.text(&format!("run-verification-{}", key_of(&seen.verdict)), &[("count", &count)])
    };
    let tone = if ended(report) == Exit::Done { Tone::Good } else { Tone::Bad };
    out.field("report-verdict", &out.toned(tone, &verdict));
    if seen.not_checked.iter().any(|reason| reason == WRITTEN_LATER) {
        out.field("cli-transfer-later", &words.text("cli-transfer-later-writes", &[]));
    }
    out.differences(seen);
}
