//! The limit: plain binary COPY through as many pipes, then the same indexes by as many workers. Nothing is written down,
//! nothing is looked at, a failure is the end.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use domain::database::Endpoint;
use futures::TryStreamExt as _;
use support::postgres::{connect, run, text};

use crate::data;
use crate::meter::Spent;

/// Pages of a range: 64 MiB, as ours are by default.
const PAGES: u64 = 8192;

/// Carries the data once.
pub(crate) async fn carry(from: &Endpoint, to: &Endpoint, jobs: usize) -> Spent {
    let started = Instant::now();
    run(to, data::TABLES).await;
    let mut ranges = VecDeque::new();
    for (table, columns) in data::COLUMNS {
        let size = format!("SELECT (pg_relation_size('{table}') / 8192)::text");
        let pages: u64 = text(from, &size).await.parse().unwrap();
        for at in (0..pages).step_by(usize::try_from(PAGES).unwrap()) {
            let rows = format!("ctid >= '({at},0)' AND ctid < '({},0)'", at + PAGES);
            ranges.push_back((
                format!("COPY (SELECT {columns} FROM {table} WHERE {rows}) TO STDOUT WITH (FORMAT binary)"),
                format!("COPY {table} ({columns}) FROM STDIN WITH (FORMAT binary)"),
            ));
        }
    }
    let queue = Arc::new(Mutex::new(ranges));
    workers(jobs, || pipe(from.clone(), to.clone(), Arc::clone(&queue))).await;
    let keys = data::KEYS.split(';').map(|key| key.trim().to_owned()).filter(|key| !key.is_empty());
    let queue = Arc::new(Mutex::new(keys.collect::<VecDeque<_>>()));
    workers(jobs, || build(to.clone(), Arc::clone(&queue))).await;
    Spent { seconds: started.elapsed().as_secs_f64(), ..Spent::default() }
}

async fn workers<F: Future<Output = ()> + Send + 'static>(jobs: usize, work: impl Fn() -> F) {
    let all: Vec<_> = (0..jobs).map(|_| tokio::spawn(work())).collect();
    for one in all {
        one.await.unwrap();
    }
}

async fn pipe(from: Endpoint, to: Endpoint, queue: Arc<Mutex<VecDeque<(String, String)>>>) {
    let (mut reader, mut writer) = (connect(&from).await, connect(&to).await);
    loop {
        let next = queue.lock().unwrap().pop_front();
        let Some((read, write)) = next else { return };
        let mut rows = reader.copy_out_raw(&read).await.unwrap();
        let mut into = writer.copy_in_raw(&write).await.unwrap();
        let mut piece = Vec::with_capacity(1 << 17);
        while let Some(row) = rows.try_next().await.unwrap() {
            piece.extend_from_slice(&row);
            if piece.len() > 120_000 {
                into.send(std::mem::take(&mut piece)).await.unwrap();
            }
        }
        into.send(piece).await.unwrap();
        into.finish().await.unwrap();
    }
}

async fn build(to: Endpoint, queue: Arc<Mutex<VecDeque<String>>>) {
    loop {
        let next = queue.lock().unwrap().pop_front();
        let Some(key) = next else { return };
        run(&to, &key).await;
    }
}
