//! The two sides of a transfer or a comparison, as typed: an address, completed like every client of PostgreSQL does, with a
//! word about where its password comes from, or a database of one of the accounts.

use app::Place;
use domain::Secret;
use domain::verification::{Verdict, Verification};
use rpc::requests::RpcError;
use secrecy::ExposeSecret as _;

use crate::libpq::{self, Password};
use crate::opened::Opened;
use crate::output::Out;
use crate::select;
use crate::stdin::Given;

/// What a comparison cannot prove, and need not: each side was read as it was at one moment, whatever is written later.
pub(crate) const WRITTEN_LATER: &str = "writes-possible";

/// How a database of one of the accounts is typed: `database:shop`.
const OF_ACCOUNT: &str = "database:";

/// A side as it was completed.
struct Side {
    place: Place,
    password: Password,
}

/// Both sides. `-` takes the next line of the standard input: from there nobody else sees a password.
pub(super) async fn places(
    opened: &Opened,
    typed: [&str; 2],
    given: Given,
    out: &Out,
) -> Result<(Place, Place), RpcError> {
    let mut piped = given.addresses.into_iter();
    let [from, to] = typed;
    let (from, to) = (completed(opened, from, &mut piped).await?, completed(opened, to, &mut piped).await?);
    say_passwords(&[(&from, "cli-transfer-side-source"), (&to, "cli-transfer-side-target")], out);
    Ok((from.place, to.place))
}

/// A source alone.
pub(super) async fn place(opened: &Opened, typed: &str, given: Given, out: &Out) -> Result<Place, RpcError> {
    let from = completed(opened, typed, &mut given.addresses.into_iter()).await?;
    say_passwords(&[(&from, "cli-transfer-side-source")], out);
    Ok(from.place)
}

async fn completed(
    opened: &Opened,
    typed: &str,
    piped: &mut impl Iterator<Item = Secret>,
) -> Result<Side, RpcError> {
    let env = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(Into::into);
    if let Some(named) = typed.strip_prefix(OF_ACCOUNT) {
        let key = select::database(opened, named).await?.key;
        return Ok(Side { place: Place::Database(key), password: Password::None });
    }
    if typed != "-" {
        let address = libpq::complete(typed, env)?;
        return Ok(Side { place: Place::Address(address.url), password: address.password });
    }
    let address = libpq::complete(piped.next().unwrap_or_default().expose_secret(), env)?;
    let password = if address.password == Password::Typed { Password::None } else { address.password };
    Ok(Side { place: Place::Address(address.url), password })
}

/// Whether everything that was read at the one moment is equal.
pub(crate) fn whole(seen: &Verification) -> bool {
    match seen.verdict {
        Verdict::Equal => true,
        Verdict::Incomplete => seen.not_checked.iter().all(|reason| reason == WRITTEN_LATER),
        Verdict::Different | Verdict::NotChecked => false,
    }
}

fn say_passwords(sides: &[(&Side, &str)], out: &Out) {
    if sides.iter().any(|(side, _)| side.password == Password::Typed) {
        out.note("cli-transfer-password-in-url", &[]);
    }
    for (side, words) in sides {
        let name = out.words().text(words, &[]);
        match &side.password {
            Password::File(file) => {
                let file = file.display().to_string();
                out.note("cli-transfer-passfile-used", &[("side", &name), ("file", &file)]);
            }
            Password::FileIgnored(file) => {
                out.warning("cli-transfer-passfile-ignored", &[("file", &file.display().to_string())]);
            }
            Password::Typed | Password::None => {}
        }
    }
}
