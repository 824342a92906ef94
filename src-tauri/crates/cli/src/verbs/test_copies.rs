//! `test-copy start|list|show|check|env|delete`.

use std::path::Path;
use std::time::Duration;

use domain::ErrorKind;
use domain::ids::TestCopyId;
use domain::test_copy::{SqlChecks, Statements, TestCopies, TestCopyState, TestCopyView};
use domain::verification::Verdict;
use rpc::requests::RpcError;
use serde_json::{Value, json};

use super::sides::whole;
use super::{Ended, change};
use crate::args::{TestCopy, TestCopyStart};
use crate::exit::{Exit, local};
use crate::opened::{Opened, understood};
use crate::output::{Out, harmless, key_of};
use crate::select::{self, Temporary};

/// Between two looks at one that is followed.
const EVERY: Duration = Duration::from_millis(200);

/// How long a deletion is watched. After that it goes on with the next call.
const DELETION: Duration = Duration::from_secs(15 * 60);

pub(super) async fn run(opened: &Opened, verb: &TestCopy, out: &Out) -> Ended {
    match verb {
        TestCopy::Start(asked) => start(opened, asked, out).await,
        TestCopy::List => list(opened, out).await,
        TestCopy::Show { copy } => {
            let id = select::test_copy(opened, copy).await?;
            let view = look(opened, id).await?;
            out.json(&view);
            out.test_copy(&view);
            Ok(Exit::Done)
        }
        TestCopy::Check { copy, file, statements } => {
            let id = select::test_copy(opened, copy).await?;
            match file {
                Some(file) => sql(opened, id, file, out).await,
                None if *statements => expensive(opened, id, out).await,
                None => compare(opened, id, out).await,
            }
        }
        TestCopy::Env { copy, file } => {
            let id = select::test_copy(opened, copy).await?;
            env(opened, id, file, out).await?;
            out.json(&json!({ "type": "result", "exit": Exit::Done.number(), "file": file }));
            Ok(Exit::Done)
        }
        TestCopy::Delete { copy } => delete(opened, copy, out).await,
    }
}

async fn start(opened: &Opened, asked: &TestCopyStart, out: &Out) -> Ended {
    if let Some(file) = &asked.env
        && file.exists()
    {
        let detail = "there is something at the path of --env already";
        return Err(local(ErrorKind::InvalidInput, "test", detail));
    }
    let (database, change) = change::wanted(opened, &asked.change).await?;
    let payload =
        json!({ "key": database.key, "change": change, "hours": asked.hours, "rehearse": asked.rehearse });
    let begun: TestCopyView = opened.ask("test_copy_start", payload).await?;
    out.note("cli-test-copy-begun", &[("id", &begun.id.to_string())]);
    let over = |view: &TestCopyView| matches!(view.state, TestCopyState::Ready | TestCopyState::Failed);
    let view = match follow(opened, begun.id, out, over, None).await? {
        Ok(view) => view,
        Err(exit) => return Ok(exit),
    };
    if view.state == TestCopyState::Ready
        && let Some(file) = &asked.env
    {
        env(opened, view.id, file, out).await?;
    }
    result(&view, out)
}

/// Looks until it is as wanted. `Err`: it was interrupted, or it took too long.
async fn follow(
    opened: &Opened,
    id: TestCopyId,
    out: &Out,
    over: impl Fn(&TestCopyView) -> bool,
    bound: Option<Duration>,
) -> Result<Result<TestCopyView, Exit>, RpcError> {
    let (mut told, mut tries) = (None, 0);
    let watch = async {
        loop {
            let view = look(opened, id).await?;
            if told != Some(view.state) {
                told = Some(view.state);
                out.step(&out.words().text(&state_id(view.state), &[]));
                out.json(&json!({ "type": "state", "id": id, "state": view.state }));
            }
            if view.delete_tries > tries {
                tries = view.delete_tries;
                let code = view.problem.as_ref().map_or("", |problem| problem.kind.code());
                out.warning("cli-test-copy-delete-refused", &[("code", code)]);
            }
            if over(&view) {
                return Ok::<_, RpcError>(view);
            }
            tokio::time::sleep(EVERY).await;
        }
    };
    let bound = bound.unwrap_or(Duration::MAX);
    tokio::select! {
        biased;
        () = ::practice::interrupted() => {
            out.warning("cli-test-copy-interrupted", &[("id", &id.to_string())]);
            out.json(&json!({ "type": "interrupted", "id": id, "exit": Exit::Interrupted.number() }));
            Ok(Err(Exit::Interrupted))
        }
        view = tokio::time::timeout(bound, watch) => match view {
            Ok(view) => Ok(Ok(view?)),
            Err(_) => Ok(Err(Exit::Later)),
        },
    }
}

async fn look(opened: &Opened, id: TestCopyId) -> Result<TestCopyView, RpcError> {
    opened.ask("test_copy_show", json!({ "id": id })).await
}

