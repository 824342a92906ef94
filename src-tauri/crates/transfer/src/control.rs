//! The handle by which a running transfer is steered: sessions, bytes a second, pause, stop. Clones steer the same transfer.

use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

/// What may be sent at once after a rest: this part of a second's worth.
const BURST: f64 = 0.25;
/// A change is seen at the latest after this, also if its notice was missed.
const LOOK: Duration = Duration::from_millis(200);

/// The handle.
#[derive(Clone, Debug, Default)]
pub struct Controls(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    stop: CancellationToken,
    /// 0: as the options say.
    jobs: AtomicUsize,
    /// Bytes a second; 0: as fast as it goes.
    rate: AtomicU64,
    paused: AtomicBool,
    changed: Notify,
    /// What may be sent now, and since when. Below zero: more was sent than was free, and is waited for.
    bucket: Mutex<Option<(f64, Instant)>>,
}

impl From<CancellationToken> for Controls {
    fn from(stop: CancellationToken) -> Self {
        Self(Arc::new(Inner { stop, ..Inner::default() }))
    }
}

impl Controls {
    /// Sessions that copy at the same time on each side, from now on. Those above the number end after their chunk; missing
    /// ones begin at once. 0: as the options say.
    pub fn set_jobs(&self, jobs: usize) {
        self.0.jobs.store(jobs, Ordering::Relaxed);
        self.0.changed.notify_waiters();
    }

    /// Bytes a second of all sessions together, as sent, from now on; 0: as fast as it goes.
    pub fn set_rate(&self, rate: u64) {
        self.0.rate.store(rate, Ordering::Relaxed);
        *self.0.bucket.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.0.changed.notify_waiters();
    }

    /// Holds rows and new work back, or lets them go on. What a server is doing by itself, it finishes.
    pub fn set_paused(&self, paused: bool) {
        self.0.paused.store(paused, Ordering::Relaxed);
        self.0.changed.notify_waiters();
    }

    /// Stops the transfer; it can be resumed.
    pub fn stop(&self) {
        self.0.stop.cancel();
    }

    /// Cancelled when it is to stop.
    pub(crate) fn stopping(&self) -> &CancellationToken {
        &self.0.stop
    }

    /// Sessions wanted now.
    pub(crate) fn jobs(&self, usual: usize) -> usize {
        match self.0.jobs.load(Ordering::Relaxed) {
            0 => usual.max(1),
            jobs => jobs,
        }
    }

    /// Waits until something may have changed.
    pub(crate) async fn changed(&self) {
        let _ = tokio::time::timeout(LOOK, self.0.changed.notified()).await;
    }

    /// Waits as long as it is paused.
    pub(crate) async fn going(&self) {
        while self.0.paused.load(Ordering::Relaxed) {
            self.changed().await;
        }
    }

    /// Waits until these bytes may be sent.
    pub(crate) async fn pass(&self, bytes: usize) {
        loop {
            self.going().await;
            let Some(wait) = self.take(bytes) else { return };
            let _ = tokio::time::timeout(wait.min(LOOK), self.0.changed.notified()).await;
        }
    }

    /// Takes bytes from the bucket, or says how long to wait.
    #[allow(clippy::cast_precision_loss, reason = "rates and pieces are far below the limit of exactness")]
    fn take(&self, bytes: usize) -> Option<Duration> {
        let rate = self.0.rate.load(Ordering::Relaxed);
        if rate == 0 {
            return None;
        }
        let (rate, now) = (rate as f64, Instant::now());
        let mut bucket = self.0.bucket.lock().unwrap_or_else(PoisonError::into_inner);
        let (free, since) = bucket.unwrap_or((rate * BURST, now));
        let free = (free + now.duration_since(since).as_secs_f64() * rate).min(rate * BURST);
        let wait = (free < 0.0).then(|| Duration::from_secs_f64(-free / rate));
        *bucket = Some((if wait.is_none() { free - bytes as f64 } else { free }, now));
        wait
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn bytes_pass_at_the_rate_and_a_change_counts_at_once() {
        let controls = Controls::default();
        controls.set_rate(4_000_000);
        let began = Instant::now();
        for _ in 0..40 {
            controls.pass(50_000).await;
        }
        let took = began.elapsed();
        assert!(
            took >= Duration::from_millis(230),
            "2 MB at 4 MB/s, a quarter of a second free, took {took:?}"
        );
        let (other, began) = (controls.clone(), Instant::now());
        let waiting = tokio::spawn(async move {
            for _ in 0..4000 {
                other.pass(50_000).await;
            }
        });
        tokio::time::sleep(Duration::from_millis(20)).await;
        controls.set_rate(0);
        waiting.await.unwrap();
        assert!(began.elapsed() < Duration::from_secs(5), "200 MB were held back");
    }

    #[tokio::test]
    async fn a_pause_holds_and_ends() {
        let controls = Controls::default();
        controls.set_paused(true);
        let other = controls.clone();
        let waiting = tokio::spawn(async move { other.pass(1).await });
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert!(!waiting.is_finished());
        controls.set_paused(false);
        waiting.await.unwrap();
    }
}
