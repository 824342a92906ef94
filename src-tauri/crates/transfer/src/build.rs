//! Tasks: whole transactions of them, each written down before its commit and done once, however often it has to be begun.

use std::time::Duration;

use domain::engine::{CommitFailure, Outcome, Phase, Target, Task, WorkState, Writer};
use domain::{Error, ErrorKind, Result};

use crate::journal::Journal;
use crate::meter::Meter;

/// Pause before a lost connection is replaced, longer with each attempt.
pub(crate) const PAUSE: Duration = Duration::from_millis(250);
/// Tasks in one transaction: a commit for each small one would cost more than the task.
const TOGETHER: usize = 64;

/// Does the tasks of a phase in their order.
pub(crate) async fn in_order(
    target: &dyn Target,
    journal: &Journal,
    tasks: &[Task],
    phase: Phase,
    meter: &Meter,
    attempts: u32,
) -> Result<()> {
    let mut mine = tasks.iter().filter(|task| task.phase == phase).peekable();
    let mut writer = None;
    // Those after the rows are long, and what is done stays done when the next one fails.
    let most = if phase == Phase::BeforeData { TOGETHER } else { 1 };
    let mut some: Vec<&Task> = Vec::with_capacity(most);
    while let Some(task) = mine.next() {
        some.push(task);
        let last = task.alone || mine.peek().is_none_or(|next| next.alone);
        if last || some.len() >= most {
            once(target, journal, meter, &mut writer, &some, false, attempts).await?;
            some.drain(..).for_each(|task| meter.object(task));
        }
    }
    Ok(())
}

/// Work whose transaction did not come to its end.
pub(crate) struct Failure {
    pub(crate) error: Error,
    /// Its commit was sent and got no answer: the name of the transaction.
    pub(crate) unsettled: Option<String>,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { error, unsettled: None }
    }
}

impl Failure {
    /// Of a commit.
    pub(crate) fn of(failure: CommitFailure, transaction: &str) -> Self {
        Self { error: failure.error, unsettled: failure.unknown.then(|| transaction.to_owned()) }
    }
}

/// Does tasks in one transaction: all of them, once. One that the target refuses, and that the rest can do without, is named.
/// `busy` as in [`Writer::execute`].
pub(crate) async fn once(
    target: &dyn Target,
    journal: &Journal,
    meter: &Meter,
    writer: &mut Option<Box<dyn Writer>>,
    tasks: &[&Task],
    busy: bool,
    attempts: u32,
) -> Result<()> {
    let mut tries = 0;
    loop {
        tries += 1;
        let Err(failure) = attempt(target, journal, meter, writer, tasks, busy).await else { return Ok(()) };
        // Whatever happened, this session is not to be trusted any more.
        *writer = None;
        if let Some(transaction) = &failure.unsettled
            && is_committed(target, transaction, attempts).await?
        {
            return journal.tasks(tasks, WorkState::Done, transaction).await;
        }
        let alone = tasks.iter().any(|task| task.alone);
        if let [task] = tasks
            && journal.refuses(task, &failure.error)
        {
            return Ok(());
        }
        if alone || tries >= attempts || !crate::may_repeat(&failure.error) {
            return Err(failure.error);
        }
        tokio::time::sleep(PAUSE * tries).await;
    }
}

async fn attempt(
    target: &dyn Target,
    journal: &Journal,
    meter: &Meter,
    writer: &mut Option<Box<dyn Writer>>,
    tasks: &[&Task],
    busy: bool,
) -> Result<(), Failure> {
    let writer = match writer {
        Some(writer) => writer,
        none => none.insert(target.writer().await?),
    };
    if let [task] = tasks
        && task.alone
    {
        journal.tasks(tasks, WorkState::Begun, "").await?;
        meter.building(task);
        writer.execute(task, busy).await?;
        return Ok(journal.tasks(tasks, WorkState::Done, "").await?);
    }
    let transaction = writer.begin().await?;
    journal.tasks(tasks, WorkState::Begun, &transaction).await?;
    for task in tasks {
        meter.building(task);
        writer.execute(task, busy).await?;
    }
    writer.commit().await.map_err(|failure| Failure::of(failure, &transaction))?;
    Ok(journal.tasks(tasks, WorkState::Done, &transaction).await?)
}

/// Asks for the outcome of a commit, also through a server that is just coming back.
pub(crate) async fn is_committed(target: &dyn Target, transaction: &str, attempts: u32) -> Result<bool> {
    let mut tries = 0;
    loop {
        tries += 1;
        match target.outcomes(&[transaction.to_owned()]).await {
            Ok(outcomes) => match outcomes.first() {
                Some(Outcome::Committed) => return Ok(true),
                Some(Outcome::NotCommitted) => return Ok(false),
                Some(Outcome::Forgotten) | None => {
                    let detail = "the server does not say what became of a commit";
                    return Err(Error::new(ErrorKind::OutcomeUnknown, detail));
                }
            },
            Err(error) if tries < attempts.max(10) && crate::may_repeat(&error) => {
                tokio::time::sleep(PAUSE * tries).await;
            }
            Err(error) => return Err(error),
        }
    }
}
