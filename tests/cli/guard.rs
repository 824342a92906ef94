//! The guard of a freeze: whatever becomes of the program, the source takes writes again within half a minute, with no other start,
//! and never once the target took over. No guard is left behind, and none shows a secret.

use std::process::Child;
use std::time::{Duration, Instant};

use secrecy::ExposeSecret as _;
use support::postgres::{run, text};
use support::writer::Writer;

use crate::freeze::{is_read_only, pair};
use crate::terminal::{Said, Terminal, signal};

/// Writable again after a failure or a stop.
const SOON: Duration = Duration::from_secs(30);

/// Enough for any wait here.
const BOUND: Duration = Duration::from_secs(60);

/// One row in the middle, so that the table lies where it lay before.
const TOUCH: &str = "UPDATE public.ballast SET t = 'touched ' || t WHERE id = 60000";

async fn until(what: &str, wanted: impl AsyncFn() -> bool) {
    let began = Instant::now();
    while !wanted().await {
        assert!(began.elapsed() < BOUND, "{what} does not come");
        tokio::time::sleep(Duration::from_millis(3)).await;
    }
}

fn kill(child: Child) -> Said {
    signal(&child, "-KILL");
    // Ends only when nobody has its output open any more.
    Said::of(child.wait_with_output().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_moment_the_source_is_written_to_again_with_no_other_start() {
    let pair = pair().await;
    let terminal = Terminal::new().without_passphrase();
    let mut writer = Writer::begin(&pair.source).await;
    writer.goes_on().await;
    let secret = pair.source.password.expose_secret().to_owned();
    // As soon as the guard is there, and at moments of the copy.
    for (round, wait) in [None, Some(0), Some(150), Some(600), Some(1500)].into_iter().enumerate() {
        let more: &[&str] = if round == 0 {
            &["--freeze", "--rate", "4MB"]
        } else {
            &["--freeze", "--resume", "--rate", "4MB"]
        };
        let child = pair.begin(&terminal, more);
        match wait {
            None => until("the guard", async || !terminal.guards().is_empty()).await,
            Some(wait) => {
                until("the freeze", async || is_read_only(&pair.source).await).await;
                tokio::time::sleep(Duration::from_millis(wait)).await;
            }
        }
        let guards = terminal.guards();
        assert_eq!(guards.len(), 1, "{guards:?}");
        assert!(!guards[0].contains(&secret), "a secret is an argument");
        let killed = Instant::now();
        kill(child);
        until("writing", async || !is_read_only(&pair.source).await).await;
        let took = writer.goes_on().await;
        assert!(killed.elapsed() < SOON, "round {round}: writable after {took:?}");
        terminal.assert_unguarded();
        assert!(!is_read_only(&pair.source).await, "round {round}");
        writer.assert_all_in(&pair.source).await;
        run(&pair.source, TOUCH).await;
        let list = terminal.run(&["thaw"]);
        assert!(list.out.contains("No source"), "round {round}: {}", list.out);
    }
    terminal.assert_kept(&[&secret]);
    // What was copied under the freezes of before is of no use, and is not used.
    let done = pair.transfer(&terminal, &["--freeze", "--resume"]);
    assert_eq!(done.code, 0, "{}\n{}", done.out, done.err);
    writer.end().await;
    assert!(terminal.guards().is_empty() && is_read_only(&pair.source).await);
    writer.assert_all_in(&pair.target).await;
    let touched = "SELECT left(t, 7) FROM public.ballast WHERE id = 60000";
    assert_eq!(text(&pair.target, touched).await, "touched");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_hangs_beyond_its_limit_is_not_waited_for_and_hands_nothing_over() {
    let pair = pair().await;
    let terminal = Terminal::new().without_passphrase();
    let mut writer = Writer::begin(&pair.source).await;
    writer.goes_on().await;
    let child = pair.begin(&terminal, &["--freeze=10s", "--rate", "20MB"]);
    until("the freeze", async || is_read_only(&pair.source).await).await;
    signal(&child, "-STOP");
    let frozen = Instant::now();
    until("writing", async || !is_read_only(&pair.source).await).await;
    let took = frozen.elapsed();
    assert!(took > Duration::from_secs(20) && took < Duration::from_secs(55), "{took:?}");
    writer.goes_on().await;
    terminal.assert_unguarded();
    signal(&child, "-CONT");
    let said = Said::of(child.wait_with_output().unwrap());
    assert_ne!(said.code, 0, "{}", said.out);
    assert!(
        said.err.contains("CHG-RUN-013") || said.out.contains("CHG-RUN-013"),
        "{}\n{}",
        said.out,
        said.err
    );
    assert!(terminal.run(&["thaw"]).out.contains("No source") && !is_read_only(&pair.source).await);
    writer.goes_on().await;
    writer.end().await;
    writer.assert_all_in(&pair.source).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_silent_is_asked_until_it_answers() {
    let pair = pair().await;
    let terminal = Terminal::new().without_passphrase();
    let mut writer = Writer::begin(&pair.source).await;
    writer.goes_on().await;
    let child = pair.begin(&terminal, &["--freeze", "--rate", "1MB"]);
    until("the freeze", async || is_read_only(&pair.source).await).await;
    pair.servers[0].stop().await.unwrap();
    kill(child);
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(terminal.guards().len(), 1, "it gave up");
    pair.servers[0].start().await.unwrap();
    let began = Instant::now();
    until("writing", async || !is_read_only(&pair.source).await).await;
    assert!(began.elapsed() < SOON);
    writer.goes_on().await;
    writer.end().await;
    terminal.assert_unguarded();
    writer.assert_all_in(&pair.source).await;
}
