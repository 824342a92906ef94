//! One round: a call of the program with faults, more of them that resume, the last without faults, and a look at the end.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::time::Duration;

use domain::database::Endpoint;
use practice::servers;
use secrecy::ExposeSecret as _;
use serde_json::Value;
use tokio::io::AsyncWriteExt as _;
use tokio::process::{Child, Command};

use super::link::Link;
use super::{Seen, Stage, Wanted, data};
use crate::postgres::{connect, run};

/// Longer than any call may take.
const PATIENCE: Duration = Duration::from_secs(120);
/// Calls of one round: the ones with faults, then as many more as may be refused for a moment.
const CALLS: u32 = 16;

/// How a round ended.
#[derive(Debug)]
pub enum End {
    /// Said to be done, and it is.
    Right,
    /// Not done, and said so clearly, with what to do.
    Refused(String),
    /// Said to be done, and it is not; or it ends in no clear state.
    Wrong(String),
}

impl End {
    /// In a word.
    pub fn name(&self) -> &'static str {
        match self {
            End::Right => "right",
            End::Refused(_) => "refused",
            End::Wrong(_) => "WRONG",
        }
    }
}

/// Numbers that follow from a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % most.max(1)
    }
}

const FAULTS: [&str; 9] = [
    "process killed",
    "process killed",
    "source session ended",
    "target session ended",
    "all target sessions ended",
    "source line cut",
    "target line cut",
    "target line held or closed",
    "target server stopped at once",
];

pub(super) async fn play(stage: &Stage, wanted: &Wanted, number: u64, seen: &mut Seen) -> End {
    let mut dice = Dice(wanted.seed.wrapping_mul(1_000_003).wrapping_add(number));
    let still = number.is_multiple_of(2);
    let (name, source) = (format!("round_{number}"), format!("source_{number}"));
    let admin = stage.old.admin("postgres");
    let from = if still {
        stage.frozen.clone()
    } else {
        run(&admin, &format!("CREATE DATABASE {source} TEMPLATE seed")).await;
        stage.old.admin(&source)
    };
    run(&stage.new.admin("postgres"), &format!("CREATE DATABASE {name}")).await;
    let to = stage.new.admin(&name);
    let writing = if still { None } else { Some(data::Writing::begin(&from).await) };
    let home = tempfile::tempdir().unwrap();
    let (before, behind) = (Link::before(&from).await, Link::before(&to).await);
    let addresses = [servers::url(&before.endpoint(&from)), servers::url(&behind.endpoint(&to))];
    let input = format!("{}\n{}\n", addresses[0].expose_secret(), addresses[1].expose_secret());
    let troubled = 1 + u32::try_from(dice.below(4)).unwrap_or_default();
    let mut end = End::Wrong("it never came to an end".to_owned());
    for call in 0..CALLS {
        let mut child = start(wanted, home.path(), &mut dice, call, &input).await;
        let faults = if call < troubled { 1 + dice.below(3) } else { 0 };
        for _ in 0..faults {
            tokio::time::sleep(Duration::from_millis(dice.below(2400))).await;
            if !matches!(child.try_wait(), Ok(None)) {
                break;
            }
            let fault = FAULTS[usize::try_from(dice.below(FAULTS.len() as u64)).unwrap()];
            *seen.faults.entry(fault).or_default() += 1;
            harm(stage, fault, &mut child, (&from, &to), (&before, &behind), &mut dice).await;
        }
        let said = match tokio::time::timeout(PATIENCE, child.wait_with_output()).await {
            Ok(said) => said.unwrap(),
            Err(_) => {
                end = End::Wrong("a call did not end".to_owned());
                break;
            }
        };
        let code = said.status.code().unwrap_or(-9);
        *seen.exits.entry(code).or_default() += 1;
        let (out, err) = (String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr));
        count(&out, seen);
        match code {
            0 => {
                let wrong = data::faults(&from, &to, still).await;
                end = if wrong.is_empty() { End::Right } else { End::Wrong(format!("green: {wrong:?}")) };
                break;
            }
            5 => {
                end = End::Wrong(format!("the sides differ, said the program: {}", tail(&out)));
                break;
            }
            3 => {
                end = End::Refused(format!("{}{}", tail(&out), tail(&err)));
                break;
            }
            // It ended, and names what a person has to look at: not expected of these data.
            7 if out.contains("\"type\":\"result\"") => {
                end = End::Wrong(format!("it ends with a doubt: {}", tail(&out)));
                break;
            }
            // Killed, lost, or to be tried later: it is taken up.
            _ => end = End::Wrong(format!("after {} calls: {code} {}{}", call + 1, tail(&out), tail(&err))),
        }
    }
    if let Some(writing) = writing {
        writing.end().await;
        run(&admin, &format!("DROP DATABASE {source}")).await;
    }
    drop((before, behind));
    let drop = format!("DROP DATABASE {name} WITH (FORCE)");
    run(&stage.new.admin("postgres"), &drop).await;
    end
}