/// The end of a call that made or compared a copy.
fn result(view: &TestCopyView, out: &Out) -> Ended {
    let exit = match (&view.state, &view.verification) {
        (TestCopyState::Failed, _) => Exit::Failed,
        (_, Some(seen)) if seen.verdict == Verdict::Different => Exit::Differs,
        (_, Some(seen)) if whole(seen) => Exit::Done,
        _ => Exit::Attention,
    };
    out.json(&json!({ "type": "result", "exit": exit.number(), "test_copy": view }));
    out.test_copy(view);
    Ok(exit)
}

async fn list(opened: &Opened, out: &Out) -> Ended {
    let value = opened.value("test_copies", json!({})).await?;
    out.json(&value);
    let all: TestCopies = understood(value)?;
    let words = out.words();
    let unknown = || words.text("cli-not-known", &[]);
    let mut rows: Vec<Vec<String>> = all
        .copies
        .iter()
        .map(|copy| {
            let price = copy.price_so_far.as_ref();
            vec![
                copy.id.to_string(),
                copy.database_name.clone(),
                copy.change.version.to_string(),
                words.text(&state_id(copy.state), &[]),
                out.moment(copy.expires),
                price.map_or_else(unknown, |price| words.money(price.amount, &price.currency)),
                copy.account_name.clone(),
            ]
        })
        .collect();
    rows.extend(all.leftovers.iter().map(|left| {
        let state = words.text("cli-test-copy-left-over", &[]);
        let id = left.key.database.id.clone();
        vec![id, left.name.clone(), unknown(), state, unknown(), unknown(), left.account_name.clone()]
    }));
    if rows.is_empty() {
        out.say("cli-test-copy-none", &[]);
    } else {
        let heads = [
            "cli-head-id",
            "cli-head-database",
            "cli-head-version",
            "cli-head-state",
            "cli-head-until",
            "cli-head-price",
            "cli-head-account",
        ];
        out.table(&heads, &rows);
    }
    for account in &all.unread {
        let name = harmless(&account.account_name);
        out.warning("cli-test-copy-unread", &[("account", &name), ("code", account.problem.kind.code())]);
    }
    Ok(if all.unread.is_empty() { Exit::Done } else { Exit::Attention })
}

async fn compare(opened: &Opened, id: TestCopyId, out: &Out) -> Ended {
    out.progress(&out.words().text("cli-transfer-stage-verifying", &[]));
    let view: TestCopyView = opened.ask("test_copy_verify", json!({ "id": id })).await?;
    result(&view, out)
}

async fn sql(opened: &Opened, id: TestCopyId, file: &Path, out: &Out) -> Ended {
    let from = json!({ "type": "file", "path": file });
    let all: SqlChecks = opened.ask("test_copy_check", json!({ "id": id, "from": from })).await?;
    let exit = match (all.differ, all.failed) {
        (0, 0) => Exit::Done,
        (0, _) => Exit::Attention,
        _ => Exit::Differs,
    };
    out.json(&json!({ "type": "result", "exit": exit.number(), "checks": all }));
    out.sql_checks(&all);
    Ok(exit)
}

async fn expensive(opened: &Opened, id: TestCopyId, out: &Out) -> Ended {
    let all: Statements = opened.ask("test_copy_statements", json!({ "id": id })).await?;
    out.json(&json!({ "type": "result", "exit": Exit::Done.number(), "statements": all }));
    out.statements(&all);
    Ok(Exit::Done)
}

/// Writes the address to a file, by its whole path.
async fn env(opened: &Opened, id: TestCopyId, file: &Path, out: &Out) -> Result<(), RpcError> {
    let whole = std::path::absolute(file)
        .map_err(|_| local(ErrorKind::InvalidInput, "test", "the path of the file is not usable"))?;
    let _: Value = opened.ask("test_copy_env", json!({ "id": id, "path": whole })).await?;
    out.note("cli-test-copy-env", &[("file", &harmless(&file.display().to_string()))]);
    Ok(())
}

async fn delete(opened: &Opened, named: &str, out: &Out) -> Ended {
    let asked: TestCopyView = match select::temporary(opened, named).await? {
        Temporary::Copy(id) => opened.ask("test_copy_delete", json!({ "id": id })).await?,
        Temporary::Leftover(key) => opened.ask("leftover_delete", json!({ "key": key })).await?,
    };
    let gone = |view: &TestCopyView| view.state == TestCopyState::Gone;
    match follow(opened, asked.id, out, gone, Some(DELETION)).await? {
        Ok(view) => {
            out.json(&json!({ "type": "result", "exit": Exit::Done.number(), "test_copy": view }));
            let name = harmless(&view.database_name);
            out.say("cli-test-copy-gone", &[("database", &name)]);
            Ok(Exit::Done)
        }
        Err(Exit::Later) => {
            out.warning("cli-test-copy-delete-later", &[("id", &asked.id.to_string())]);
            out.json(&json!({ "type": "result", "exit": Exit::Later.number(), "id": asked.id }));
            Ok(Exit::Later)
        }
        Err(exit) => Ok(exit),
    }
}

/// The words of a state.
pub(crate) fn state_id(state: TestCopyState) -> String {
    format!("cli-test-copy-state-{}", key_of(&state))
}
