//! `cargo x bench verify`: how long the comparison of two equal sides takes beside the copy, and whether one flipped byte in one
//! row of many is found and named.
//!
//! Options: `--scale N` (60), `--jobs N` (2), `--rounds N` (3), `--json`. It ends with an error when the byte is not found.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a measurement that cannot be made ends")]

#[allow(dead_code, reason = "what only the measurement of the copy needs")]
mod data;

use std::time::Instant;

use domain::database::Endpoint;
use domain::verification::{DifferenceKind, Verdict, Verification};
use serde_json::json;
use support::postgres::{Wall, carry, empty, run, server};

/// Rows of the table with the flipped byte, for each unit of scale: ten million at a scale of 60.
const ROWS: u64 = 166_667;

struct Asked {
    scale: u64,
    jobs: usize,
    rounds: usize,
    json: bool,
}

impl Asked {
    fn read() -> Self {
        let mut asked = Self { scale: 60, jobs: 2, rounds: 3, json: false };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            let mut number = || words.next().and_then(|value| value.parse::<u64>().ok()).filter(|n| *n > 0);
            match word.as_str() {
                "--scale" => asked.scale = number().unwrap(),
                "--jobs" => asked.jobs = usize::try_from(number().unwrap()).unwrap(),
                "--rounds" => asked.rounds = usize::try_from(number().unwrap()).unwrap(),
                "--json" => asked.json = true,
                // What `cargo bench` itself adds.
                "--bench" => {}
                other => {
                    eprintln!("not an option: {other}; there are --scale N, --jobs N, --rounds N, --json");
                    std::process::exit(2);
                }
            }
        }
        asked
    }
}

#[tokio::main]
async fn main() {
    let asked = Asked::read();
    let (old, new) = tokio::join!(server(16), server(18));
    let source = empty(&old, "bench").await;
    data::fill(&source, asked.scale).await;
    let (mut copies, mut proofs) = (Vec::new(), Vec::new());
    for round in 0..asked.rounds {
        let target = empty(&new, &format!("copy_{round}")).await;
        let options = transfer::Options { jobs: asked.jobs, verify: false, ..transfer::Options::default() };
        let began = Instant::now();
        carry(&source, &target, options).await.0.unwrap();
        copies.push(began.elapsed().as_secs_f64());
        let began = Instant::now();
        let seen = verify(&source, &target, asked.jobs).await;
        proofs.push(began.elapsed().as_secs_f64());
        assert!(seen.differences.is_empty() && seen.verdict != Verdict::NotChecked, "{:?}", seen.differences);
        run(&new.admin("postgres"), &format!("DROP DATABASE copy_{round}")).await;
    }
    let (copy, proof) = (middle(copies), middle(proofs));
    let (rows, found) = flipped(&source, &empty(&new, "flipped").await, &asked).await;
    if asked.json {
        let figures = json!({
            "scale": asked.scale, "jobs": asked.jobs, "rounds": asked.rounds, "copy_seconds": copy, "verify_seconds": proof,
            "share": proof / copy, "flipped_rows": rows, "flipped_seconds": found,
        });
        println!("{figures}");
    } else {
        println!("scale {}, {} jobs, middle of {}", asked.scale, asked.jobs, asked.rounds);
        println!("copy            {copy:>8.2} s");
        println!("comparison      {proof:>8.2} s, {:.2} of it", proof / copy);
        println!("one byte of one row of {rows} found and named in {found:.2} s");
    }
}

/// The same rows on both sides, then one byte of one of them. Returns the rows and the seconds until it is named.
async fn flipped(source: &Endpoint, target: &Endpoint, asked: &Asked) -> (u64, f64) {
    let rows = ROWS * asked.scale;
    let make = format!(
        "DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE public.flip (id bigint, note text, at timestamptz);
         INSERT INTO public.flip SELECT n, md5(n::text), '2026-01-01 00:00:00+00'::timestamptz + n * interval '1 second'
         FROM generate_series(1, {rows}) n;
         ALTER TABLE public.flip ADD PRIMARY KEY (id)"
    );
    tokio::join!(run(source, &make), run(target, &make));
    let row = rows / 3 * 2;
    let flip = "UPDATE public.flip SET note = overlay(note PLACING chr(ascii(substr(note, 17, 1)) # 1) FROM 17 FOR 1) WHERE id =";
    run(target, &format!("{flip} {row}")).await;
    let began = Instant::now();
    let seen = verify(source, target, asked.jobs).await;
    let took = began.elapsed().as_secs_f64();
    let [difference] = seen.differences.as_slice() else { panic!("{:?}", seen.differences) };
    let [named] = difference.rows.as_slice() else { panic!("{difference:?}") };
    let key: Vec<_> = named.key.iter().map(|part| (part.column.as_str(), part.value.as_str())).collect();
    assert_eq!((named.how, key), (DifferenceKind::Content, vec![("id", row.to_string().as_str())]));
    (rows, took)
}

async fn verify(from: &Endpoint, to: &Endpoint, jobs: usize) -> Verification {
    let engine = engines::postgres::engine();
    let (source, target) = (engine.source(from).await.unwrap(), engine.source(to).await.unwrap());
    let how = transfer::Verifying { jobs, rows: 20 };
    transfer::verify(&*source, &*target, &[], how, &Wall).await.unwrap()
}

/// Of an even number the upper one.
fn middle(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
