//! The most expensive statements of a source, on both sides: how long they take, and whether the server goes about them
//! differently now.

use std::time::Duration;

use domain::Result;
use domain::database::Endpoint;
use domain::engine::{Engine, Expensive};
use domain::ids::TestCopyId;
use domain::test_copy::{StatementLook, Statements, StatementsSource};

use super::{drive, engine_of};
use crate::application::App;
use crate::copy::problem;

/// How long one of them may take on one side.
const PATIENCE: Duration = Duration::from_secs(60);

/// Statements that are looked at when nothing else was said, and at most.
const USUAL: u32 = 10;
const MOST: u32 = 50;

impl App {
    /// The most expensive statements of the source that only read, looked at on both sides. Those without parameters are run and
    /// timed; of the others only the plan is looked at. Nothing is written.
    ///
    /// # Errors
    /// `NotFound`; `WrongState` when the copy is not ready; those of the provider and of reaching the source. What a server says
    /// of a statement is in its line.
    pub async fn test_copy_statements(&self, id: TestCopyId, limit: Option<u32>) -> Result<Statements> {
        let record = self.ready_record(id).await?;
        let engine = engine_of(self, &record).await?;
        let (source, copy) = tokio::try_join!(drive::source(self, &record), drive::target(self, &record))?;
        let limit = limit.unwrap_or(USUAL).clamp(1, MOST);
        let Some(expensive) = engine.expensive(&source, limit).await? else {
            return Ok(Statements { source: StatementsSource::NotCounted, statements: Vec::new() });
        };
        let mut statements = Vec::new();
        for statement in expensive {
            statements.push(look(&*engine, &source, &copy, statement).await);
        }
        Ok(Statements { source: StatementsSource::Counted, statements })
    }
}

async fn look(
    engine: &dyn Engine,
    source: &Endpoint,
    copy: &Endpoint,
    statement: Expensive,
) -> StatementLook {
    let on_source = engine.look(source, &statement, PATIENCE).await;
    let on_copy = engine.look(copy, &statement, PATIENCE).await;
    let plan_changed = match (&on_source, &on_copy) {
        (Ok(source), Ok(copy)) => Some(source.shape != copy.shape),
        _ => None,
    };
    let why = on_source.as_ref().err().or(on_copy.as_ref().err()).map(problem);
    StatementLook {
        statement: statement.text,
        calls: statement.calls,
        total: statement.total,
        has_parameters: statement.has_parameters,
        source: on_source.ok(),
        copy: on_copy.ok(),
        plan_changed,
        problem: why,
    }
}
