//! Guards as processes: this very program, started again with a word that no person types. It gets its order on its standard
//! input, which it reads to its end: that end says that we are gone, on every system and however we went.
//!
//! What a guard does is `app::guard`'s. It keeps nothing of ours: no window, no terminal, no group of processes, no open file.

#[cfg_attr(unix, path = "unix.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod system;

use std::io::{BufRead as _, Read as _, Write as _};
use std::path::PathBuf;
use std::process::{ExitCode, Stdio};
use std::time::Duration;

use app::guard::{Ended, Guard, GuardPost, Order, Posted};
use async_trait::async_trait;
use domain::secret::{ExposeSecret as _, Secret};
use domain::{Error, ErrorKind, Result};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, ChildStdin, Command};

/// The word that makes this program a guard.
const WORD: &str = "guard-a-freeze";

/// What a guard says once it stands.
const READY: &str = "ready";

/// How long a guard may take to stand.
const TO_STAND: Duration = Duration::from_secs(20);

/// How long one that was let go of may take to end.
const TO_END: Duration = Duration::from_secs(5);

/// No order is as long.
const LONGEST: u64 = 1024 * 1024;

/// Starts guards from a program of ours.
pub struct Guards {
    program: Option<PathBuf>,
}

impl Guards {
    /// From the program that runs.
    #[must_use]
    pub fn own() -> Self {
        Self { program: None }
    }

    /// From another one of ours, which calls [`guard`] first of all.
    #[must_use]
    pub fn of(program: PathBuf) -> Self {
        Self { program: Some(program) }
    }

    fn start(&self) -> std::io::Result<Child> {
        let program = match &self.program {
            Some(program) => program.clone(),
            None => system::own_program()?,
        };
        let start = |alone: bool| {
            let mut command = Command::new(&program);
            command.arg(WORD).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
            system::apart(command.as_std_mut(), alone);
            command.spawn()
        };
        // Some systems let a process out of what it was put into, and some refuse the question.
        start(true).or_else(|_| start(false))
    }
}

#[async_trait]
impl GuardPost for Guards {
    async fn post(&self, order: &Secret) -> Result<Box<dyn Posted>> {
        let mut child = self.start().map_err(|error| missing("it cannot be started").because(error))?;
        match tokio::time::timeout(TO_STAND, handed_over(&mut child, order)).await {
            Ok(Ok(line)) => Ok(Box::new(Process { child, line })),
            failed => {
                let _ = child.start_kill();
                let _ = tokio::time::timeout(TO_END, child.wait()).await;
                Err(match failed {
                    Ok(Err(error)) => missing("it did not take its order").because(error),
                    _ => missing("it did not stand in time"),
                })
            }
        }
    }
}

/// Hands the order over and waits until the guard stands. Gives its line, which stays open.
async fn handed_over(child: &mut Child, order: &Secret) -> std::io::Result<ChildStdin> {
    let broken = || std::io::Error::from(std::io::ErrorKind::BrokenPipe);
    let (mut line, said) = (child.stdin.take().ok_or_else(broken)?, child.stdout.take().ok_or_else(broken)?);
    line.write_all(order.expose_secret().as_bytes()).await?;
    line.write_all(b"\n").await?;
    line.flush().await?;
    let mut answer = String::new();
    BufReader::new(said).read_line(&mut answer).await?;
    if answer.trim_end() == READY { Ok(line) } else { Err(broken()) }
}

/// A guard that stands.
struct Process {
    child: Child,
    line: ChildStdin,
}

#[async_trait]
impl Posted for Process {
    async fn dismiss(self: Box<Self>) {
        let Self { mut child, line } = *self;
        drop(line);
        if tokio::time::timeout(TO_END, child.wait()).await.is_err() {
            tracing::warn!("a guard that was let go of has not ended yet");
        }
    }
}

fn missing(why: &str) -> Error {
    Error::new(ErrorKind::GuardMissing, why)
}

/// Does a guard's work and says how the process ends, where this process was started as one; `None` for every other start. To be
/// called before anything else is done.
#[must_use]
pub fn guard() -> Option<ExitCode> {
    let asked = std::env::args_os().nth(1).is_some_and(|word| word == WORD);
    asked.then(stand)
}

fn stand() -> ExitCode {
    system::leave();
    match stood() {
        Ok(Ended::Idle | Ended::Thawed) => ExitCode::SUCCESS,
        Ok(Ended::GaveUp) | Err(_) => ExitCode::FAILURE,
    }
}

fn stood() -> Result<Ended> {
    let odd = |error: std::io::Error| Error::new(ErrorKind::InvalidInput, "no order came").because(error);
    let mut input = std::io::stdin().lock();
    let order = {
        let mut line = secret_line();
        input.by_ref().take(LONGEST).read_line(&mut line).map_err(odd)?;
        Order::read(line.trim_end())?
    };
    drop(input);
    crate::log_into(order.folder());
    let guard = Guard::take_post(order).inspect_err(|error| {
        tracing::error!(code = error.code(), "a guard could not take its post");
    })?;
    let failed = |error| Error::new(ErrorKind::Internal, "no runtime").because(error);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
    let mut output = std::io::stdout().lock();
    writeln!(output, "{READY}").and_then(|()| output.flush()).map_err(odd)?;
    drop(output);
    let (tell, told) = tokio::sync::oneshot::channel::<()>();
    // Ends with the process: nothing else would wake it.
    std::thread::spawn(move || {
        let _ = std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink());
        let _ = tell.send(());
    });
    let ended = runtime.block_on(async {
        system::deaf();
        let gone = async {
            let _ = told.await;
        };
        Box::pin(guard.stand(gone)).await
    });
    // What still runs there, runs for nobody.
    runtime.shutdown_background();
    Ok(ended)
}

/// Room at once, wiped at the end.
fn secret_line() -> secrecy::zeroize::Zeroizing<String> {
    secrecy::zeroize::Zeroizing::new(String::with_capacity(64 * 1024))
}
