//! The two sides of a transfer or a comparison, as typed: completed like every client of PostgreSQL does, with a word about
//! where their passwords come from.

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
    let env = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(Into::into);
    let mut piped = given.addresses.into_iter();
    let mut address = |typed: &str| match typed {
        "-" => {
            let piped = piped.next().unwrap_or_else(|| String::new().into());
            let address = libpq::complete(piped.expose_secret(), env)?;
            let password =
                if address.password == Password::Typed { Password::None } else { address.password };
            Ok(Address { password, ..address })
        }
        typed => libpq::complete(typed, env),
    };
    let [from, to] = typed;
    let (from, to) = (address(from)?, address(to)?);
    say_passwords(&from, &to, out);
    Ok((from, to))
}

/// Whether everything that was read at the one moment is equal.
pub(super) fn whole(seen: &Verification) -> bool {
    match seen.verdict {
        Verdict::Equal => true,
        Verdict::Incomplete => seen.not_checked.iter().all(|reason| reason == WRITTEN_LATER),
        Verdict::Different | Verdict::NotChecked => false,
    }
}

fn say_passwords(from: &Address, to: &Address, out: &Out) {
    if [from, to].iter().any(|address| address.password == Password::Typed) {
        out.note("cli-transfer-password-in-url", &[]);
    }
    for (address, side) in [(from, "cli-transfer-side-source"), (to, "cli-transfer-side-target")] {
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
