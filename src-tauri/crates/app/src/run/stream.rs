//! What a listener gets: a snapshot first, discrete events at once, snapshots and signs of life merged.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use domain::run::{RunEvent, RunMessage};
use futures::stream::BoxStream;
use futures::{Stream, StreamExt as _};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::Instant;

use super::live::Live;

/// The events of a run, for one listener. Ends after [`RunEvent::Over`]; dropping it ends nothing but the listening.
pub struct RunEvents(BoxStream<'static, RunEvent>);

impl RunEvents {
    pub(crate) fn new(
        live: Arc<Live>,
        heard: Receiver<RunEvent>,
        messages: Vec<RunMessage>,
        every: Duration,
    ) -> Self {
        let id = live.run.id;
        let mut ready = VecDeque::from([RunEvent::Snapshot { run: Box::new(live.view()) }]);
        ready.extend(live.copy());
        ready.extend(messages.into_iter().map(|message| RunEvent::Message { id, message }));
        let over = live.run.course().state(&live.entries()).is_over() && !live.is_driven();
        if over {
            ready.push_back(RunEvent::Over { id });
        }
        let merge =
            Merge { live, heard, ready, every, over, due: Instant::now(), snapshot: None, sign: None };
        Self(Box::pin(futures::stream::unfold(merge, Merge::next).fuse()))
    }
}

impl Stream for RunEvents {
    type Item = RunEvent;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<RunEvent>> {
        self.0.as_mut().poll_next(cx)
    }
}

/// One listener's state.
struct Merge {
    live: Arc<Live>,
    heard: Receiver<RunEvent>,
    /// To be handed out at once.
    ready: VecDeque<RunEvent>,
    every: Duration,
    /// Nothing follows what is ready.
    over: bool,
    /// When the next merged event may be handed out.
    due: Instant,
    /// The newest of each, not yet handed out.
    snapshot: Option<RunEvent>,
    sign: Option<RunEvent>,
}

impl Merge {
    async fn next(mut self) -> Option<(RunEvent, Self)> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some((event, self));
            }
            if self.over {
                return None;
            }
            let waiting = self.snapshot.is_some() || self.sign.is_some();
            tokio::select! {
                biased;
                () = tokio::time::sleep_until(self.due), if waiting => self.flush(),
                event = self.heard.recv() => self.take(event),
            }
        }
    }

    fn take(&mut self, event: Result<RunEvent, RecvError>) {
        match event {
            Ok(event @ RunEvent::Snapshot { .. }) => self.snapshot = Some(event),
            Ok(event @ RunEvent::Heard { .. }) => self.sign = Some(event),
            Ok(event @ (RunEvent::Journal { .. } | RunEvent::Message { .. } | RunEvent::Copy { .. })) => {
                self.ready.push_back(event);
            }
            Ok(event @ RunEvent::Over { .. }) => {
                self.flush();
                self.ready.push_back(event);
                self.over = true;
            }
            // What was missed is in the state.
            Err(RecvError::Lagged(_)) => {
                self.snapshot = Some(RunEvent::Snapshot { run: Box::new(self.live.view()) });
                self.ready.extend(self.live.copy());
            }
            Err(RecvError::Closed) => {
                self.flush();
                self.over = true;
            }
        }
    }

    fn flush(&mut self) {
        self.ready.extend(self.snapshot.take());
        self.ready.extend(self.sign.take());
        self.due = Instant::now() + self.every;
    }
}
