//! Does the data fit on the targeted plan's disk, with room to work?

use domain::ErrorKind;
use domain::finding::{Finding, Level};
use domain::run::Method;

use super::facts::{Facts, Failure};
use super::finding::{could_not_run, say};

pub(super) const NAME: &str = "disk-space";

/// Room beside the data, in percent of it: indexes are rebuilt, logs are written.
const ROOM_PERCENT: u64 = 25;

/// The usual bound of the write-ahead log (`max_wal_size`), in bytes.
const WAL: u64 = 1 << 30;

pub(super) async fn run(facts: &Facts) -> Finding {
    let plan = match facts.target_plan().await {
        Ok(plan) => plan,
        Err(failure) => return could_not_run(NAME, &failure),
    };
    let Some(disk) = plan.and_then(|plan| plan.disk_bytes) else {
        return say(NAME, "disk-not-said", Level::CouldNotRun).done();
    };
    let size = match facts.probe().await {
        Ok(Some(probe)) => probe.size_bytes,
        Ok(None) => return could_not_run(NAME, &Failure { kind: ErrorKind::NotSupported, reference: None }),
        Err(failure) => return could_not_run(NAME, &failure),
    };
    let wanted = wanted(size);
    if facts.method == Method::Transfer && wanted > disk {
        return say(NAME, "too-small-for-a-copy", Level::Blocker)
            .with("size_bytes", size)
            .with("wanted_bytes", wanted)
            .with("disk_bytes", disk)
            .done();
    }
    let (outcome, level) = judge(size, disk);
    say(NAME, outcome, level).with("size_bytes", size).with("disk_bytes", disk).done()
}

/// What a copy of so many bytes wants of the disk of an empty database: the data, room beside it, and the write-ahead log, which
/// grows with the data up to the server's own usual bound.
pub(crate) fn wanted(size: u64) -> u64 {
    with_room(size).saturating_add(size.min(WAL))
}

fn with_room(size: u64) -> u64 {
    size.saturating_add(size / 100 * ROOM_PERCENT)
}

fn judge(size: u64, disk: u64) -> (&'static str, Level) {
    let wanted = with_room(size);
    match () {
        () if size > disk => ("too-small", Level::Blocker),
        () if wanted > disk => ("tight", Level::Warning),
        () => ("enough", Level::Pass),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEGABYTE: u64 = 1_000_000;

    #[test]
    fn data_needs_its_size_and_a_quarter() {
        assert_eq!(judge(100 * MEGABYTE, 125 * MEGABYTE).0, "enough");
        assert_eq!(judge(101 * MEGABYTE, 125 * MEGABYTE).0, "tight");
        assert_eq!(judge(126 * MEGABYTE, 125 * MEGABYTE), ("too-small", Level::Blocker));
    }

    #[test]
    fn a_copy_needs_its_log_too_up_to_a_bound() {
        assert_eq!(wanted(100 * MEGABYTE), 225 * MEGABYTE);
        assert_eq!(wanted(100_000 * MEGABYTE), 125_000 * MEGABYTE + (1 << 30));
    }
}
