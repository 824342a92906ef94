//! How often things are looked at and how long they are waited for. Data only; tests hand in their own.

use std::time::Duration;

/// Waits and bounds.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Between two looks at a provider's migration.
    pub poll: Duration,
    /// The same, once it has lasted for [`Pace::later_after`].
    pub poll_later: Duration,
    /// When looks become rarer.
    pub later_after: Duration,
    /// The longest wait after answers that failed.
    pub back_off_most: Duration,
    /// How long a start whose answer was lost is looked for.
    pub probe_start_for: Duration,
    /// Between two looks for it.
    pub probe_start_every: Duration,
    /// How long a failed migration is still watched: it may turn into one that recovers.
    pub recovering_for: Duration,
    /// Between two looks at the source before its freeze was seen.
    pub source_every: Duration,
    /// The same, once the freeze was seen.
    pub source_frozen_every: Duration,
    /// How long the print of a database may take.
    pub print_for: Duration,
    /// How long variables that have not changed yet are read again.
    pub variables_for: Duration,
    /// Between two looks at a server that is waited for.
    pub ready_every: Duration,
    /// How long a new server is waited for.
    pub ready_for: Duration,
    /// Between two looks at deployments.
    pub applications_every: Duration,
    /// How long deployments are waited for.
    pub applications_for: Duration,
    /// How long the original is waited for after a failure.
    pub original_for: Duration,
    /// Between two looks at a server while the person acts in the provider's panel.
    pub panel_every: Duration,
    /// How long the panel is waited for while the server has its old version; a freeze lasts no longer.
    pub panel_for: Duration,
    /// Between two looks whether the way back was taken.
    pub way_back_every: Duration,
    /// Between two tries to make the original writable again.
    pub original_every: Duration,
    /// How long a backup that was asked for is waited for.
    pub restore_point_for: Duration,
    /// How long a new database is waited for.
    pub provision_for: Duration,
    /// How long a source is read-only at most, in a transfer of our own.
    pub freeze_limit: Duration,
    /// How long the deletion of a database is tried before it is shown as left over.
    pub remove_for: Duration,
    /// Between two tries.
    pub remove_every: Duration,
    /// When a run that waits for something to pass tries again by itself.
    pub again_after: Duration,
    /// How long one check may take.
    pub check_for: Duration,
    /// How long a gate stays open.
    pub gate_for: Duration,
    /// The least time between two merged events to a subscriber.
    pub events_every: Duration,
    /// Tables of a database that are read at the same time.
    pub jobs: usize,
    /// How long a database that was ordered for a test is waited for.
    pub answer_for: Duration,
    /// The first pause of a test copy that does not go on; each next one is twice as long.
    pub test_copy_every: Duration,
    /// The longest of them.
    pub test_copy_most: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self {
            poll: Duration::from_millis(2_500),
            poll_later: seconds(5),
            later_after: seconds(60),
            back_off_most: seconds(30),
            probe_start_for: seconds(60),
            probe_start_every: seconds(3),
            recovering_for: seconds(20),
            source_every: seconds(3),
            source_frozen_every: Duration::from_millis(500),
            print_for: seconds(30 * 60),
            variables_for: seconds(10),
            ready_every: seconds(2),
            ready_for: seconds(10 * 60),
            applications_every: seconds(5),
            applications_for: seconds(3 * 60),
            original_for: seconds(2 * 60),
            panel_every: seconds(2),
            panel_for: seconds(30 * 60),
            way_back_every: seconds(60),
            original_every: seconds(2),
            restore_point_for: seconds(15 * 60),
            provision_for: seconds(45 * 60),
            freeze_limit: seconds(20 * 60),
            remove_for: seconds(2 * 60),
            remove_every: seconds(5),
            again_after: seconds(60),
            check_for: seconds(30),
            gate_for: seconds(15 * 60),
            events_every: Duration::from_millis(100),
            jobs: 2,
            answer_for: seconds(30 * 60),
            test_copy_every: seconds(2),
            test_copy_most: seconds(5 * 60),
        }
    }
}

impl Pace {
    /// For tests and demonstrations against a cloud on this machine: everything soon.
    #[must_use]
    pub fn quick() -> Self {
        let ms = Duration::from_millis;
        Self {
            poll: ms(50),
            poll_later: ms(100),
            back_off_most: ms(400),
            probe_start_for: ms(1_500),
            probe_start_every: ms(50),
            recovering_for: ms(600),
            source_every: ms(50),
            source_frozen_every: ms(25),
            print_for: Duration::from_secs(120),
            variables_for: ms(300),
            ready_every: ms(50),
            ready_for: Duration::from_secs(30),
            applications_every: ms(50),
            applications_for: Duration::from_secs(3),
            original_for: Duration::from_secs(20),
            panel_every: ms(100),
            way_back_every: ms(500),
            original_every: ms(100),
            restore_point_for: Duration::from_secs(30),
            provision_for: Duration::from_secs(60),
            remove_for: Duration::from_secs(3),
            remove_every: ms(100),
            again_after: ms(500),
            check_for: Duration::from_secs(20),
            answer_for: Duration::from_secs(60),
            test_copy_every: ms(50),
            test_copy_most: ms(800),
            ..Self::default()
        }
    }
}
