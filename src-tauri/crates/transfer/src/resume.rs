//! Taking up a transfer that did not end: what is there is asked of the target, never believed, and what is doubtful is done
//! once more. Nothing is taken back that this transfer has not made.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::engine::{
    BuildPlan, Chunk, ChunkId, ChunkRecord, Outcome, Phase, Redo, Target, Task, TaskId, TransferRecord,
    TransferStage, WorkState, Written,
};
use domain::{Error, ErrorKind, Result};

use crate::journal::Journal;

/// What is there already.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// Tasks that are done.
    pub(crate) tasks: HashSet<TaskId>,
    /// Chunks that are done.
    pub(crate) chunks: BTreeMap<ChunkId, Written>,
    /// Whether all rows are carried once more.
    pub(crate) data_again: bool,
    /// Tables that were begun and are empty now.
    pub(crate) emptied: u32,
}

/// Both sides as they are now.
pub(crate) struct Now<'a> {
    pub(crate) target: &'a dyn Target,
    pub(crate) plan: &'a BuildPlan,
    pub(crate) chunks: &'a [Chunk],
    /// Whether nobody can write to the source.
    pub(crate) frozen: bool,
    /// Whether somebody could, at some time since the rows that are there were read.
    pub(crate) written_between: bool,
}

/// Sorts out what an unfinished transfer has left, and makes the target fit to go on.
pub(crate) async fn sort_out(now: &Now<'_>, journal: &Journal, record: &mut TransferRecord) -> Result<Kept> {
    let begun = journal.ledger.chunks().await?;
    let mut kept = Kept { tasks: done_tasks(now, journal, &begun).await?, ..Kept::default() };
    let frozen = record.frozen && now.frozen && !now.written_between && !record.starting_over;
    let tables = tables(now.chunks);
    if let Some(gone) = begun.iter().find(|record| !tables.contains_key(&*record.table)) {
        return Err(cannot(format!("{} was carried and is no longer on the source", gone.table)));
    }
    kept.data_again = !frozen && !begun.is_empty();
    if !kept.data_again {
        // A server that was started anew may have lost what it had answered for, if it is set up so.
        let restarted = record.target.server != now.target.identity().server;
        keep_tables(now, journal, &tables, &begun, restarted, &mut kept).await?;
    }
    // It had come to its end: what is missing was refused, by rows that may have been repaired since.
    let refused = record.stage == TransferStage::Verifying && kept.tasks.len() < now.plan.tasks.len();
    if refused && !kept.data_again {
        repeat(now, journal, &mut kept.tasks).await?;
    }
    if kept.data_again {
        record.starting_over = true;
        journal.ledger.write(record).await?;
        take_back(now, journal, &mut kept.tasks).await?;
        kept.chunks.clear();
        for (name, chunks) in &tables {
            let records: Vec<_> = begun.iter().filter(|record| record.table == *name).collect();
            // A table that came to the source since is not there yet.
            let empty = records.is_empty() && (!built(now, &kept.tasks) || count(now, chunks[0]).await? == 0);
            if !empty {
                empty_table(now, journal, chunks[0], &records).await?;
                kept.emptied += 1;
            }
        }
        record.starting_over = false;
    }
    record.frozen = now.frozen;
    record.target = now.target.identity().clone();
    Ok(kept)
}

/// Chunks of each table.
fn tables(chunks: &[Chunk]) -> BTreeMap<&str, Vec<&Chunk>> {
    let mut tables: BTreeMap<&str, Vec<&Chunk>> = BTreeMap::new();
    for chunk in chunks {
        tables.entry(&chunk.table_name).or_default().push(chunk);
    }
    tables
}

/// Tasks of the plan that are done, as the server knows it.
async fn done_tasks(now: &Now<'_>, journal: &Journal, chunks: &[ChunkRecord]) -> Result<HashSet<TaskId>> {
    let records = journal.ledger.done_tasks().await?;
    let mut names: Vec<String> = records.iter().map(|record| record.transaction.clone()).collect();
    names.retain(|name| !name.is_empty());
    names.sort();
    names.dedup();
    let outcomes: HashMap<String, Outcome> =
        names.iter().cloned().zip(now.target.outcomes(&names).await?).collect();
    let mut done = HashMap::new();
    for record in &records {
        match (record.state, outcomes.get(&record.transaction)) {
            (WorkState::Begun, Some(Outcome::NotCommitted) | None) => {}
            (WorkState::Begun, Some(Outcome::Forgotten)) => {
                return Err(cannot(format!("the target no longer knows whether it has {}", record.key)));
            }
            (WorkState::Done, Some(Outcome::NotCommitted)) => {
                return Err(cannot(format!("the target does not have {}, which was made there", record.key)));
            }
            (WorkState::Done, _) | (WorkState::Begun, Some(Outcome::Committed)) => {
                done.insert(record.key.as_str(), record);
            }
        }
    }
    if done.is_empty() && !chunks.is_empty() {
        return Err(cannot("rows were written, and no object is written down".to_owned()));
    }
    let mut ids = HashSet::new();
    for task in &now.plan.tasks {
        let Some(key) = journal.key(task) else { continue };
        match done.remove(key.key.as_str()) {
            Some(record) if record.script == key.script => {
                ids.insert(task.id);
            }
            Some(record) if !record.again => {
                return Err(cannot(format!("{} is not what it was on the source", record.key)));
            }
            Some(_) | None => {}
        }
    }
    match done.values().find(|record| !record.again) {
        Some(gone) => Err(cannot(format!("{} was carried and is no longer on the source", gone.key))),
        None => Ok(ids),
    }
}

