//! An application that never stops: it commits numbered rows, about a thousand a second, connects again whenever it is sent away,
//! and remembers which of them the server has answered for.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use domain::database::Endpoint;
use sqlx::{AssertSqlSafe, Connection as _};
use tokio::task::JoinHandle;

use crate::postgres::{run, texts, try_connect};

/// The table that it writes to.
pub const TABLE: &str =
    "CREATE TABLE public.entries (n bigint PRIMARY KEY, at timestamptz DEFAULT clock_timestamp())";

#[derive(Default)]
struct Seen {
    acknowledged: BTreeSet<i64>,
    /// Sent, and not answered.
    doubtful: BTreeSet<i64>,
    /// The newest that was sent.
    sent: i64,
    refused: u64,
}

/// One that is at work.
pub struct Writer {
    seen: Arc<Mutex<Seen>>,
    stop: Arc<AtomicBool>,
    work: JoinHandle<()>,
}

impl Writer {
    /// Makes the table and begins.
    pub async fn begin(endpoint: &Endpoint) -> Self {
        run(endpoint, TABLE).await;
        let (seen, stop) = (Arc::new(Mutex::new(Seen::default())), Arc::new(AtomicBool::new(false)));
        let work = tokio::spawn(write(endpoint.clone(), Arc::clone(&seen), Arc::clone(&stop)));
        Self { seen, stop, work }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many rows were answered for so far.
    pub fn count(&self) -> usize {
        self.seen().acknowledged.len()
    }

    /// How often the server said that it is read-only.
    pub fn refused(&self) -> u64 {
        self.seen().refused
    }

    /// Waits until rows are answered for again, and says how long that took.
    pub async fn goes_on(&self) -> Duration {
        let (began, before) = (Instant::now(), self.count());
        while self.count() < before + 20 {
            assert!(began.elapsed() < Duration::from_secs(40), "nothing is written any more");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        began.elapsed()
    }

    /// Stops it.
    pub async fn end(&mut self) {
        self.stop.store(true, Ordering::Release);
        (&mut self.work).await.unwrap();
    }

    /// Fails unless a database holds every row that was answered for until now, and no row that was never sent. It may go on
    /// meanwhile.
    pub async fn assert_all_in(&self, endpoint: &Endpoint) {
        let acknowledged = self.seen().acknowledged.clone();
        let rows = texts(endpoint, "SELECT n::text FROM public.entries").await;
        let there: BTreeSet<i64> = rows.iter().map(|n| n.parse().unwrap()).collect();
        let lost: Vec<_> = acknowledged.difference(&there).take(5).collect();
        assert!(lost.is_empty(), "answered for and lost: {lost:?} of {}", acknowledged.len());
        let seen = self.seen();
        let known = |n: &i64| seen.acknowledged.contains(n) || seen.doubtful.contains(n) || *n == seen.sent;
        let strange: Vec<_> = there.iter().filter(|n| !known(n)).collect();
        assert!(strange.is_empty(), "never sent: {strange:?}");
    }
}

async fn write(endpoint: Endpoint, seen: Arc<Mutex<Seen>>, stop: Arc<AtomicBool>) {
    let mut n = 0_i64;
    while !stop.load(Ordering::Acquire) {
        let Ok(mut session) = try_connect(&endpoint).await else {
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        while !stop.load(Ordering::Acquire) {
            n += 1;
            seen.lock().unwrap_or_else(PoisonError::into_inner).sent = n;
            let sql = format!("INSERT INTO public.entries (n) VALUES ({n})");
            let said = sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut session).await.map(|_| ());
            let pause = match seen.lock().unwrap_or_else(PoisonError::into_inner).take(n, said) {
                Answer::Done => Duration::from_micros(300),
                Answer::ReadOnly => Duration::from_millis(20),
                Answer::Gone => break,
            };
            tokio::time::sleep(pause).await;
        }
        let _ = session.close().await;
    }
}

enum Answer {
    Done,
    ReadOnly,
    Gone,
}

impl Seen {
    fn take(&mut self, n: i64, said: sqlx::Result<()>) -> Answer {
        let Err(error) = said else {
            self.acknowledged.insert(n);
            return Answer::Done;
        };
        if error.as_database_error().is_some_and(|error| error.code().as_deref() == Some("25006")) {
            self.refused += 1;
            return Answer::ReadOnly;
        }
        self.doubtful.insert(n);
        Answer::Gone
    }
}
