//! Some rounds of chaos around the real program; `cargo x bench chaos` plays as many as one likes.

use support::chaos::{self, Wanted};

use crate::terminal::program;

#[tokio::test]
async fn whatever_is_killed_cut_or_stopped_the_end_is_right_or_says_that_it_is_not() {
    let wanted = Wanted { program: program(), seed: 7, rounds: 0..10 };
    let seen = chaos::play(&wanted, |_, _| {}).await;
    assert!(seen.wrong.is_empty(), "{:#?}", seen.wrong);
    assert!(seen.ends.get("right").is_some_and(|right| *right >= 8), "{seen:?}");
    assert!(seen.faults.values().sum::<u32>() > 10 && seen.resumed > 3, "{seen:?}");
}
