//! Ticks about once a second, as long as what it returns is held.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::MissedTickBehavior;
use tokio_util::task::AbortOnDropHandle;

use crate::meter::Meter;

const SECOND: Duration = Duration::from_secs(1);

/// Tells how far it is, again and again.
pub(crate) fn ticking(meter: &Arc<Meter>) -> AbortOnDropHandle<()> {
    let meter = Arc::clone(meter);
    AbortOnDropHandle::new(tokio::spawn(async move {
        let mut every = tokio::time::interval(SECOND);
        every.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            every.tick().await;
            meter.tick();
        }
    }))
}
