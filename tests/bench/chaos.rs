//! `cargo x bench chaos`: rounds of chaos around the real program, from a fixed seed. Ends with 1 when one end was wrong.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use support::chaos::{self, Wanted};

/// The number after a word of the command line.
fn number(word: &str, usual: u64) -> u64 {
    let mut words = std::env::args().skip_while(|typed| typed != word);
    words.nth(1).and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn program() -> Option<PathBuf> {
    if let Some(file) = std::env::var_os("CHANGEOVER_BIN") {
        return Some(file.into());
    }
    let own = std::env::current_exe().ok()?;
    let name = format!("changeover{}", std::env::consts::EXE_SUFFIX);
    own.ancestors().map(|folder| folder.join(&name)).find(|file| file.is_file())
}

#[tokio::main]
async fn main() -> ExitCode {
    let Some(program) = program() else {
        eprintln!("the program is not built: cargo build -p cli");
        return ExitCode::from(2);
    };
    let (first, rounds, seed) = (number("--from", 0), number("--rounds", 200), number("--seed", 7));
    println!("{rounds} rounds from {first}, seed {seed}, {}", program.display());
    let began = Instant::now();
    let wanted = Wanted { program, seed, rounds: first..first + rounds };
    let seen = chaos::play(&wanted, |round, end| match end {
        chaos::End::Right => println!("{round:>4}  {:>6.1} s  right", began.elapsed().as_secs_f64()),
        other => println!("{round:>4}  {:>6.1} s  {other:?}", began.elapsed().as_secs_f64()),
    })
    .await;
    println!("ends     {:?}", seen.ends);
    println!("faults   {:?}", seen.faults);
    println!("exits    {:?}", seen.exits);
    println!(
        "resumed  {} times, {} of them with all rows again; {} parts kept",
        seen.resumed, seen.again, seen.kept
    );
    println!("retried  {} parts within a call", seen.retried);
    seen.wrong.iter().for_each(|wrong| println!("WRONG    {wrong}"));
    ExitCode::from(u8::from(!seen.wrong.is_empty()))
}
