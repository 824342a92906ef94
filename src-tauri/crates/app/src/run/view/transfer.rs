//! What a run by the method `transfer` shows beside the rest. From the journal alone.

use domain::engine::TransferReport;
use domain::run::{
    AddressPart, EntryKind, HandOver, HandOverPlace, JournalEntry, NewServer, NewServerState, OldServer,
    OwnStep, OwnStepState, RunFreeze, Step, StepOutcome, TransferRunView,
};
use domain::time::{Millis, Timestamp};

use super::super::course::transfer::{BACK, FORWARD, abort_asked, carried, news, taken_back};
use super::super::record::{self, Before};
use super::super::record_transfer::{CarryIntent, CarryNews, CreateIntent, Created, Removed, TargetReady};
use super::Confirmed;

/// The whole.
pub(super) fn view(run: &Confirmed, entries: &[JournalEntry]) -> TransferRunView {
    let over = run.course().state(entries).is_over();
    let old = old(entries);
    TransferRunView {
        steps: steps(entries, over),
        target: target(entries),
        freeze: freeze(entries),
        hand_over: record::observed::<HandOver>(entries, Step::HandOver),
        can_release: over && matches!(old, OldServer::Kept | OldServer::Leaving),
        old,
    }
}

/// How long the source was read-only, once that is known.
pub(super) fn read_only(entries: &[JournalEntry]) -> Option<Millis> {
    if let Some(report) = carried(entries) {
        return report.freeze.map(|freeze| freeze.read_only);
    }
    let since = match news(entries)? {
        CarryNews::Thawed { read_only } => return Some(read_only),
        CarryNews::Freezing { since, .. } => since,
    };
    let thawed =
        matches!(record::ended(entries, Step::Thaw), Some(StepOutcome::Done | StepOutcome::Skipped { .. }));
    let at = entries.iter().rev().find(|entry| entry.step == Step::Thaw).map(|entry| entry.at)?;
    thawed.then(|| at.since(since))
}

/// What was compared, and how long that took.
pub(super) fn report(entries: &[JournalEntry]) -> Option<TransferReport> {
    record::observed(entries, Step::Carry)
}

/// Steps in order; those that take back only where something is taken back.
fn steps(entries: &[JournalEntry], over: bool) -> Vec<OwnStep> {
    let back = taken_back(entries);
    let forward = FORWARD.into_iter().filter(|step| !back || record::attempts(entries, *step) > 0);
    let mut all: Vec<Step> = forward.collect();
    if back {
        all.extend(abort_asked(entries).then_some(Step::Abort));
        all.extend(BACK);
    }
    all.extend((record::attempts(entries, Step::Release) > 0).then_some(Step::Release));
    all.into_iter().map(|step| own(entries, step, over || (back && FORWARD.contains(&step)))).collect()
}

fn own(entries: &[JournalEntry], step: Step, given_up: bool) -> OwnStep {
    let of_step = || entries.iter().rev().filter(|entry| entry.step == step);
    let began = of_step().find(|entry| matches!(entry.kind, EntryKind::Intent { .. })).map(|entry| entry.at);
    let at = || of_step().next().map(|entry| entry.at);
    let ended = record::ended(entries, step);
    let state = match ended {
        Some(StepOutcome::Done) => OwnStepState::Done,
        Some(StepOutcome::Skipped { .. }) => OwnStepState::Skipped,
        Some(StepOutcome::NotDone { .. } | StepOutcome::Unknown { .. }) => OwnStepState::Failed,
        Some(StepOutcome::Progress) | None if began.is_none() => OwnStepState::Waiting,
        Some(StepOutcome::Progress) | None if given_up => OwnStepState::Failed,
        Some(StepOutcome::Progress) | None => OwnStepState::Running,
    };
    let reason = match ended {
        Some(StepOutcome::Skipped { reason }) => Some(reason.clone()),
        _ => None,
    };
    OwnStep { step, state, began, ended: ended.and_then(|_| at()), reason }
}

fn target(entries: &[JournalEntry]) -> Option<NewServer> {
    let intent = record::intended::<CreateIntent>(entries, Step::CreateTarget)?;
    let created = record::observed::<Created>(entries, Step::CreateTarget).map(|created| created.target);
    let refused = matches!(record::ended(entries, Step::CreateTarget), Some(StepOutcome::NotDone { .. }));
    let removed = matches!(
        record::ended(entries, Step::RemoveTarget),
        Some(StepOutcome::Done | StepOutcome::Skipped { .. })
    );
    let ready = matches!(record::ended(entries, Step::AwaitTarget), Some(StepOutcome::Done));
    let state = match () {
        () if carried(entries).is_some() => NewServerState::Serving,
        () if removed || refused => NewServerState::Removed,
        () if taken_back(entries) => NewServerState::LeftOver,
        () if ready => NewServerState::Ready,
        () if created.is_some() => NewServerState::BeingMade,
        () => NewServerState::Ordered,
    };
    let removed =
        record::observed::<Removed>(entries, Step::RemoveTarget).and_then(|removed| removed.removed);
    Some(NewServer { database: created.or(removed), label: intent.label, state })
}

fn freeze(entries: &[JournalEntry]) -> Option<RunFreeze> {
    let limit = record::intended::<CarryIntent>(entries, Step::Carry)?.limit;
    let (plan, began) = entries.iter().find_map(|entry| match &entry.kind {
        EntryKind::Observation { data, .. } if entry.step == Step::Carry => freezing(data),
        EntryKind::Observation { .. } | EntryKind::Intent { .. } => None,
    })?;
    let stays = carried(entries).is_some() && !matches!(old(entries), OldServer::Released { .. });
    Some(RunFreeze { began, limit, thaw: plan.thaw, read_only: read_only(entries), stays })
}

fn freezing(data: &serde_json::Value) -> Option<(domain::engine::FreezePlan, Timestamp)> {
    match serde::Deserialize::deserialize(data).ok()? {
        CarryNews::Freezing { plan, since } => Some((plan, since)),
        CarryNews::Thawed { .. } => None,
    }
}

fn old(entries: &[JournalEntry]) -> OldServer {
    if carried(entries).is_none() {
        return OldServer::Serving;
    }
    let last = entries.iter().rev().find(|entry| entry.step == Step::Release);
    match (record::ended(entries, Step::Release), last) {
        (Some(StepOutcome::Done), Some(entry)) => OldServer::Released { at: entry.at },
        (Some(StepOutcome::NotDone { .. }), _) | (_, None) => OldServer::Kept,
        (_, Some(_)) => OldServer::Leaving,
    }
}

/// What the person puts into applications, in the order in which an address is read.
pub(crate) fn places(before: &Before, ready: &TargetReady) -> Vec<HandOverPlace> {
    let (old, new) = (before.address.as_ref(), &ready.target_address);
    let place = |part, before: Option<String>, after: String| HandOverPlace { part, before, after };
    vec![
        place(AddressPart::Host, old.map(|old| old.host.clone()), new.host.clone()),
        place(AddressPart::Port, old.map(|old| old.port.to_string()), new.port.to_string()),
        place(AddressPart::Database, old.map(|old| old.database.clone()), new.database.clone()),
        place(AddressPart::User, before.user.clone(), ready.target_user.clone()),
    ]
}

#[cfg(test)]
mod tests;
