//! Is an address of the database written by hand anywhere? It changes, and whoever wrote it down loses the database.

use domain::finding::{Finding, Level};

use super::facts::Facts;
use super::finding::{could_not_run, say};
use crate::run::view::mention_line;

pub(super) const NAME: &str = super::ADDRESSES;

pub(super) async fn run(facts: &Facts) -> Finding {
    let scan = match facts.scan().await {
        Ok(scan) => scan,
        Err(failure) => return could_not_run(NAME, &failure),
    };
    let blind = scan.places_unreadable.len();
    let (outcome, level) = match (scan.mentions.is_empty(), blind) {
        (true, 0) => ("none", Level::Pass),
        (true, _) => ("unreadable", Level::CouldNotRun),
        (false, 0) => ("found", Level::Warning),
        (false, _) => ("found-and-unreadable", Level::Warning),
    };
    say(NAME, outcome, level)
        .with("count", scan.mentions.len())
        .with("places", scan.places_read)
        .with("unreadable", blind)
        .with("unreadable_names", scan.places_unreadable.join(", "))
        .items(scan.mentions.iter().map(mention_line))
        .done()
}
