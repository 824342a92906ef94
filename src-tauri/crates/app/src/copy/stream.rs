//! What a listener of a copy gets: all of it first, then what changed, merged, then that it is over.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use domain::copy::CopyEvent;
use futures::stream::BoxStream;
use futures::{Stream, StreamExt as _};
use tokio::sync::watch::Receiver;

use super::live::{Copying, Got};

/// The events of a copy, for one listener. Dropping it ends nothing but the listening.
pub struct CopyEvents(BoxStream<'static, CopyEvent>);

struct Listener {
    copying: Arc<Copying>,
    news: Receiver<u64>,
    got: Got,
    every: Duration,
    step: Step,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    First,
    Changes,
    Over,
    Ended,
}

impl CopyEvents {
    pub(super) fn new(copying: Arc<Copying>, every: Duration) -> Self {
        let news = copying.news.subscribe();
        let listener = Listener { copying, news, got: Got::default(), every, step: Step::First };
        Self(Box::pin(futures::stream::unfold(listener, Listener::next).fuse()))
    }
}

impl Stream for CopyEvents {
    type Item = CopyEvent;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<CopyEvent>> {
        self.0.as_mut().poll_next(cx)
    }
}

impl Listener {
    async fn next(mut self) -> Option<(CopyEvent, Self)> {
        loop {
            match self.step {
                Step::First => {
                    self.step = Step::Changes;
                    self.news.mark_unchanged();
                    if let Some(event) = self.copying.since(&mut self.got, true) {
                        return Some((event, self));
                    }
                }
                Step::Changes => {
                    // Asked before the rest is taken: what comes between is in the rest.
                    if !self.copying.is_under_way() {
                        self.step = Step::Over;
                        if let Some(event) = self.copying.since(&mut self.got, false) {
                            return Some((event, self));
                        }
                        continue;
                    }
                    if self.news.changed().await.is_err() {
                        self.step = Step::Over;
                        continue;
                    }
                    // Whatever else happens in this time goes into the same event.
                    tokio::time::sleep(self.every).await;
                    self.news.mark_unchanged();
                    if let Some(event) = self.copying.since(&mut self.got, false) {
                        return Some((event, self));
                    }
                }
                Step::Over => {
                    self.step = Step::Ended;
                    return Some((CopyEvent::Over { id: self.copying.id }, self));
                }
                Step::Ended => return None,
            }
        }
    }
}
