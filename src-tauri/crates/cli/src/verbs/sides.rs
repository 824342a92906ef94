//! The two sides of a transfer or a comparison, as typed: an address, completed like every client of PostgreSQL does, with a
//! word about where its values come from, or a database of one of the accounts.

use app::Place;
use app::copy::CopyAddress;
use domain::Secret;
use domain::address::{AddressValue, ValueSource, ValueStanding};
use domain::verification::{Verdict, Verification};
use rpc::requests::RpcError;

use crate::opened::Opened;
use crate::output::{Out, harmless};
use crate::select;
use crate::stdin::Given;

/// What a comparison cannot prove, and need not: each side was read as it was at one moment, whatever is written later.
pub(crate) const WRITTEN_LATER: &str = "writes-possible";

/// How a database of one of the accounts is typed: `database:shop`.
const OF_ACCOUNT: &str = "database:";

/// A side as it was completed.
struct Side {
    place: Place,
    /// Whether the address was typed, where others can see it.
    seen: bool,
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
    say_sources(&[(&from, "cli-transfer-side-source"), (&to, "cli-transfer-side-target")], out);
    Ok((from.place, to.place))
}

/// A source alone.
pub(super) async fn place(opened: &Opened, typed: &str, given: Given, out: &Out) -> Result<Place, RpcError> {
    let from = completed(opened, typed, &mut given.addresses.into_iter()).await?;
    say_sources(&[(&from, "cli-transfer-side-source")], out);
    Ok(from.place)
}

impl Side {
    fn values(&self) -> &[AddressValue] {
        match &self.place {
            Place::Address(address) => &address.values,
            Place::Database(_) => &[],
        }
    }
}

async fn completed(
    opened: &Opened,
    typed: &str,
    piped: &mut impl Iterator<Item = Secret>,
) -> Result<Side, RpcError> {
    if let Some(named) = typed.strip_prefix(OF_ACCOUNT) {
        let key = select::database(opened, named).await?.key;
        return Ok(Side { place: Place::Database(key), seen: false });
    }
    let seen = typed != "-";
    let address = if seen { Secret::from(typed.to_owned()) } else { piped.next().unwrap_or_default() };
    let given = CopyAddress { address, password: Secret::default() };
    let address = opened.app().address(&given).await.map_err(|error| rpc::error("input", &error))?;
    Ok(Side { place: Place::Address(address), seen })
}

/// Whether everything that was read at the one moment is equal.
pub(crate) fn whole(seen: &Verification) -> bool {
    match seen.verdict {
        Verdict::Equal => true,
        Verdict::Incomplete => seen.not_checked.iter().all(|reason| reason == WRITTEN_LATER),
        Verdict::Different | Verdict::NotChecked => false,
    }
}

/// Says where the values of an address come from, unless nothing from outside completes it, and what became of a password file.
fn say_sources(sides: &[(&Side, &str)], out: &Out) {
    let typed = |side: &Side| {
        let secret = |value: &AddressValue| value.name == "password" && value.source == ValueSource::Address;
        side.seen && side.values().iter().any(secret)
    };
    if sides.iter().any(|(side, _)| typed(side)) {
        out.note("cli-transfer-password-in-url", &[]);
    }
    for (side, words) in sides {
        let name = out.words().text(words, &[]);
        let typed =
            |value: &AddressValue| matches!(value.source, ValueSource::Address | ValueSource::Default);
        let whole = side.values().iter().all(typed);
        for value in side.values() {
            if value.standing == ValueStanding::OpenToOthers {
                let file = value.value.as_deref().unwrap_or_default();
                out.warning("cli-transfer-passfile-ignored", &[("file", file)]);
            } else if !whole && value.source != ValueSource::Address {
                out.note("cli-address-value", &[("side", &name), ("value", &said(value, out))]);
            }
        }
    }
}

/// `host = db.example (service file ...)`, without secrets.
fn said(value: &AddressValue, out: &Out) -> String {
    let words = out.words();
    let file = |file: &std::path::Path| file.display().to_string();
    let source = match &value.source {
        ValueSource::Address => words.text("address-source-address", &[]),
        ValueSource::Beside => words.text("address-source-beside", &[]),
        ValueSource::Service { file: of } => words.text("address-source-service", &[("file", &*file(of))]),
        ValueSource::Variable { name } => words.text("address-source-variable", &[("name", &**name)]),
        ValueSource::PasswordFile { file: of } => {
            words.text("address-source-password-file", &[("file", &*file(of))])
        }
        ValueSource::UsualPlace => words.text("address-source-usual-place", &[]),
        ValueSource::Default => words.text("address-source-default", &[]),
    };
    let hidden = words.text("address-value-hidden", &[]);
    let shown = value.value.as_deref().unwrap_or(&hidden);
    let mut line = format!("{} = {shown} ({source})", value.name);
    if value.standing == ValueStanding::NoEffect {
        line.push_str(&format!("; {}", words.text("address-value-no-effect", &[])));
    }
    harmless(&line)
}
