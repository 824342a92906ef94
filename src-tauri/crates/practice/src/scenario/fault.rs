//! What goes wrong, as data. What each fault does is in `faults`, `door` and `migration`.

use serde::{Deserialize, Serialize};

/// One thing that goes wrong. `database` is a key, a name or an id; without it any database is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Fault {
    /// A step of a migration fails.
    FailStep {
        /// Whose migration.
        #[serde(default)]
        database: Option<String>,
        /// The step, `DUMP_AND_RESTORE`.
        step: String,
        /// What the provider says about it.
        message: String,
        /// How the migration ends.
        #[serde(default)]
        end: Ending,
        /// In how many migrations; 0 for every one.
        #[serde(default = "once")]
        times: u32,
    },
    /// A step is shown under a word that nobody knows.
    RenameStep {
        /// Whose migration.
        #[serde(default)]
        database: Option<String>,
        /// The step.
        step: String,
        /// The word.
        word: String,
    },
    /// While a step runs, the migration's status is a word that nobody knows.
    StatusWord {
        /// Whose migration.
        #[serde(default)]
        database: Option<String>,
        /// The step.
        step: String,
        /// The word.
        word: String,
    },
    /// A step takes longer.
    SlowStep {
        /// Whose migration.
        #[serde(default)]
        database: Option<String>,
        /// The step.
        step: String,
        /// By how much.
        ms: u64,
    },
    /// The new server answers only some time after the provider said that all is done.
    LateReady {
        /// Whose migration.
        #[serde(default)]
        database: Option<String>,
        /// How long after.
        ms: u64,
    },
    /// There is no room for new servers.
    NoCapacity {
        /// In this zone only.
        #[serde(default)]
        zone: Option<String>,
        /// For this plan (slug) only.
        #[serde(default)]
        plan: Option<String>,
        /// How many times; 0 for ever.
        #[serde(default)]
        times: u32,
    },
    /// The provider wants a payment before anything new.
    PaymentRequired {
        /// How many times; 0 for ever.
        #[serde(default)]
        times: u32,
    },
    /// A new service is shown as under way for ever, whatever its server does.
    StuckDeployment {
        /// How many of them; 0 for every one.
        #[serde(default = "once")]
        times: u32,
    },
    /// A service is shown with a status that nobody knows.
    ServiceWord {
        /// Which one.
        #[serde(default)]
        database: Option<String>,
        /// The word.
        word: String,
    },
    /// All credentials stop being accepted.
    TokenRevoked {
        /// This long after the fault was set, when no step is named.
        #[serde(default)]
        after_ms: u64,
        /// When this step of any migration begins.
        #[serde(default)]
        at_step: Option<String>,
    },
    /// Requests get another answer.
    Answer {
        /// Only this method.
        #[serde(default)]
        method: Option<String>,
        /// Path, with `*` for any text: `*/migrations`. The query is not looked at.
        path: String,
        /// How many such requests pass first.
        #[serde(default)]
        skip: u32,
        /// How many are answered so; 0 for every one.
        #[serde(default = "once")]
        times: u32,
        /// Before the effect (nothing happens) or after it (it happened, and the client does not learn it).
        #[serde(default)]
        moment: Moment,
        /// The answer.
        reply: Reply,
    },
}

/// How a migration ends that failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Ending {
    /// `RECOVERING`, then `RECOVERED`.
    #[default]
    Recovered,
    /// `FAILED`. The original serves again all the same.
    Failed,
    /// `FAILED` for a moment, then `RECOVERING` and `RECOVERED`.
    FailedThenRecovered,
}

/// Whether the effect of a request happens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// It does not.
    #[default]
    Before,
    /// It does, and the answer is lost.
    After,
}

/// An answer that no client hopes for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "snake_case", deny_unknown_fields)]
pub enum Reply {
    /// A status, with an error in the provider's shape.
    Status {
        /// The status.
        code: u16,
        /// Seconds for `Retry-After`.
        #[serde(default)]
        retry_after: Option<u32>,
        /// The body instead of the provider's shape.
        #[serde(default)]
        body: Option<String>,
    },
    /// A page for people, as proxies and maintenance screens send.
    Html {
        /// The status; 200 is the mean one.
        #[serde(default = "ok")]
        code: u16,
    },
    /// JSON without end.
    Huge {
        /// How many bytes.
        bytes: u64,
    },
    /// The right answer, late.
    Slow {
        /// How late.
        ms: u64,
    },
    /// No answer; the connection stays open.
    Hang {},
    /// Half of the right answer, then the connection breaks.
    Cut {},
    /// The right answer is elsewhere.
    Redirect {
        /// Where.
        location: String,
    },
    /// JSON that is none.
    Malformed {},
    /// JSON of another shape.
    WrongShape {},
    /// Nothing, with status 200.
    Empty {},
}

fn once() -> u32 {
    1
}

fn ok() -> u16 {
    200
}
