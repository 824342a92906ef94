//! The verbs: each opens the application, asks, prints, closes.

mod accounts;
mod certificates;
mod change;
mod databases;
mod follow;
mod guide;
mod practice;
mod runs;
mod sides;
mod test_copies;
mod thaw;
mod transfer;
mod vault;
mod verify;

use rpc::requests::RpcError;
pub(crate) use sides::{WRITTEN_LATER, whole};
pub(crate) use test_copies::state_id;

use crate::args::{Accounts, Certificates, Command, Databases, Options, Practice, Runs, TestCopy};
use crate::exit::Exit;
use crate::opened::{Needs, Opened};
use crate::output::Out;
use crate::stdin::{self, Given};

/// How a verb ends.
type Ended = Result<Exit, RpcError>;

/// Does what was typed.
pub(crate) async fn run(options: Options, out: &Out) -> Ended {
    if let Command::Practice(Practice::Start { scenario, ready_file }) = &options.command {
        return practice::start(&options, scenario.as_deref(), ready_file.as_deref(), out).await;
    }
    let (token, fields): (bool, &[String]) = match &options.command {
        Command::Accounts(Accounts::Add(add)) => (add.token_stdin, &add.fields_stdin),
        _ => (false, &[]),
    };
    let piped = |typed: [&String; 2]| typed.into_iter().filter(|typed| *typed == "-").count();
    let addresses = match &options.command {
        Command::Transfer(asked) => piped([&asked.from, &asked.to]),
        Command::Verify(asked) => piped([&asked.from, &asked.to]),
        Command::Thaw(asked) => usize::from(asked.from.as_deref() == Some("-")),
        _ => 0,
    };
    let given = stdin::read(options.passphrase_stdin, token, fields, addresses)?;
    if let Command::Vault(verb) = &options.command {
        return vault::run(verb, &options, given, out).await;
    }
    let opened = Box::pin(Opened::start(&options, needs(&options.command), &given, out)).await?;
    if needs(&options.command) == Needs::Writing && !matches!(options.command, Command::Thaw(_)) {
        thaw::remind(&opened, out).await?;
    }
    let ended = Box::pin(dispatch(&opened, &options, given, out)).await;
    opened.close().await;
    ended
}

fn needs(command: &Command) -> Needs {
    match command {
        Command::Accounts(Accounts::List) | Command::Databases(_) => Needs::Looking,
        Command::Check(_) | Command::Runs(Runs::List | Runs::Show { .. }) => Needs::Looking,
        Command::Verify(_) | Command::Certificates(Certificates::List) => Needs::Looking,
        Command::TestCopy(TestCopy::Start(_) | TestCopy::Delete { .. }) => Needs::Writing,
        Command::TestCopy(_) => Needs::Looking,
        Command::Accounts(_) | Command::Migrate(_) | Command::Runs(_) => Needs::Writing,
        Command::Transfer(_) | Command::Thaw(_) | Command::Certificates(_) => Needs::Writing,
        Command::Vault(_) | Command::Practice(_) => Needs::Writing,
    }
}

async fn dispatch(opened: &Opened, options: &Options, given: Given, out: &Out) -> Ended {
    match &options.command {
        Command::Accounts(Accounts::Add(add)) => accounts::add(opened, add, given, out).await,
        Command::Accounts(Accounts::List) => accounts::list(opened, out).await,
        Command::Accounts(Accounts::Test { account }) => accounts::test(opened, account, out).await,
        Command::Accounts(Accounts::Remove { account, revoke }) => {
            accounts::remove(opened, account, *revoke, out).await
        }
        Command::Databases(Databases::List { account }) => {
            databases::list(opened, account.as_deref(), out).await
        }
        Command::Databases(Databases::Show { database }) => databases::show(opened, database, out).await,
        Command::Check(change) => change::check(opened, change, out).await,
        Command::Migrate(migrate) => change::migrate(opened, migrate, out).await,
        Command::Runs(Runs::List) => runs::list(opened, out).await,
        Command::Runs(Runs::Show { run }) => runs::show(opened, run, out).await,
        Command::Runs(Runs::Resume { run, keep_writing }) => {
            runs::resume(opened, run, !keep_writing, out).await
        }
        Command::Runs(Runs::DeleteRestorePoint { run }) => runs::delete_restore_point(opened, run, out).await,
        Command::Runs(Runs::Abort { run }) => runs::abort(opened, run, out).await,
        Command::TestCopy(verb) => test_copies::run(opened, verb, out).await,
        Command::Transfer(transfer) => transfer::run(opened, transfer, given, out).await,
        Command::Thaw(asked) => thaw::run(opened, asked, given, out).await,
        Command::Verify(verify) => verify::run(opened, verify, given, out).await,
        Command::Certificates(verb) => certificates::run(opened, verb, out).await,
        // Both were taken care of before anything was opened.
        Command::Vault(_) | Command::Practice(_) => Ok(Exit::Done),
    }
}
