//! What the API tells about a migration: its steps so far, with dates as uneven as the real ones.

use jiff::Timestamp;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

/// What a client asked for.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    /// Slug of the plan.
    pub(crate) plan: String,
    pub(crate) zone: String,
    pub(crate) version: String,
}

/// A migration.
#[derive(Clone, Debug)]
pub(crate) struct Migration {
    pub(crate) id: String,
    pub(crate) addon: String,
    pub(crate) requested: Timestamp,
    pub(crate) wanted: Wanted,
    pub(crate) status: &'static str,
    /// Shown instead of the status while it is there.
    pub(crate) odd_status: Option<String>,
    pub(crate) steps: Vec<Step>,
    /// Whether the switchover has begun: nothing can be aborted any more.
    pub(crate) switching: bool,
    pub(crate) abort: CancellationToken,
}

/// A step that has begun.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) value: String,
    pub(crate) status: &'static str,
    pub(crate) start: Timestamp,
    pub(crate) end: Option<Timestamp>,
    pub(crate) message: Option<String>,
}

impl Migration {
    pub(crate) fn new(addon: &str, wanted: Wanted) -> Self {
        Self {
            id: crate::world::random_id("migration"),
            addon: addon.to_owned(),
            requested: Timestamp::now(),
            wanted,
            status: "RUNNING",
            odd_status: None,
            steps: Vec::new(),
            switching: false,
            abort: CancellationToken::new(),
        }
    }

    pub(crate) fn is_over(&self) -> bool {
        !matches!(self.status, "RUNNING" | "RECOVERING")
    }

    pub(crate) fn begin(&mut self, value: &str) {
        let (start, value) = (Timestamp::now(), value.to_owned());
        self.steps.push(Step { value, status: "RUNNING", start, end: None, message: None });
    }

    /// Ends the step that runs.
    pub(crate) fn end(&mut self, status: &'static str, message: Option<String>) {
        if let Some(step) = self.steps.last_mut() {
            step.status = status;
            step.end = Some(Timestamp::now());
            step.message = message;
        }
    }

    /// As the API shows it.
    pub(crate) fn view(&self) -> Value {
        let steps: Vec<Value> = self.steps.iter().enumerate().map(|(at, step)| step.view(at)).collect();
        json!({
            "migrationId": self.id,
            "requestDate": date(self.requested, 3),
            "status": self.odd_status.as_deref().unwrap_or(self.status),
            "steps": steps,
        })
    }
}

impl Step {
    fn view(&self, at: usize) -> Value {
        let mut view =
            json!({ "value": self.value, "status": self.status, "startDate": date(self.start, 3 + at % 4) });
        if let Some(end) = self.end {
            view["endDate"] = json!(date(end, 6 - at % 3));
        }
        if let Some(message) = &self.message {
            view["message"] = json!(message);
        }
        view
    }
}

/// A date with a number of digits after the seconds.
pub(crate) fn date(at: Timestamp, digits: usize) -> String {
    format!("{at:.digits$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_running_step_has_no_end_and_fractions_vary() {
        let wanted = Wanted { plan: "dev".into(), zone: "par".into(), version: "17".into() };
        let mut migration = Migration::new("addon_1", wanted);
        assert_eq!(migration.view()["steps"], json!([]));
        for name in ["A", "B", "C", "D"] {
            migration.begin(name);
            migration.end("OK", None);
        }
        migration.begin("E");
        let view = migration.view();
        let digits = |at: usize, field: &str| {
            let text = view["steps"][at][field].as_str().unwrap().to_owned();
            text.trim_end_matches('Z').rsplit_once('.').unwrap().1.len()
        };
        assert_eq!([digits(0, "startDate"), digits(1, "startDate"), digits(3, "startDate")], [3, 4, 6]);
        assert_eq!([digits(0, "endDate"), digits(1, "endDate"), digits(2, "endDate")], [6, 5, 4]);
        assert_eq!(view["steps"][4].get("endDate"), None);
    }
}
