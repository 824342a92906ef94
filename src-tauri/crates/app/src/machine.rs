//! The only place that reads this machine's clock and randomness; everything else gets them handed in.

use std::time::{SystemTime, UNIX_EPOCH};

use domain::time::{Clock, Timestamp};
use uuid::Uuid;

/// The wall clock of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct MachineClock;

impl Clock for MachineClock {
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// What makes things that cannot be guessed. Hosts hand in the machine's, tests their own.
pub trait Randomness: Send + Sync {
    /// A new id that sorts by time.
    fn id(&self) -> Uuid;
    /// A word of at least 120 bits that cannot be guessed, in hexadecimal.
    fn nonce(&self) -> String;
}

/// The randomness of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct MachineRandomness;

impl Randomness for MachineRandomness {
    fn id(&self) -> Uuid {
        Uuid::now_v7()
    }

    fn nonce(&self) -> String {
        Uuid::new_v4().simple().to_string()
    }
}
