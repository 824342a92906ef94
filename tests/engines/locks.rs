//! A server has places for so many locks: a schema with more things than that is read and carried all the same.

use practice::servers::{self, ClusterOptions};
use support::postgres::{carry, empty, run, text};

/// Far more than a server with these settings can lock at once.
const SEQUENCES: u32 = 4000;

#[tokio::test]
async fn more_sequences_than_there_are_places_for_locks() {
    let settings = [("max_locks_per_transaction", "32"), ("max_connections", "20")];
    let options = || ClusterOptions {
        name: "locks".into(),
        settings: settings.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
        ..ClusterOptions::default()
    };
    let (old, new) = tokio::join!(servers::start_with(16, options()), servers::start_with(18, options()));
    let (old, new) = (old.unwrap(), new.unwrap());
    let (from, to) = (empty(&old, "locks").await, empty(&new, "locks").await);
    for first in (0..SEQUENCES).step_by(100) {
        let each = format!(
            "DO $$ BEGIN FOR i IN {first}..{} LOOP EXECUTE format('CREATE SEQUENCE s%s START %s', i, i + 7);
               IF i % 2 = 0 THEN PERFORM nextval('s' || i); END IF; END LOOP; END $$",
            first + 99
        );
        run(&from, &each).await;
    }
    let (report, _) = carry(&from, &to, transfer::Options::default()).await;
    let verification = report.unwrap().verification.unwrap();
    assert!(verification.differences.is_empty(), "{:?}", verification.differences);
    for (sequence, state) in [("s10", "17 true"), ("s11", "18 false")] {
        assert_eq!(text(&to, &format!("SELECT last_value || ' ' || is_called FROM {sequence}")).await, state);
    }
}
