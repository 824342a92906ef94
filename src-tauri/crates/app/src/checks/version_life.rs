//! How long are the present and the targeted version kept by their makers?

use domain::finding::{Finding, Level};
use domain::version::VersionStanding;

use super::facts::Facts;
use super::finding::say;

pub(super) const NAME: &str = "source-version-life";

pub(super) fn run(facts: &Facts) -> Finding {
    let (Some(engine), Some(from)) = (facts.engine(), facts.version()) else {
        return say(NAME, "unknown", Level::Info).done();
    };
    let target = engine.life(&facts.change.version, facts.now, &[]);
    if target.standing == VersionStanding::Ended {
        return say(NAME, "target-ended", Level::Warning)
            .with("version", &facts.change.version)
            .with("date", target.end_of_life.unwrap_or_default())
            .done();
    }
    let life = engine.life(from, facts.now, &[]);
    let (outcome, level) = match life.standing {
        VersionStanding::Supported => ("supported", Level::Pass),
        VersionStanding::EndsSoon => ("ends-soon", Level::Info),
        VersionStanding::Ended => ("ended", Level::Info),
        VersionStanding::Unknown => ("unknown", Level::Info),
    };
    say(NAME, outcome, level).with("version", from).with("date", life.end_of_life.unwrap_or_default()).done()
}
