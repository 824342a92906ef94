//! A transfer from a source that an application writes to all the while: whatever happens, every row that was answered for is on
//! the side that counts, and the source can be written to again unless the target took over.

use std::time::{Duration, Instant};

use domain::database::Endpoint;
use practice::servers::url;
use secrecy::ExposeSecret as _;
use support::postgres::{run, server, text};
use support::writer::Writer;

use crate::terminal::{Said, Terminal, signal};

/// Enough for the copy to take a while.
const FILL: &str = "CREATE TABLE public.ballast AS SELECT i AS id, repeat(md5(i::text), 8) AS t FROM generate_series(1, 120000) i;
    ALTER TABLE public.ballast ADD PRIMARY KEY (id)";

pub(crate) async fn is_read_only(endpoint: &Endpoint) -> bool {
    text(endpoint, "SHOW transaction_read_only").await == "on"
}

pub(crate) struct Pair {
    pub(crate) source: Endpoint,
    pub(crate) target: Endpoint,
    pub(crate) servers: [practice::servers::Cluster; 2],
}

pub(crate) async fn pair() -> Pair {
    let (old, new) = tokio::join!(server(14), server(18));
    let (source, target) =
        (old.create_database("shop").await.unwrap(), new.create_database("copy").await.unwrap());
    run(&source, FILL).await;
    Pair { source, target, servers: [old, new] }
}

impl Pair {
    pub(crate) fn begin(&self, terminal: &Terminal, more: &[&str]) -> std::process::Child {
        let (from, to) = (url(&self.source), url(&self.target));
        let call = ["--json", "transfer", "--from", "-", "--to", "-", "--jobs", "2", "--chunk", "1MB"];
        terminal.begin(&[&call[..], more].concat(), &[from.expose_secret(), to.expose_secret()])
    }

    pub(crate) fn transfer(&self, terminal: &Terminal, more: &[&str]) -> Said {
        Said::of(self.begin(terminal, more).wait_with_output().unwrap())
    }

    fn thaw(&self, terminal: &Terminal) -> Said {
        terminal.tell(&["thaw", "--from", "-"], &[url(&self.source).expose_secret()])
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_success_every_row_is_on_the_target_and_the_source_waits() {
    let pair = pair().await;
    let terminal = Terminal::new().without_passphrase();
    let mut writer = Writer::begin(&pair.source).await;
    writer.goes_on().await;
    let said = pair.transfer(&terminal, &["--freeze=5m"]);
    assert_eq!(said.code, 0, "{}\n{}", said.out, said.err);
    let events = said.events();
    let at = |kind: &str| events.iter().position(|event| event["type"] == kind);
    assert!(at("freezing").unwrap() < at("planned").unwrap());
    let report = &events.last().unwrap()["report"];
    assert_eq!(report["verification"]["verdict"], "equal");
    assert_eq!(report["freeze"]["stays"], true);
    assert!(report["freeze"]["read_only"].as_u64().unwrap() > 100, "{report}");
    assert!(report["freeze"]["sessions_ended"].as_u64().unwrap() >= 1);
    // The application still knocks at the old door, in vain.
    let before = writer.refused();
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(writer.refused() > before && is_read_only(&pair.source).await);
    writer.assert_all_in(&pair.target).await;
    assert!(terminal.guards().is_empty(), "the guard of a source that gave way is still there");
    let list = terminal.run(&["thaw"]);
    assert!(list.out.contains("shop") && list.out.contains("RESET"), "{}", list.out);
    let thawed = pair.thaw(&terminal);
    assert_eq!(thawed.code, 0, "{}", thawed.err);
    assert!(thawed.err.contains("A target took over"), "{}", thawed.err);
    writer.goes_on().await;
    writer.end().await;
    assert!(terminal.run(&["thaw"]).out.contains("No source"));
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_stop_or_too_long_a_time_the_source_is_written_to_again() {
    let pair = pair().await;
    let terminal = Terminal::new().without_passphrase();
    let mut writer = Writer::begin(&pair.source).await;
    writer.goes_on().await;

    let late = pair.transfer(&terminal, &["--freeze=10s", "--rate", "500kB"]);
    let ended = Instant::now();
    assert!(
        late.err.contains("CHG-RUN-013") || late.out.contains("CHG-RUN-013"),
        "{}\n{}",
        late.out,
        late.err
    );
    assert!(late.events().iter().any(|event| event["type"] == "thawed"));
    writer.goes_on().await;
    assert!(ended.elapsed() < Duration::from_secs(30) && !is_read_only(&pair.source).await);

    let child = pair.begin(&terminal, &["--freeze", "--resume", "--rate", "500kB"]);
    while !is_read_only(&pair.source).await {
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    signal(&child, "-INT");
    let stopped = Said::of(child.wait_with_output().unwrap());
    assert_eq!(stopped.code, 130, "{}\n{}", stopped.out, stopped.err);
    assert!(terminal.guards().is_empty(), "the guard of a source that is writable again is still there");
    assert!(!is_read_only(&pair.source).await);
    writer.goes_on().await;
    writer.end().await;
    writer.assert_all_in(&pair.source).await;
    // Rows have come since, so all of them are carried anew, and then all are there.
    let done = pair.transfer(&terminal, &["--freeze", "--resume"]);
    assert_eq!(done.code, 0, "{}\n{}", done.out, done.err);
    writer.assert_all_in(&pair.target).await;
}