/// Keeps the chunks of every table that holds exactly what is written down; empties the others.
async fn keep_tables(
    now: &Now<'_>,
    journal: &Journal,
    tables: &BTreeMap<&str, Vec<&Chunk>>,
    begun: &[ChunkRecord],
    restarted: bool,
    kept: &mut Kept,
) -> Result<()> {
    let names: Vec<String> = begun.iter().map(|record| record.transaction.clone()).collect();
    let outcomes = now.target.outcomes(&names).await?;
    let mut known: HashMap<&str, Vec<(&ChunkRecord, Outcome)>> = HashMap::new();
    for (record, outcome) in begun.iter().zip(outcomes) {
        known.entry(&record.table).or_default().push((record, outcome));
    }
    // Before the objects are complete there are no rows, and some tables are not there to be counted.
    if !built(now, &kept.tasks) {
        kept.data_again = !begun.is_empty();
        return Ok(());
    }
    for (name, chunks) in tables {
        let records = known.remove(name).unwrap_or_default();
        let sure = sure(chunks, &records);
        let sound = match &sure {
            Some(done) if done.len() == chunks.len() && !restarted => true,
            Some(done) => {
                let rows: u64 = done.values().map(|written| written.rows).sum();
                count(now, chunks[0]).await? == rows
            }
            None => false,
        };
        if let (true, Some(done)) = (sound, sure) {
            kept.chunks.extend(done);
            continue;
        }
        // What was built on its rows would have to go too: then all is done once more, in one order.
        let later = now.plan.tasks.iter().filter(|task| !before(task) && kept.tasks.contains(&task.id));
        if later.clone().any(|task| task.table.is_none() || task.table == Some(chunks[0].table)) {
            kept.data_again = true;
            return Ok(());
        }
        let records: Vec<&ChunkRecord> = records.iter().map(|(record, _)| *record).collect();
        empty_table(now, journal, chunks[0], &records).await?;
        kept.emptied += 1;
    }
    Ok(())
}

fn before(task: &Task) -> bool {
    task.phase == Phase::BeforeData
}

/// Whether all objects that must be there before the rows are there.
fn built(now: &Now<'_>, done: &HashSet<TaskId>) -> bool {
    now.plan.tasks.iter().filter(|task| before(task)).all(|task| done.contains(&task.id))
}

/// Rows of the table of a chunk, which must be there.
async fn count(now: &Now<'_>, any: &Chunk) -> Result<u64> {
    now.target.count(any).await.map_err(|error| match error.kind {
        ErrorKind::DatabaseRefused => cannot(format!("{} is not on the target any more", any.table_name)),
        _ => error,
    })
}

/// The chunks of a table that are committed for sure. `None`: the ranges are not what they were, or one of them is in doubt.
fn sure(chunks: &[&Chunk], records: &[(&ChunkRecord, Outcome)]) -> Option<BTreeMap<ChunkId, Written>> {
    let mut done = BTreeMap::new();
    for (record, outcome) in records {
        let chunk = chunks.iter().find(|chunk| chunk.range == record.range && chunk.mark == record.mark)?;
        match (record.state, outcome) {
            (WorkState::Begun, Outcome::NotCommitted) => {}
            (WorkState::Done, Outcome::Committed | Outcome::Forgotten)
            | (WorkState::Begun, Outcome::Committed) => {
                done.insert(chunk.id, Written { rows: record.rows, bytes: record.bytes });
            }
            (WorkState::Done, Outcome::NotCommitted) | (WorkState::Begun, Outcome::Forgotten) => return None,
        }
    }
    // What opens a table finds it empty.
    let closed = chunks.iter().any(|chunk| chunk.opens && !done.contains_key(&chunk.id));
    (done.is_empty() || !closed).then_some(done)
}

async fn empty_table(now: &Now<'_>, journal: &Journal, any: &Chunk, records: &[&ChunkRecord]) -> Result<()> {
    now.target.clear(any).await?;
    let keys: Vec<_> = records.iter().map(|record| (record.table.clone(), record.range.clone())).collect();
    journal.ledger.forget(&keys, &[]).await
}

/// Takes back what follows the rows, last first, as far as it must not be there when they arrive.
async fn take_back(now: &Now<'_>, journal: &Journal, done: &mut HashSet<TaskId>) -> Result<()> {
    let mut gone = Vec::new();
    for task in now.plan.tasks.iter().rev() {
        let Some(key) = journal.key(task).filter(|_| done.contains(&task.id)) else { continue };
        match &task.redo {
            Redo::Stay => continue,
            Redo::Repeat => {}
            Redo::TakeBack { script, may_stay } => {
                if !now.target.take_back(script).await? {
                    if *may_stay {
                        continue;
                    }
                    return Err(cannot(format!("something else needs {}", key.key)));
                }
            }
        }
        done.remove(&task.id);
        gone.push(key.key.clone());
    }
    journal.ledger.forget(&[], &gone).await
}

/// Forgets what was made of rows, so that it is made once more of the rows that are there now.
async fn repeat(now: &Now<'_>, journal: &Journal, done: &mut HashSet<TaskId>) -> Result<()> {
    let again = now.plan.tasks.iter().filter(|task| task.redo == Redo::Repeat && done.contains(&task.id));
    let again: Vec<_> = again.map(|task| (task.id, journal.key(task).map(|key| key.key.clone()))).collect();
    done.retain(|id| !again.iter().any(|(other, _)| other == id));
    let keys: Vec<String> = again.into_iter().filter_map(|(_, key)| key).collect();
    journal.ledger.forget(&[], &keys).await
}

fn cannot(detail: String) -> Error {
    Error::new(ErrorKind::CannotResume, detail)
}
