//! What is the person's in a guided run: what is waited for, what was made for it, until when there is a way back.

use domain::run::{GuideFreeze, GuideView, JournalEntry, RestorePointView, Step, StepOutcome};
use domain::time::Timestamp;

use super::super::course::guided;
use super::super::record::{self, Before, Ready};
use super::super::record_guided::{FreezeIntent, FrozenSource, Restored};
use super::failure;

/// All of it.
pub(super) fn view(entries: &[JournalEntry]) -> GuideView {
    let way_back = guided::way_back(entries);
    GuideView {
        page: record::observed::<Before>(entries, Step::RecordBefore).and_then(|before| before.page),
        wait: guided::wait(entries),
        problem: guided::problem(entries).and_then(|step| failure::view(entries, step)),
        restore_point: restore_point(entries),
        no_restore_point: match record::ended(entries, Step::RestorePoint) {
            Some(StepOutcome::Skipped { reason }) => Some(reason.clone()),
            _ => None,
        },
        frozen: frozen(entries),
        version: guided::moved(entries).map(|moved| moved.version).or_else(|| {
            let ready = record::observed::<Ready>(entries, Step::AwaitReady);
            ready.map(|ready| domain::version::Version(ready.server_version))
        }),
        way_back_until: way_back.map(|way_back| way_back.way_back_until),
        rolled_back_at: way_back.and_then(|way_back| way_back.rolled_back_at),
    }
}

/// The freeze, from before it begins.
fn frozen(entries: &[JournalEntry]) -> Option<GuideFreeze> {
    if let Some(frozen) = guided::frozen(entries) {
        let FrozenSource { since, until, plan, .. } = frozen;
        return (!plan.already).then_some(GuideFreeze { since, until, thaw: plan.thaw });
    }
    let last = entries.iter().rev().find(|entry| entry.step == Step::Freeze)?;
    let begun =
        record::open(entries, Step::Freeze).then(|| record::intended::<FreezeIntent>(entries, Step::Freeze));
    let FreezeIntent { until, thaw } = begun??;
    Some(GuideFreeze { since: last.at, until, thaw })
}

/// The restore point, until it was deleted.
fn restore_point(entries: &[JournalEntry]) -> Option<RestorePointView> {
    if matches!(record::ended(entries, Step::DeleteRestorePoint), Some(StepOutcome::Done)) {
        return None;
    }
    record::observed::<Restored>(entries, Step::RestorePoint).map(|made| RestorePointView {
        id: made.restore_point,
        name: made.name,
        made_at: made.made_at,
        rows: made.rows,
        verdict: made.verdict,
    })
}

/// Until when the way back is open that was not taken.
pub(super) fn way_back_until(entries: &[JournalEntry]) -> Option<Timestamp> {
    let way_back = guided::way_back(entries)?;
    way_back.rolled_back_at.is_none().then_some(way_back.way_back_until)
}
