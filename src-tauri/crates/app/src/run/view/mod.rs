//! What is shown of a run, derived from what was confirmed and from the journal alone. Pure: the same journal gives the
//! same view, and every beginning of a journal gives a sane one.

mod failure;
mod guide;
mod phases;
pub(crate) mod transfer;

use domain::application::AddressMention;
use domain::ids::{ProviderId, RunId};
use domain::run::{
    Acceptance, EntryKind, JournalEntry, Method, Plan, ResumeClass, RunHeader, RunView, Step, StepOutcome,
    Timings,
};
use domain::time::{Millis, Timestamp};

use serde::Deserialize as _;

use super::course::{self, Course, Next, guided, provider};
use super::record::{self, After, Applications, SourcePrint, Verified, Watched};

/// A run as it was confirmed: all that is fixed before the first effect.
#[derive(Clone, Debug, PartialEq)]
pub struct Confirmed {
    /// Ours.
    pub id: RunId,
    /// At which provider.
    pub provider: ProviderId,
    /// What was on the review page.
    pub plan: Plan,
    /// What the person said.
    pub acceptance: Acceptance,
    /// When the gate was passed.
    pub created_at: Timestamp,
}

impl Confirmed {
    /// What is done in which order.
    #[must_use]
    pub fn course(&self) -> &'static dyn Course {
        course::of(self.plan.method)
    }
}

/// The whole view of a run.
#[must_use]
pub fn derive(run: &Confirmed, entries: &[JournalEntry]) -> RunView {
    let course = run.course();
    let migration = provider::migration(entries);
    let by_transfer = (run.plan.method == Method::Transfer).then(|| transfer::view(run, entries));
    let verified = record::observed::<Verified>(entries, Step::Verify).or_else(|| compared(entries));
    RunView {
        header: header(run, entries),
        plan: run.plan.clone(),
        accepted: run.acceptance.accepted.clone(),
        test_skipped_because: run.acceptance.test_skipped_because.clone(),
        data: course.location(entries),
        phases: migration.as_ref().map(phases::of).unwrap_or_default(),
        can_abort: course.can_abort(entries),
        resume: resume(run.plan.method),
        paused: course.paused(entries).and_then(|step| failure::view(entries, step)),
        failure: course.failed_at(entries).and_then(|step| failure::view(entries, step)),
        timings: Timings {
            total: Some(total(run, entries)),
            read_only: match run.plan.method {
                Method::Transfer => transfer::read_only(entries),
                Method::Provider => migration.as_ref().and_then(phases::read_only),
                Method::Guided => guided::read_only(entries),
            },
            verification: verified.as_ref().map(|verified| verified.took),
            predicted: crate::test_copy::predicted(&run.plan),
        },
        verification: verified.map(|verified| verified.verification),
        variables: record::observed::<After>(entries, Step::RecordAfter).unwrap_or_default().variables,
        applications: record::observed::<Applications>(entries, Step::CheckApplications)
            .unwrap_or_default()
            .applications,
        by_hand: by_hand(&run.plan),
        heard_at: heard_at(entries),
        guide: (run.plan.method == Method::Guided).then(|| guide::view(entries)),
        migration,
        transfer: by_transfer,
        journal: entries.iter().map(shown).collect(),
    }
}

/// The comparison at the end of a copy of our own.
fn compared(entries: &[JournalEntry]) -> Option<Verified> {
    let report = transfer::report(entries)?;
    Some(Verified { verification: report.verification?, took: report.timings.verifying })
}

/// The line of the list.
#[must_use]
pub fn header(run: &Confirmed, entries: &[JournalEntry]) -> RunHeader {
    let plan = &run.plan;
    RunHeader {
        id: run.id,
        key: plan.key.clone(),
        provider: run.provider.clone(),
        database_name: plan.database.name.clone(),
        account_name: plan.account_name.clone(),
        workspace: plan.workspace.clone(),
        from_version: plan.from_version.clone(),
        to_version: plan.change.version.clone(),
        method: plan.method,
        created_at: run.created_at,
        ended_at: ended_at(run, entries),
        state: run.course().state(entries),
        way_back_until: guide::way_back_until(entries),
    }
}

/// When nothing more was to be done for the first time. What the person does later (restarting an application) does not
/// make the run longer.
fn ended_at(run: &Confirmed, entries: &[JournalEntry]) -> Option<Timestamp> {
    let over = |entries: &[JournalEntry]| run.course().next(entries) == Next::Nothing;
    if !over(entries) {
        return None;
    }
    let first = (1..=entries.len()).find(|length| over(&entries[..*length]))?;
    Some(entries[first - 1].at)
}

fn total(run: &Confirmed, entries: &[JournalEntry]) -> Millis {
    let last = entries.last().map_or(run.created_at, |entry| entry.at);
    Millis(ended_at(run, entries).unwrap_or(last).since(run.created_at).0.max(0))
}

/// When the provider was last heard, as far as the journal knows; live heartbeats are newer and are told beside it.
fn heard_at(entries: &[JournalEntry]) -> Option<Timestamp> {
    let heard = |entry: &&JournalEntry| {
        matches!(entry.step, Step::StartMigration | Step::Watch)
            && matches!(&entry.kind, EntryKind::Observation { data, .. } if data.get("migration").is_some())
    };
    entries.iter().rev().find(heard).map(|entry| entry.at)
}

/// What becomes of the work when this computer goes away.
fn resume(method: Method) -> ResumeClass {
    match method {
        Method::Provider | Method::Guided => ResumeClass::ProviderSide,
        Method::Transfer => ResumeClass::RestartCopy,
    }
}

/// Addresses that the person has to edit, once the new server counts: those that the check found.
fn by_hand(plan: &Plan) -> Vec<String> {
    let of_check = |check: &&str| *check == crate::checks::ADDRESSES;
    plan.findings
        .findings
        .iter()
        .filter(|finding| of_check(&finding.check.as_str()))
        .flat_map(|finding| finding.items.iter().cloned())
        .collect()
}

/// How a mention is written in a list: holder and variable, never a value.
#[must_use]
pub fn mention_line(mention: &AddressMention) -> String {
    format!("{} · {}", mention.holder, mention.variable)
}

/// An entry as it is shown. The print of a whole database is summed up, and so is what the watch saw on the way, which
/// is in the view once; everything else is left as it is.
#[must_use]
pub fn shown(entry: &JournalEntry) -> JournalEntry {
    let mut entry = entry.clone();
    let EntryKind::Observation { data, outcome } = &mut entry.kind else { return entry };
    if let Ok(SourcePrint { fingerprint }) = SourcePrint::deserialize(&*data) {
        *data = serde_json::json!({
            "server_version": fingerprint.server_version,
            "read_only": fingerprint.read_only,
            "objects": fingerprint.objects.len(),
            "tables": fingerprint.tables.len(),
            "rows": fingerprint.tables.iter().map(|table| table.rows).sum::<u64>(),
            "size_bytes": fingerprint.size_bytes,
            "took": fingerprint.took,
        });
    } else if *outcome == StepOutcome::Progress
        && let Ok(Watched { migration }) = Watched::deserialize(&*data)
    {
        let last = migration.steps.last();
        *data = serde_json::json!({
            "status": migration.status_word,
            "step": last.map(|step| &step.word),
            "step_status": last.map(|step| &step.status_word),
        });
    }
    entry
}

#[cfg(test)]
mod tests;
