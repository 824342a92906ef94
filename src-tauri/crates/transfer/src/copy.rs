//! The workers: each holds one session on either side and takes chunks and tasks until there are none.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::engine::{Chunk, Reader, Source, Target, WorkState, Writer, Written};
use domain::{Error, ErrorKind, Result};
use tokio::task::JoinSet;

use crate::build::{Failure, PAUSE, is_committed, once};
use crate::control::Controls;
use crate::jobs::{Job, Jobs, Next};
use crate::journal::Journal;
use crate::meter::Meter;
use crate::pipe::{Moved, pump};
use crate::run::Options;

/// What all workers share.
pub(crate) struct Site {
    pub(crate) source: Arc<dyn Source>,
    pub(crate) target: Arc<dyn Target>,
    pub(crate) journal: Arc<Journal>,
    pub(crate) meter: Arc<Meter>,
    pub(crate) controls: Controls,
    pub(crate) options: Options,
}

struct Worker {
    site: Arc<Site>,
    jobs: Arc<Jobs>,
    /// The first is 0. Above the number of sessions that are wanted, it ends.
    number: usize,
    reader: Option<Box<dyn Reader>>,
    writer: Option<Box<dyn Writer>>,
}

/// Why a worker ended well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    /// There is nothing left.
    Finished,
    /// Fewer are wanted.
    Retired,
}

/// Does all chunks, and all tasks that follow the rows of a table.
pub(crate) async fn all(site: Arc<Site>, jobs: Arc<Jobs>) -> Result<()> {
    let mut workers = JoinSet::new();
    let (mut live, mut finished, mut first) = (BTreeSet::new(), false, Ok(()));
    loop {
        let wanted = site.controls.jobs(site.options.jobs).min(live.len() + jobs.len()).max(1);
        for number in (0..wanted).filter(|_| !finished) {
            if live.insert(number) {
                workers.spawn(begin(Arc::clone(&site), Arc::clone(&jobs), number));
            }
        }
        tokio::select! {
            ended = workers.join_next() => match ended {
                None => break,
                Some(Ok((number, ended))) => {
                    live.remove(&number);
                    finished |= ended.as_ref().map_or(true, |ended| *ended == Ended::Finished);
                    first = first.and(ended.map(|_| ()));
                }
                Some(Err(_)) => {
                    finished = true;
                    jobs.fail();
                    first = first.and(Err(Error::new(ErrorKind::Internal, "a worker ended without a word")));
                }
            },
            () = site.controls.changed() => {}
        }
    }
    first?;
    match jobs.left().as_slice() {
        [] => Ok(()),
        [some, ..] => Err(Error::new(ErrorKind::Internal, format!("never begun: {some}"))),
    }
}

async fn begin(site: Arc<Site>, jobs: Arc<Jobs>, number: usize) -> (usize, Result<Ended>) {
    let stopping = site.controls.stopping().clone();
    let mut worker = Worker { site, jobs: Arc::clone(&jobs), number, reader: None, writer: None };
    let ended = tokio::select! {
        biased;
        () = stopping.cancelled() => Err(Error::new(ErrorKind::Cancelled, "the transfer was stopped")),
        ended = worker.work() => ended,
    };
    if ended.is_err() {
        jobs.fail();
    }
    (number, ended)
}

impl Worker {
    async fn work(&mut self) -> Result<Ended> {
        loop {
            self.site.controls.going().await;
            if self.number >= self.site.controls.jobs(self.site.options.jobs) {
                return Ok(Ended::Retired);
            }
            let job = match self.jobs.next() {
                Next::Do(job) => job,
                Next::Wait => {
                    self.jobs.changed().await;
                    continue;
                }
                Next::End => return Ok(Ended::Finished),
            };
            match &job {
                Job::Chunk(chunk) => {
                    let written = self.chunk(chunk).await?;
                    let complete = self.jobs.done(&job);
                    self.site.meter.rows(chunk, written, complete);
                }
                Job::Task { task, busy } => {
                    let (site, writer) = (&self.site, &mut self.writer);
                    let attempts = site.options.attempts.max(1);
                    let (target, journal) = (&*site.target, &site.journal);
                    once(target, journal, &site.meter, writer, &[task], *busy, attempts).await?;
                    self.jobs.done(&job);
                    self.site.meter.object(task);
                }
            }
        }
    }

    /// Copies a chunk once, however many times it has to be begun.
    async fn chunk(&mut self, chunk: &Chunk) -> Result<Written> {
        let site = Arc::clone(&self.site);
        let most = site.options.attempts.max(1);
        let mut attempts = 0;
        loop {
            attempts += 1;
            let mut moved = Moved::default();
            let failure = match self.attempt(chunk, attempts, &mut moved).await {
                Ok(()) => return Ok(moved.written),
                Err(failure) => failure,
            };
            // Whatever happened, these two sessions are not to be trusted any more.
            (self.reader, self.writer) = (None, None);
            if let Some(transaction) = &failure.unsettled
                && is_committed(&*site.target, transaction, most).await?
            {
                site.journal.chunk(chunk, WorkState::Done, transaction, &moved, attempts).await?;
                return Ok(moved.written);
            }
            if attempts >= most || !crate::may_repeat(&failure.error) {
                return Err(failure.error);
            }
            site.meter.retried(chunk, attempts, failure.error.code());
            tokio::time::sleep(PAUSE * attempts).await;
        }
    }

    /// One transaction: written down when all of it was sent, before its commit is.
    async fn attempt(&mut self, chunk: &Chunk, attempts: u32, moved: &mut Moved) -> Result<(), Failure> {
        let reader = match &mut self.reader {
            Some(reader) => reader,
            none => none.insert(self.site.source.reader().await?),
        };
        let writer = match &mut self.writer {
            Some(writer) => writer,
            none => none.insert(self.site.target.writer().await?),
        };
        let flow = self.site.meter.begun(chunk);
        let transaction = writer.begin().await?;
        *moved = pump(&mut **reader, &mut **writer, chunk, &self.site.controls, &flow).await?;
        let journal = &self.site.journal;
        journal.chunk(chunk, WorkState::Begun, &transaction, moved, attempts).await?;
        writer.commit().await.map_err(|failure| Failure::of(failure, &transaction))?;
        Ok(journal.chunk(chunk, WorkState::Done, &transaction, moved, attempts).await?)
    }
}
