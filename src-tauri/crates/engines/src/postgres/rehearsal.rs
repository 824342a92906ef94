//! The rehearsal: everything that is to be built is built on the empty target in one transaction, which is rolled back. What
//! the target refuses is so known, with its reason, before any row moves.
//!
//! It keeps nothing, and carries no rows: what only rows decide (a refreshed view, a key that they break) shows later. A
//! transaction holds a lock on whatever it makes, and the server has places for so many: of very many tables, some go untried.

use std::collections::{BTreeMap, HashSet};

use domain::engine::{Phase, Reason, Task, Uncarried};
use domain::finding::Level;
use domain::{ErrorKind, Result};
use serde::Deserialize;
use sqlx::postgres::PgDatabaseError;
use sqlx::{AssertSqlSafe, PgConnection};

use super::connect::run;
use super::ddl::Node;
use super::failure::failure;
use super::order::Ordered;
use super::sql::rows;

/// Tasks that are tried in one go: one that fails is then searched among them.
const TOGETHER: usize = 64;
/// What hangs on something refused is named, up to so many things.
const NAMED: usize = 50;
/// What needs rows, or reads them: its outcome here would say nothing.
const BY_ROWS: [&str; 5] = ["refresh", "statistics_of", "large_object", "comment", "foreign_key_validation"];

#[derive(Deserialize)]
struct Places {
    free: i64,
}

/// Half of the places for locks that nobody uses now.
const PLACES: &str = "SELECT (current_setting('max_locks_per_transaction')::int8
    * (current_setting('max_connections')::int8 + current_setting('max_prepared_transactions')::int8)
    - (SELECT count(*) FROM pg_catalog.pg_locks)) / 2 AS free";

/// Tries all that can be tried, and names what the target refuses. `known` is what is named already.
pub(super) async fn rehearse(
    connection: &mut PgConnection,
    ordered: &Ordered,
    nodes: &[Node],
    encoding: &str,
    known: &[Uncarried],
) -> Result<Vec<Uncarried>> {
    let places: Vec<Places> = rows(connection, PLACES, "asking for places of locks").await?;
    let mut trial = Trial::new(ordered, nodes, known, places.first().map_or(0, |places| places.free));
    run(connection, "BEGIN; SET LOCAL lock_timeout = '5s'; SET LOCAL statement_timeout = '120s'", DOING)
        .await?;
    let done = async {
        super::connect::pass_bytes(connection, encoding).await?;
        trial.all(connection).await
    }
    .await;
    run(connection, "ROLLBACK", DOING).await?;
    done?;
    tracing::info!(
        tried = trial.tried,
        tasks = ordered.tasks.len(),
        "the objects were rehearsed on the target"
    );
    Ok(trial.found())
}

const DOING: &str = "rehearsing on the target";

/// What is known so far.
struct Trial<'a> {
    ordered: &'a Ordered,
    nodes: &'a [Node],
    /// By node: it failed, needs what failed, or needs what is left out.
    out: Vec<bool>,
    needed_by: Vec<Vec<usize>>,
    /// Tasks that the target refuses, with their words.
    refused: Vec<(usize, Refused)>,
    /// Nodes that need what it refuses.
    hanging: Vec<usize>,
    tried: usize,
}

/// What the server said.
struct Refused {
    state: String,
    detail: String,
}

/// How a try ended.
enum Ended {
    Well,
    Refused(Refused),
    /// The server has no room for more of it, or others are in the way: no more is learnt here.
    Nothing,
}

impl<'a> Trial<'a> {
    fn new(ordered: &'a Ordered, nodes: &'a [Node], known: &[Uncarried], free: i64) -> Self {
        let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
        for (from, list) in ordered.edges.iter().enumerate() {
            list.iter().for_each(|to| needed_by[*to].push(from));
        }
        let (refused, hanging) = (Vec::new(), Vec::new());
        let out = vec![false; nodes.len()];
        let mut trial = Self { ordered, nodes, out, needed_by, refused, hanging, tried: 0 };
        let blockers: HashSet<(&str, &str)> =
            known.iter().filter(|k| k.level == Level::Blocker).map(|k| (&*k.kind, &*k.name)).collect();
        for (task, node) in ordered.tasks.iter().zip(&ordered.nodes) {
            if blockers.contains(&(task.kind, &*task.name)) {
                trial.leave(*node);
            }
        }
        if ordered.tasks.iter().map(locks).sum::<i64>() > free {
            trial.bound(free);
        }
        trial
    }

    /// Leaves out as much as the places for locks demand: what is built on rows first.
    fn bound(&mut self, free: i64) {
        let mut left = free;
        for (task, node) in self.ordered.tasks.iter().zip(&self.ordered.nodes) {
            left -= locks(task);
            if task.phase == Phase::AfterTable || left < 0 {
                self.leave(*node);
            }
        }
    }

