//! Questions of a person to a server: how much of an answer is taken, and what the server counts of its own statements.

use std::fmt;
use std::time::Duration;

use crate::time::Millis;

/// How much of an answer is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskBounds {
    /// How long the server may take.
    pub patience: Duration,
    /// Rows that are read at most.
    pub rows: usize,
    /// Bytes that are read at most.
    pub bytes: usize,
}

/// A statement that took much of a server's time. It may hold literals of the user, so its text is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Expensive {
    /// Its text, with `$1`, `$2`... for values.
    pub text: String,
    /// How often it was called.
    pub calls: u64,
    /// How long all calls took together.
    pub total: Millis,
    /// Whether it has parameters, so that it cannot be run as it is.
    pub has_parameters: bool,
}

impl fmt::Debug for Expensive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Expensive({} calls, {} ms)", self.calls, self.total.0)
    }
}
