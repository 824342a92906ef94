//! Nonces: each opens one gate, once, for a while. In memory only: a gate does not outlive the process.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::run::Plan;
use domain::time::Timestamp;

/// Gates that are open at the same time; the oldest go first.
const MOST: usize = 64;

/// What a nonce opens.
#[derive(Clone, Debug)]
pub(crate) struct OpenGate {
    pub(crate) plan: Plan,
    pub(crate) hash: String,
    pub(crate) made_at: Timestamp,
    pub(crate) until: Timestamp,
}

/// The open gates, by nonce.
#[derive(Default)]
pub(crate) struct Gates(Mutex<HashMap<String, OpenGate>>);

impl Gates {
    /// Opens a gate.
    pub(crate) fn open(&self, nonce: String, gate: OpenGate) {
        let mut gates = self.held();
        let now = gate.made_at;
        gates.retain(|_, open| open.until >= now);
        while gates.len() >= MOST {
            let oldest = gates.iter().min_by_key(|(_, open)| open.made_at).map(|(nonce, _)| nonce.clone());
            let Some(oldest) = oldest else { break };
            gates.remove(&oldest);
        }
        gates.insert(nonce, gate);
    }

    /// Takes what a nonce opens, if it still does: nobody else can take it meanwhile.
    pub(crate) fn take(&self, nonce: &str, now: Timestamp) -> Option<OpenGate> {
        self.held().remove(nonce).filter(|gate| gate.until >= now)
    }

    /// Gives it back, when the person may correct what was said.
    pub(crate) fn give_back(&self, nonce: String, gate: OpenGate) {
        self.held().insert(nonce, gate);
    }

    fn held(&self) -> MutexGuard<'_, HashMap<String, OpenGate>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::plan;

    fn gate(made: i64) -> OpenGate {
        OpenGate { plan: plan(), hash: "h".into(), made_at: Timestamp(made), until: Timestamp(made + 100) }
    }

    #[test]
    fn a_nonce_opens_once_and_for_a_while() {
        let gates = Gates::default();
        gates.open("a".into(), gate(0));
        assert!(gates.take("b", Timestamp(1)).is_none());
        assert!(gates.take("a", Timestamp(100)).is_some());
        assert!(gates.take("a", Timestamp(1)).is_none());
        gates.open("c".into(), gate(0));
        assert!(gates.take("c", Timestamp(101)).is_none());
    }

    #[test]
    fn a_flood_of_gates_pushes_out_the_oldest() {
        let gates = Gates::default();
        for made in 0..100 {
            gates.open(made.to_string(), gate(made));
        }
        assert!(gates.take("0", Timestamp(50)).is_none());
        assert!(gates.take("99", Timestamp(99)).is_some());
        assert_eq!(gates.held().len(), MOST - 1);
    }
}
