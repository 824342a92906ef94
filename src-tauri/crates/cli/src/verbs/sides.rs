//! The two sides of a transfer or a comparison, as typed: completed like every client of PostgreSQL does, with a word about
//! where their passwords come from.

use domain::Secret;
use domain::verification::{Verdict, Verification};
use rpc::requests::RpcError;
use secrecy::ExposeSecret as _;

use crate::libpq::{self, Address, Password};
use crate::output::Out;
use crate::stdin::Given;

/// What a comparison cannot prove, and need not: each side was read as it was at one moment, whatever is written later.
pub(super) const WRITTEN_LATER: &str = "writes-possible";

/// Both addresses. `-` takes the next line of the standard input: from there nobody else sees a password.
pub(super) fn addresses(typed: [&str; 2], given: Given, out: &Out) -> Result<(Address, Address), RpcError> {
    let mut piped = given.addresses.into_iter();
    let [from, to] = typed;
    let (from, to) = (completed(from, &mut piped)?, completed(to, &mut piped)?);
    say_passwords(&[(&from, "cli-transfer-side-source"), (&to, "cli-transfer-side-target")], out);
    Ok((from, to))
}

/// The address of a source alone.
pub(super) fn address(typed: &str, given: Given, out: &Out) -> Result<Address, RpcError> {
    let from = completed(typed, &mut given.addresses.into_iter())?;
    say_passwords(&[(&from, "cli-transfer-side-source")], out);
    Ok(from)
}

fn completed(typed: &str, piped: &mut impl Iterator<Item = Secret>) -> Result<Address, RpcError> {
    let env = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(Into::into);
    if typed != "-" {
        return libpq::complete(typed, env);
    }
    let address = libpq::complete(piped.next().unwrap_or_default().expose_secret(), env)?;
    let password = if address.password == Password::Typed { Password::None } else { address.password };
    Ok(Address { password, ..address })
}

/// Whether everything that was read at the one moment is equal.
pub(super) fn whole(seen: &Verification) -> bool {
    match seen.verdict {
        Verdict::Equal => true,
        Verdict::Incomplete => seen.not_checked.iter().all(|reason| reason == WRITTEN_LATER),
        Verdict::Different | Verdict::NotChecked => false,
    }
}

fn say_passwords(sides: &[(&Address, &str)], out: &Out) {
    if sides.iter().any(|(address, _)| address.password == Password::Typed) {
        out.note("cli-transfer-password-in-url", &[]);
    }
    for (address, side) in sides {
        let side = out.words().text(side, &[]);
        match &address.password {
            Password::File(file) => {
                let file = file.display().to_string();
                out.note("cli-transfer-passfile-used", &[("side", &side), ("file", &file)]);
            }
            Password::FileIgnored(file) => {
                out.warning("cli-transfer-passfile-ignored", &[("file", &file.display().to_string())]);
            }
            Password::Typed | Password::None => {}
        }
    }
}
