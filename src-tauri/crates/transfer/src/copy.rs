//! The workers: each holds one session on either side and takes chunks and tasks until there are none.

use std::sync::Arc;
use std::time::Duration;

use domain::engine::{
    Chunk, ChunkRecord, ChunkState, Ledger, Reader, Settled, Source, Target, WriteFailure, Writer, Written,
};
use domain::{Error, ErrorKind, Result};
use futures::future::join_all;
use tokio_util::sync::CancellationToken;

use crate::jobs::{Job, Jobs, Next};
use crate::meter::Meter;
use crate::pipe::{Moved, pump};
use crate::run::Options;

/// Pause before a lost connection is replaced, longer with each attempt.
const PAUSE: Duration = Duration::from_millis(250);

struct Worker<'a> {
    source: &'a dyn Source,
    target: &'a dyn Target,
    ledger: &'a dyn Ledger,
    jobs: &'a Jobs,
    meter: &'a Meter,
    attempts: u32,
    reader: Option<Box<dyn Reader>>,
    writer: Option<Box<dyn Writer>>,
}

/// Does all chunks, and all tasks that follow the rows of a table.
pub(crate) async fn all(
    source: &Arc<dyn Source>,
    target: &Arc<dyn Target>,
    ledger: &Arc<dyn Ledger>,
    jobs: &Arc<Jobs>,
    meter: &Arc<Meter>,
    options: Options,
    cancel: &CancellationToken,
) -> Result<()> {
    let workers = (0..options.jobs.clamp(1, jobs.len().max(1))).map(|_| {
        let (source, target, ledger) = (Arc::clone(source), Arc::clone(target), Arc::clone(ledger));
        let (jobs, meter, cancel) = (Arc::clone(jobs), Arc::clone(meter), cancel.clone());
        let work = async move {
            let mut worker = Worker {
                source: &*source,
                target: &*target,
                ledger: &*ledger,
                jobs: &jobs,
                meter: &meter,
                attempts: options.attempts.max(1),
                reader: None,
                writer: None,
            };
            let done = tokio::select! {
                biased;
                () = cancel.cancelled() => Err(Error::new(ErrorKind::Cancelled, "the transfer was stopped")),
                done = worker.work() => done,
            };
            if done.is_err() {
                jobs.fail();
            }
            done
        };
        tokio_util::task::AbortOnDropHandle::new(tokio::spawn(work))
    });
    let workers: Vec<_> = workers.collect();
    let mut first = Ok(());
    for done in join_all(workers).await {
        let done =
            done.unwrap_or_else(|_| Err(Error::new(ErrorKind::Internal, "a worker ended without a word")));
        if first.is_ok() {
            first = done;
        }
    }
    first?;
    match jobs.left().as_slice() {
        [] => Ok(()),
        [some, ..] => Err(Error::new(ErrorKind::Internal, format!("never begun: {some}"))),
    }
}

impl Worker<'_> {
    async fn work(&mut self) -> Result<()> {
        loop {
            let job = match self.jobs.next() {
                Next::Do(job) => job,
                Next::Wait => {
                    self.jobs.changed().await;
                    continue;
                }
                Next::End => return Ok(()),
            };
            match &job {
                Job::Chunk(chunk) => {
                    let written = self.chunk(chunk).await?;
                    let complete = self.jobs.done(&job);
                    self.meter.rows(chunk, written, complete);
                }
                Job::Task(task) => {
                    self.meter.building(task);
                    self.writer().await?.execute(task).await?;
                    self.jobs.done(&job);
                    self.meter.object(task);
                }
            }
        }
    }

    async fn writer(&mut self) -> Result<&mut dyn Writer> {
        if self.writer.is_none() {
            self.writer = Some(self.target.writer().await?);
        }
        self.writer.as_deref_mut().map(|writer| writer as &mut dyn Writer).ok_or_else(lost)
    }

    /// Copies a chunk once, however many times it has to be begun.
    async fn chunk(&mut self, chunk: &Chunk) -> Result<Written> {
        let mut attempts = 0;
        loop {
            attempts += 1;
            self.record(chunk, ChunkState::Begun, attempts, None).await?;
            let failure = match self.attempt(chunk).await {
                Ok(moved) => {
                    self.record(chunk, ChunkState::Done, attempts, Some(&moved)).await?;
                    return Ok(moved.written);
                }
                Err(failure) => failure,
            };
            // Whatever happened, these two sessions are not to be trusted any more.
            (self.reader, self.writer) = (None, None);
            if let Some(receipt) = &failure.receipt
                && self.settle(receipt).await? == Settled::Committed
            {
                let moved = Moved { written: receipt.written, hash: String::new() };
                self.record(chunk, ChunkState::Done, attempts, Some(&moved)).await?;
                return Ok(moved.written);
            }
            if attempts >= self.attempts || !crate::may_repeat(&failure.error) {
                return Err(failure.error);
            }
            self.meter.retried(chunk, attempts, failure.error.code());
            tokio::time::sleep(PAUSE * attempts).await;
        }
    }

    /// Asks for the outcome of a commit, also through a server that is just coming back.
    async fn settle(&mut self, receipt: &domain::engine::Receipt) -> Result<Settled> {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.target.settle(receipt).await {
                Err(error) if tries < self.attempts && error.kind != ErrorKind::OutcomeUnknown => {
                    tokio::time::sleep(PAUSE * tries).await;
                }
                settled => return settled,
            }
        }
    }

    async fn attempt(&mut self, chunk: &Chunk) -> Result<Moved, WriteFailure> {
        if self.reader.is_none() {
            self.reader = Some(self.source.reader().await?);
        }
        if self.writer.is_none() {
            self.writer = Some(self.target.writer().await?);
        }
        let flow = self.meter.begun(chunk);
        match (self.reader.as_deref_mut(), self.writer.as_deref_mut()) {
            (Some(reader), Some(writer)) => pump(reader, writer, chunk, &flow).await,
            _ => Err(lost().into()),
        }
    }

    async fn record(
        &mut self,
        chunk: &Chunk,
        state: ChunkState,
        attempts: u32,
        moved: Option<&Moved>,
    ) -> Result<()> {
        let written = moved.map(|moved| moved.written).unwrap_or_default();
        let record = ChunkRecord {
            id: chunk.id,
            table: chunk.table_name.clone(),
            range: chunk.range.clone(),
            state,
            rows: written.rows,
            bytes: written.bytes,
            hash: moved.map(|moved| moved.hash.clone()).unwrap_or_default(),
            attempts,
        };
        self.ledger.record(record).await
    }
}

fn lost() -> Error {
    Error::new(ErrorKind::ConnectionLost, "a session is gone")
}
