//! What a program and all that it starts spend: time, processor, memory. Unix only, as the rivals are.
//!
//! The benchmark starts itself again in between, so that only the measured program counts.

use std::process::Command;
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};
use serde::{Deserialize, Serialize};

/// First argument of the process in between.
pub(crate) const WORD: &str = "--measured-child";

/// What one run spent.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Spent {
    /// From start to end.
    pub(crate) seconds: f64,
    /// Processor time of the client's processes, in seconds.
    pub(crate) processor: f64,
    /// Memory of the largest of them at its peak, in MiB.
    pub(crate) memory: f64,
}

/// Runs a program to its end and says what it spent, or the end of what it said when it failed.
/// `allowed` are the exit codes that count as success.
pub(crate) fn spent(
    command: &[String],
    environment: &[(String, String)],
    allowed: &[i32],
) -> Result<Spent, String> {
    let itself = std::env::current_exe().map_err(|error| error.to_string())?;
    let codes: Vec<String> = allowed.iter().map(ToString::to_string).collect();
    let done = Command::new(itself)
        .arg(WORD)
        .arg(codes.join(","))
        .args(command)
        .envs(environment.iter().cloned())
        .output()
        .map_err(|error| error.to_string())?;
    if !done.status.success() {
        let said = String::from_utf8_lossy(&done.stderr);
        let last: Vec<&str> = said.lines().rev().take(4).collect();
        return Err(last.into_iter().rev().collect::<Vec<_>>().join(" / "));
    }
    serde_json::from_slice(&done.stdout).map_err(|error| error.to_string())
}

/// The process in between: allowed exit codes, the program, its arguments.
pub(crate) fn measured(words: &[String]) {
    let allowed: Vec<i32> = words[0].split(',').filter_map(|code| code.parse().ok()).collect();
    let started = Instant::now();
    let done = Command::new(&words[1]).args(&words[2..]).output();
    let seconds = started.elapsed().as_secs_f64();
    match done {
        Ok(done) if done.status.code().is_some_and(|code| allowed.contains(&code)) => {}
        Ok(done) => {
            let said = String::from_utf8_lossy(&done.stdout);
            eprintln!("{}", said.lines().last().unwrap_or_default());
            eprintln!("{}", String::from_utf8_lossy(&done.stderr));
            eprintln!("{} ended with {}", words[1], done.status);
            std::process::exit(1);
        }
        Err(error) => {
            eprintln!("{}: {error}", words[1]);
            std::process::exit(1);
        }
    }
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap();
    let time = |part: nix::sys::time::TimeVal| part.tv_sec() as f64 + part.tv_usec() as f64 / 1e6;
    let spent = Spent {
        seconds,
        processor: time(usage.user_time()) + time(usage.system_time()),
        memory: usage.max_rss() as f64 / 1024.0,
    };
    println!("{}", serde_json::to_string(&spent).unwrap());
}