    /// Leaves a node out, with all that needs it.
    fn leave(&mut self, node: usize) -> Vec<usize> {
        let (mut open, mut left) = (vec![node], Vec::new());
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut self.out[at], true) {
                left.push(at);
                open.extend(&self.needed_by[at]);
            }
        }
        left
    }

    async fn all(&mut self, connection: &mut PgConnection) -> Result<()> {
        let count = self.ordered.tasks.len();
        for from in (0..count).step_by(TOGETHER) {
            // Halves of what failed, the first of them on top: dependencies come first.
            let mut open = vec![(from, (from + TOGETHER).min(count))];
            while let Some((from, to)) = open.pop() {
                let some: Vec<usize> = (from..to).filter(|at| self.is_tried(*at)).collect();
                if some.is_empty() {
                    continue;
                }
                let tasks = some.iter().filter_map(|at| self.ordered.tasks.get(*at));
                match attempt(connection, tasks).await? {
                    Ended::Well => self.tried += some.len(),
                    Ended::Nothing => return Ok(()),
                    Ended::Refused(refused) => match some.as_slice() {
                        [one] => self.refuse(*one, refused),
                        _ => {
                            let middle = some[some.len() / 2];
                            open.extend([(middle, to), (from, middle)]);
                        }
                    },
                }
            }
        }
        Ok(())
    }

    fn is_tried(&self, at: usize) -> bool {
        let (task, node) = (&self.ordered.tasks[at], self.ordered.nodes[at]);
        !self.out[node] && !BY_ROWS.contains(&task.kind) && !task.name.starts_with("LARGE OBJECT")
    }

    fn refuse(&mut self, at: usize, refused: Refused) {
        let left = self.leave(self.ordered.nodes[at]);
        self.hanging.extend(left.into_iter().skip(1));
        self.refused.push((at, refused));
    }

    fn found(self) -> Vec<Uncarried> {
        let refused = self.refused.into_iter().map(|(at, refused)| {
            let task = &self.ordered.tasks[at];
            // Nothing of the source is lost by it.
            let level = match task.refusal {
                domain::engine::Refusal::Told => Level::Warning,
                _ => Level::Blocker,
            };
            let reason =
                if refused.state == "42501" { Reason::RightMissing } else { Reason::RefusedByTarget };
            named(task.kind, &task.name, reason, level, &refused.detail)
        });
        let hanging = self.hanging.iter().filter_map(|at| self.nodes.get(*at)).filter(|node| node.counted);
        let hanging =
            hanging.map(|n| named(n.kind, &n.name, Reason::NeedsRefused, Level::Info, "")).take(NAMED);
        refused.chain(hanging).collect()
    }
}

fn named(kind: &str, name: &str, reason: Reason, level: Level, detail: &str) -> Uncarried {
    let mut params = BTreeMap::new();
    if !detail.is_empty() {
        params.insert("detail".to_owned(), detail.to_owned());
    }
    Uncarried { kind: kind.to_owned(), name: name.to_owned(), reason, level, params }
}

/// About how many places for locks it takes until the end: a table with what is kept out of line has three.
fn locks(task: &Task) -> i64 {
    match task.kind {
        "table" | "materialized_view" => 4,
        _ => 1,
    }
}

async fn attempt<'a>(connection: &mut PgConnection, tasks: impl Iterator<Item = &'a Task>) -> Result<Ended> {
    // By itself: what the server cannot even read would take this with it.
    run(connection, "SAVEPOINT changeover", DOING).await?;
    let statements: Vec<&str> = tasks.flat_map(|task| task.script.0.iter().map(String::as_str)).collect();
    let sql = format!("{};\nRELEASE SAVEPOINT changeover", statements.join(";\n"));
    let Err(error) = sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut *connection).await else {
        return Ok(Ended::Well);
    };
    let known = failure(&error, DOING);
    let refusals = [ErrorKind::DatabaseRefused, ErrorKind::DatabaseRight, ErrorKind::CannotBeCarried];
    let room =
        [ErrorKind::DatabaseFull, ErrorKind::DatabaseMemory, ErrorKind::DatabaseLocked, ErrorKind::TimedOut];
    if let sqlx::Error::Database(said) = &error
        && refusals.contains(&known.kind)
    {
        run(connection, "ROLLBACK TO SAVEPOINT changeover; RELEASE SAVEPOINT changeover", DOING).await?;
        let said = said.try_downcast_ref::<PgDatabaseError>();
        let state = said.map(|said| said.code().to_owned()).unwrap_or_default();
        let detail = said.map(words).unwrap_or_default();
        return Ok(Ended::Refused(Refused { state, detail }));
    }
    if matches!(error, sqlx::Error::Database(_)) && room.contains(&known.kind) {
        tracing::warn!(detail = %known.detail, "the rehearsal ends early");
        return Ok(Ended::Nothing);
    }
    Err(known)
}

/// States whose messages hold names of objects and types, and no literal.
const BY_NAME: [&str; 17] = [
    "0A000", "42501", "42703", "42704", "42710", "42723", "42725", "42804", "42809", "42830", "42883",
    "42P01", "42P07", "42P13", "42P16", "42P17", "42P21",
];

/// What the server said, as far as it names things and quotes nothing of the user.
fn words(said: &PgDatabaseError) -> String {
    if BY_NAME.contains(&said.code()) {
        format!("SQLSTATE {}: {}", said.code(), said.message())
    } else {
        format!("SQLSTATE {}", said.code())
    }
}
