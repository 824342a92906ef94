//! What goes wrong now. Faults come from the scenario and can be added while the cloud runs; each knows how often it acts.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::scenario::{Ending, Fault, Moment, Reply};

/// Faults that still act.
#[derive(Debug, Default)]
pub(crate) struct Faults(Mutex<Vec<Active>>);

#[derive(Debug)]
struct Active {
    fault: Fault,
    since: Instant,
    passed: u32,
    acted: u32,
}

/// What goes wrong at a step of a migration.
#[derive(Debug, Default)]
pub(crate) struct AtStep {
    pub(crate) fail: Option<(Ending, String)>,
    pub(crate) word: Option<String>,
    pub(crate) status: Option<String>,
    pub(crate) slower_ms: u64,
    pub(crate) revoke: bool,
}

impl Faults {
    pub(crate) fn new(faults: &[Fault]) -> Self {
        let all = Self::default();
        for fault in faults {
            all.add(fault.clone());
        }
        all
    }

    pub(crate) fn add(&self, fault: Fault) {
        self.active().push(Active { fault, since: Instant::now(), passed: 0, acted: 0 });
    }

    /// Nothing goes wrong any more.
    pub(crate) fn clear(&self) {
        self.active().clear();
    }

    /// What goes wrong at this step of the migration of a database with these names.
    pub(crate) fn at_step(&self, step: &str, names: &[String]) -> AtStep {
        let mut found = AtStep::default();
        for active in self.active().iter_mut() {
            match &active.fault {
                Fault::FailStep { database, step: at, message, end, times }
                    if at == step && is(database, names) =>
                {
                    let failure = (*end, message.clone());
                    if found.fail.is_none() && active.acts(*times) {
                        found.fail = Some(failure);
                    }
                }
                Fault::RenameStep { database, step: at, word } if at == step && is(database, names) => {
                    found.word = Some(word.clone());
                }
                Fault::StatusWord { database, step: at, word } if at == step && is(database, names) => {
                    found.status = Some(word.clone());
                }
                Fault::SlowStep { database, step: at, ms } if at == step && is(database, names) => {
                    found.slower_ms += ms
                }
                Fault::TokenRevoked { at_step: Some(at), .. } if at == step => found.revoke |= active.acts(1),
                _ => {}
            }
        }
        found
    }

    /// How late the new server of this migration answers.
    pub(crate) fn late_ready(&self, names: &[String]) -> Option<Duration> {
        self.active().iter().find_map(|active| match &active.fault {
            Fault::LateReady { database, ms } if is(database, names) => Some(Duration::from_millis(*ms)),
            _ => None,
        })
    }

    /// Whether a new server for this plan in this zone finds no room.
    pub(crate) fn no_capacity(&self, wanted_zone: &str, wanted_plan: &str) -> bool {
        self.active().iter_mut().any(|active| match &active.fault {
            Fault::NoCapacity { zone, plan, times } => {
                let times = *times;
                let meant = zone.as_ref().is_none_or(|zone| zone == wanted_zone)
                    && plan.as_ref().is_none_or(|plan| plan == wanted_plan);
                meant && active.acts(times)
            }
            _ => false,
        })
    }

    /// Whether a payment is wanted first.
    pub(crate) fn payment_required(&self) -> bool {
        self.active().iter_mut().any(|active| match active.fault {
            Fault::PaymentRequired { times } => active.acts(times),
            _ => false,
        })
    }

    /// Whether the deployment of a new service never ends.
    pub(crate) fn stuck_deployment(&self) -> bool {
        self.active().iter_mut().any(|active| match active.fault {
            Fault::StuckDeployment { times } => active.acts(times),
            _ => false,
        })
    }

    /// The status that is shown of a service with these names, instead of its own.
    pub(crate) fn service_word(&self, names: &[String]) -> Option<String> {
        self.active().iter().find_map(|active| match &active.fault {
            Fault::ServiceWord { database, word } if is(database, names) => Some(word.clone()),
            _ => None,
        })
    }

    /// Whether the time has come to revoke all credentials.
    pub(crate) fn revokes_now(&self) -> bool {
        self.active().iter_mut().any(|active| match active.fault {
            Fault::TokenRevoked { after_ms, at_step: None } => {
                active.since.elapsed() >= Duration::from_millis(after_ms) && active.acts(1)
            }
            _ => false,
        })
    }

    /// The answer that a request gets instead of its own.
    pub(crate) fn answer(&self, asked_method: &str, asked_path: &str) -> Option<(Moment, Reply)> {
        self.active().iter_mut().find_map(|active| {
            let Fault::Answer { method, path, skip, times, moment, reply } = &active.fault else {
                return None;
            };
            let meant = method.as_ref().is_none_or(|method| method.eq_ignore_ascii_case(asked_method))
                && matches(path, asked_path);
            if !meant {
                return None;
            }
            let (skip, times, found) = (*skip, *times, (*moment, reply.clone()));
            if active.passed < skip {
                active.passed += 1;
                return None;
            }
            active.acts(times).then_some(found)
        })
    }

    fn active(&self) -> MutexGuard<'_, Vec<Active>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Active {
    /// Counts one more time; `false` when it has acted often enough. 0 is without end.
    fn acts(&mut self, times: u32) -> bool {
        let more = times == 0 || self.acted < times;
        self.acted += u32::from(more);
        more
    }
}

fn is(database: &Option<String>, names: &[String]) -> bool {
    database.as_ref().is_none_or(|database| names.contains(database))
}

/// Whether a path fits a pattern, in which `*` is any text.
fn matches(pattern: &str, path: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Faults {
        Faults::new(&[serde_json::from_str(text).unwrap()])
    }

    #[test]
    fn patterns() {
        for (pattern, path, fits) in [
            ("/v2/self", "/v2/self", true),
            ("/v2/self", "/v2/self/addons", false),
            ("*/migrations", "/v2/organisations/o/addons/a/migrations", true),
            ("*/migrations", "/v2/organisations/o/addons/a/migrations/m", false),
            ("*/migrations/*", "/v2/organisations/o/addons/a/migrations/m", true),
            ("*", "/anything", true),
            ("/v2/*/addons/*/env", "/v2/o/addons/a/env", true),
        ] {
            assert_eq!(matches(pattern, path), fits, "{pattern} {path}");
        }
    }

    #[test]
    fn a_fault_lets_some_pass_and_then_acts_so_often() {
        let all = faults(
            r#"{"kind": "answer", "method": "GET", "path": "*/env", "skip": 1, "times": 2, "reply": {"as": "hang"}}"#,
        );
        assert!(all.answer("POST", "/a/env").is_none());
        let acted: Vec<bool> = (0..5).map(|_| all.answer("GET", "/a/env").is_some()).collect();
        assert_eq!(acted, [false, true, true, false, false]);
    }

    #[test]
    fn a_step_fails_only_for_the_database_that_is_meant() {
        let all =
            faults(r#"{"kind": "fail_step", "database": "shop", "step": "UPDATE_DNS", "message": "no"}"#);
        let names = |name: &str| vec![name.to_owned()];
        assert!(all.at_step("UPDATE_DNS", &names("other")).fail.is_none());
        assert!(all.at_step("UPDATE_ADDON", &names("shop")).fail.is_none());
        assert!(all.at_step("UPDATE_DNS", &names("shop")).fail.is_some());
        assert!(all.at_step("UPDATE_DNS", &names("shop")).fail.is_none(), "once");
    }
}
