//! `verify`: compares two databases, objects and rows, and changes neither.

use app::{Compared, VerifyOrder};
use domain::verification::Verdict;
use serde_json::json;

use super::Ended;
use super::sides::{self, WRITTEN_LATER, whole};
use crate::args::VerifyArgs;
use crate::exit::Exit;
use crate::opened::Opened;
use crate::output::{Out, Tone};
use crate::stdin::Given;

pub(super) async fn run(opened: &Opened, asked: &VerifyArgs, given: Given, out: &Out) -> Ended {
    let (from, to) = sides::places(opened, [&asked.from, &asked.to], given, out).await?;
    let order = VerifyOrder { from, to, jobs: Some(usize::from(asked.jobs)) };
    out.progress(&out.words().text("cli-transfer-stage-verifying", &[]));
    let compared = tokio::select! {
        biased;
        () = ::practice::interrupted() => {
            out.warning("cli-verify-interrupted", &[]);
            out.json(&json!({ "type": "interrupted", "exit": Exit::Interrupted.number() }));
            return Ok(Exit::Interrupted);
        }
        compared = Box::pin(opened.app().verify(&order)) => compared.map_err(|error| rpc::error("verify", &error))?,
    };
    let exit = ended(&compared);
    out.json(&json!({ "type": "result", "exit": exit.number(), "report": compared }));
    print(&compared, exit, out);
    Ok(exit)
}

fn ended(compared: &Compared) -> Exit {
    match compared.verification.verdict {
        Verdict::Different => Exit::Differs,
        _ if whole(&compared.verification) => Exit::Done,
        Verdict::Equal | Verdict::Incomplete | Verdict::NotChecked => Exit::Attention,
    }
}

fn print(compared: &Compared, exit: Exit, out: &Out) {
    let (words, seen) = (out.words(), &compared.verification);
    out.heading(&words.text("cli-verify-title", &[]));
    let (from, to) = (compared.from.to_string(), compared.to.to_string());
    out.field("report-versions", &words.text("report-from-to", &[("from", &from), ("to", &to)]));
    out.field("cli-transfer-time", &words.span(compared.took.0));
    let tone = if exit == Exit::Done { Tone::Good } else { Tone::Bad };
    let equal = whole(seen).then(|| words.text("cli-verify-equal", &[]));
    out.compared(seen, equal, tone, WRITTEN_LATER);
    if seen.not_checked.iter().any(|reason| reason == WRITTEN_LATER) {
        out.field("cli-verify-writes", &words.text("cli-verify-writes-possible", &[]));
    }
}
