//! What support asks for, as names and values. Hosts make words of it.

use domain::Result;
use domain::ids::RunId;
use domain::provider::Descriptor;
use domain::run::RunView;
use domain::time::Timestamp;

use crate::application::App;

/// What support asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportSheet {
    /// Lines in order: name and value.
    pub lines: Vec<(&'static str, String)>,
    /// Where to write, where known.
    pub email: Option<String>,
    /// Where to write, where known.
    pub url: Option<String>,
}

impl App {
    /// The sheet of a run.
    ///
    /// # Errors
    /// `NotFound`; those of the store.
    pub async fn run_support(&self, id: RunId) -> Result<SupportSheet> {
        let view = self.run(id).await?;
        let registry = self.clouds.registry();
        let provider = registry.iter().find(|one| one.id == view.header.provider);
        Ok(sheet(&view, provider, &self.config.version))
    }
}

fn sheet(view: &RunView, provider: Option<&Descriptor>, version: &str) -> SupportSheet {
    let (plan, database) = (&view.plan, &view.plan.database);
    let failure = view.failure.as_ref().or(view.paused.as_ref());
    let migration = view.migration.as_ref();
    let mut lines: Vec<(&'static str, Option<String>)> = vec![
        ("database", Some(database.name.clone())),
        ("addon-id", Some(database.id.id.clone())),
        ("real-id", database.real_id.clone()),
        ("owner-id", Some(database.id.owner.clone())),
        ("migration-id", migration.map(|migration| migration.id.clone())),
        ("status", migration.map(|migration| migration.status_word.clone())),
        ("step", failure.and_then(|failure| failure.provider_step.clone())),
        ("message", failure.and_then(|failure| failure.provider_message.clone())),
        ("code", failure.map(|failure| failure.kind.code().to_owned())),
        ("detail", failure.map(|failure| failure.detail.clone())),
    ];
    let request = failure.and_then(|failure| failure.reference.clone());
    lines.extend([
        ("request-id", request.or_else(|| migration.and_then(|migration| migration.reference.clone()))),
        ("from", plan.from_version.as_ref().map(ToString::to_string)),
        ("to", Some(plan.change.version.to_string())),
        ("plan", Some(plan.plan_name.clone())),
        ("zone", Some(plan.change.zone.clone())),
        ("started", Some(iso(view.header.created_at))),
        ("ended", view.header.ended_at.map(iso)),
        ("run-id", Some(view.header.id.to_string())),
        ("journal", view.journal.last().map(|entry| entry.hash.clone())),
        ("application", Some(version.to_owned())),
    ]);
    SupportSheet {
        lines: lines
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .filter(|(_, value)| !value.is_empty())
            .collect(),
        email: provider.and_then(|provider| provider.support.email.clone()),
        url: provider.and_then(|provider| provider.support.url.clone()),
    }
}

/// A moment as support reads it, in UTC: `2026-03-02T09:14:07Z`.
fn iso(at: Timestamp) -> String {
    jiff::Timestamp::from_second(at.0.div_euclid(1_000))
        .map_or_else(|_| at.0.to_string(), |at| at.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::view::derive;
    use crate::testing::confirmed;

    #[test]
    fn moments_are_written_in_utc() {
        assert_eq!(iso(Timestamp(0)), "1970-01-01T00:00:00Z");
        assert_eq!(iso(Timestamp(1_772_442_847_118)), "2026-03-02T09:14:07Z");
        assert_eq!(iso(Timestamp(951_827_696_000)), "2000-02-29T12:34:56Z");
    }

    #[test]
    fn the_sheet_has_what_is_known_and_nothing_empty() {
        let sheet = sheet(&derive(&confirmed(), &[]), None, "0.1.0");
        let get =
            |name: &str| sheet.lines.iter().find(|(line, _)| *line == name).map(|(_, value)| value.as_str());
        assert_eq!(get("addon-id"), Some("addon_1"));
        assert_eq!(get("to"), Some("17"));
        assert_eq!(get("migration-id"), None);
        assert!(sheet.lines.iter().all(|(_, value)| !value.is_empty()));
    }
}