async fn start(wanted: &Wanted, home: &std::path::Path, dice: &mut Dice, call: u32, input: &str) -> Child {
    let mut command = Command::new(&wanted.program);
    command
        .arg("--data-dir")
        .arg(home)
        .args(["--json", "transfer", "--from", "-", "--to", "-", "--chunk", "200kB"]);
    command.args(["--jobs", &(1 + dice.below(4)).to_string()]);
    if dice.below(2) == 0 {
        command.args(["--rate", "6MB"]);
    }
    // The first call may say so too: there is nothing yet to go on with.
    if call > 0 || dice.below(2) == 0 {
        command.arg("--resume");
    }
    command.env("LANG", "C.UTF-8").env_remove("PGOPTIONS").kill_on_drop(true);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    if let Some(mut stdin) = child.stdin.take() {
        let _ = stdin.write_all(input.as_bytes()).await;
    }
    child
}

async fn harm(
    stage: &Stage,
    fault: &'static str,
    child: &mut Child,
    (from, to): (&Endpoint, &Endpoint),
    (before, behind): (&Link, &Link),
    dice: &mut Dice,
) {
    let end = |most: &str| {
        format!(
            "SELECT pg_terminate_backend(pid) FROM (SELECT pid FROM pg_stat_activity WHERE datname = current_database()
             AND application_name LIKE 'changeover%' ORDER BY random() {most}) q"
        )
    };
    match fault {
        "process killed" => {
            let _ = child.start_kill();
        }
        "source session ended" => quietly(from, &end("LIMIT 1")).await,
        "target session ended" => quietly(to, &end("LIMIT 1")).await,
        "all target sessions ended" => quietly(to, &end("")).await,
        "source line cut" => before.cut(),
        "target line cut" => behind.cut(),
        "target line held or closed" => {
            let time = Duration::from_millis(100 + dice.below(1500));
            if dice.below(2) == 0 { behind.hold(time).await } else { behind.close(time).await }
        }
        _ => {
            let pid = stage.new.pid().unwrap();
            let done = std::process::Command::new("kill").args(["-QUIT", &pid.to_string()]).status();
            assert!(done.unwrap().success());
            while stage.new.is_running() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            tokio::time::sleep(Duration::from_millis(dice.below(800))).await;
            stage.new.start().await.unwrap();
        }
    }
}

/// A server that is just stopping may not answer: then there is nothing to end.
async fn quietly(at: &Endpoint, sql: &str) {
    let mut session = connect(at).await;
    let _ = sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut session).await;
}

fn count(out: &str, seen: &mut Seen) {
    let events = out.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut kinds: BTreeMap<String, u64> = BTreeMap::new();
    for event in events {
        let kind = event["type"].as_str().unwrap_or_default().to_owned();
        if kind == "resumed" {
            seen.resumed += 1;
            seen.again += u32::from(event["data_again"] == true);
            seen.kept += event["chunks"].as_u64().unwrap_or_default();
        }
        *kinds.entry(kind).or_default() += 1;
    }
    seen.retried += kinds.get("retried").copied().unwrap_or_default();
}

fn tail(text: &str) -> String {
    text.lines().last().unwrap_or_default().chars().take(1200).collect()
}
