//! The report of a run as text: where the data is, what was compared, how long it took, what changed, what is left to do.

use domain::database::VariableOutcome;
use domain::finding::Finding;
use domain::run::{DataLocation, RunView};
use domain::time::Millis;
use domain::verification::{KeyValue, RowDifference, Verdict, Verification};
use rpc::requests::RunReport;

use super::{Out, Tone, harmless, key_of};
use crate::exit::Exit;

impl Out {
    /// Prints the report of a run.
    pub(crate) fn report(&self, report: &RunReport, provider: &str) {
        let (run, words) = (&report.run, self.words());
        let header = &run.header;
        self.heading(&words.text("report-title", &[("database", &header.database_name)]));
        self.field("report-run", &header.id.to_string());
        let state = words.text(&format!("run-state-{}", key_of(&header.state)), &[]);
        let tone = match Exit::of_run(run) {
            Exit::Done => Tone::Good,
            Exit::Failed | Exit::Differs => Tone::Bad,
            _ => Tone::Mild,
        };
        self.field("report-state", &self.toned(tone, &state));
        self.field("report-account", &harmless(&header.account_name));
        let (from, to) = (self.version(run, false), self.version(run, true));
        self.field("report-versions", &words.text("report-from-to", &[("from", &from), ("to", &to)]));
        let place = [("plan", run.plan.plan_name.as_str()), ("zone", run.plan.change.zone.as_str())];
        if !run.plan.plan_name.is_empty() || !run.plan.change.zone.is_empty() {
            self.field("report-plan", &words.text("report-plan-zone", &place));
        }
        self.field("report-data", &self.where_data_is(run, provider));
        self.field("report-started", &self.moment(header.created_at));
        self.field("report-duration", &self.span(run.timings.total));
        self.field("report-read-only", &self.span(run.timings.read_only));
        if let Some(predicted) = &run.timings.predicted {
            // What our own copy took is not a promise of the provider's migration.
            let label = match predicted.same_way {
                true => "run-timing-predicted-read-only",
                false => "run-timing-predicted-by-copy",
            };
            self.field(label, &words.span(predicted.read_only.0));
            self.field("report-verified-in", &self.span(run.timings.verification));
            self.field("run-timing-predicted-verification", &words.span(predicted.verification.0));
        }
        if let Some(verification) = &run.verification {
            self.verification(verification);
        }
        self.failure(run);
        self.guide(run);
        self.afterwards(run);
        if let Some(migration) = &run.migration {
            self.field("report-provider-migration", &harmless(&migration.id));
        }
        self.journal(report);
    }

    fn verification(&self, seen: &Verification) {
        self.compared(seen, None, Tone::Mild, "");
    }

    /// Says what was compared, what came of it (`words` in place of the usual ones), what was not checked, but for `aside`, and
    /// what differs.
    pub(crate) fn compared(&self, seen: &Verification, said: Option<String>, tone: Tone, aside: &str) {
        let words = self.words();
        let number = |number: u64| words.number(number);
        let figures = [
            ("tables", &*number(u64::from(seen.tables_compared))),
            ("rows", &*number(seen.rows_compared)),
            ("objects", &*number(u64::from(seen.objects_compared))),
        ];
        if seen.verdict != Verdict::NotChecked {
            self.field("report-compared", &words.text("report-compared-figures", &figures));
        }
        let count = seen.differences.len().to_string();
        let verdict = format!("run-verification-{}", key_of(&seen.verdict));
        let usual = || words.text(&verdict, &[("count", &count)]);
        let text = match said {
            Some(said) => self.toned(tone, &said),
            None if aside.is_empty() => usual(),
            None => self.toned(tone, &usual()),
        };
        self.field("report-verdict", &text);
        let reason = |code: &String| {
            let id = format!("run-verification-reason-{code}");
            words.try_text(&id, &[]).unwrap_or_else(|| code.clone())
        };
        let said = seen.not_checked.iter().filter(|code| *code != aside);
        self.items("report-not-checked", &said.map(reason).collect::<Vec<_>>());
        self.differences(seen);
    }

    /// Lists what differs.
    pub(crate) fn differences(&self, seen: &Verification) {
        let words = self.words();
        let mut lines = Vec::new();
        for difference in &seen.differences {
            let how = words.text(&format!("run-difference-{}", key_of(&difference.how)), &[]);
            lines.push(harmless(&format!("{} {}: {how}", difference.kind, difference.name)));
            lines.extend(difference.rows.iter().map(|row| self.row(row)));
            if difference.more_rows {
                lines.push(format!("  {}", words.text("run-rows-more", &[])));
            }
        }
        self.items("report-differences", &lines);
    }

    /// A row by its key, on one line whatever the values hold.
    fn row(&self, row: &RowDifference) -> String {
        let words = self.words();
        let part = |part: &KeyValue| format!("{} = {}", part.column, part.value.replace('\n', " "));
        let key: Vec<String> = row.key.iter().map(part).collect();
        let how = words.text(&format!("run-row-{}", key_of(&row.how)), &[]);
        let times = if row.count > 1 { format!(" ({}×)", words.number(row.count)) } else { String::new() };
        harmless(&format!("  {}: {how}{times}", key.join(", ")))
    }

    /// What is the person's in a run that is done in the provider's panel.
    fn guide(&self, run: &RunView) {
        let (Some(guide), words) = (&run.guide, self.words()) else { return };
        if let Some(page) = &guide.page {
            self.field("report-guide-page", &harmless(page));
        }
        if let Some(point) = &guide.restore_point {
            let (rows, at) = (words.number(point.rows), self.moment(point.made_at));
            let said = [("name", &*harmless(&point.name)), ("rows", &*rows), ("date", &*at)];
            self.field("report-guide-restore-point", &words.text("report-guide-restore-point-is", &said));
        }
        if let Some(frozen) = &guide.frozen {
            self.items("report-guide-thaw", &frozen.thaw);
        }
        match (guide.way_back_until, guide.rolled_back_at) {
            (_, Some(at)) => self.field("report-guide-rolled-back", &self.moment(at)),
            (Some(until), None) => self.field("report-guide-way-back", &self.moment(until)),
            (None, None) => {}
        }
    }

    fn failure(&self, run: &RunView) {
        let Some(failure) = run.failure.as_ref().or(run.paused.as_ref()) else { return };
        let words = self.words();
        let step = match &failure.provider_step {
            Some(step) => {
                let id = format!("run-provider-step-{}", step.to_lowercase().replace('_', "-"));
                let known = words.try_text(&id, &[]);
                known.map_or_else(|| harmless(step), |known| format!("{known} ({})", harmless(step)))
            }
            None => words.text(&format!("run-own-step-{}", key_of(&failure.step)), &[]),
        };
        let title = words.text(&format!("error-{}-title", failure.kind.code().to_lowercase()), &[]);
        let at = words.text("report-failure-step", &[("step", &step)]);
        let mut lines = vec![format!("{title} ({}), {at}", failure.kind.code())];
        lines.extend(failure.provider_message.iter().map(|message| harmless(message)));
        if failure.provider_message.as_ref() != Some(&failure.detail) {
            lines.push(harmless(&failure.detail));
        }
        let reference = |text: &String| harmless(&self.labelled("cli-error-reference", text));
        lines.extend(failure.reference.iter().map(reference));
        lines.retain(|line| !line.is_empty());
        self.items("report-failure", &lines);
        let original = match (failure.original_answers, failure.original_writable) {
            (_, Some(true)) => "report-original-writable",
            (Some(true), _) => "report-original-read-only",
            (Some(false), _) => "report-original-silent",
            (None, _) => "report-original-unknown",
        };
        if run.failure.is_some() {
            self.field("report-original", &words.text(original, &[]));
        }
    }

    fn afterwards(&self, run: &RunView) {
        let words = self.words();
        let hidden = || words.text("cli-variables-hidden", &[]);
        let variables = run.variables.iter().map(|variable| {
            let outcome = words.text(&format!("run-variable-{}", key_of(&variable.outcome)), &[]);
            let value = |value: &Option<String>, there: bool| match value {
                Some(text) => harmless(text),
                None if there => hidden(),
                None => words.text("report-variable-absent", &[]),
            };
            let before = value(&variable.before, variable.outcome != VariableOutcome::Added);
            let after = value(&variable.after, variable.outcome != VariableOutcome::Removed);
            format!("{} ({outcome}): {before} -> {after}", variable.name)
        });
        self.items("report-variables", &variables.collect::<Vec<_>>());
        let applications = run.applications.iter().map(|application| {
            let name = harmless(&application.name);
            let at = application.deployed_at.map(|at| self.moment(at)).unwrap_or_default();
            match (application.deployed_at, application.should_run) {
                (None, true) if run.guide.is_some() => {
                    words.text("report-application-kept", &[("name", &name)])
                }
                (Some(_), _) => words.text("report-application-deployed", &[("name", &name), ("date", &at)]),
                (None, true) => words.text("report-application-missed", &[("name", &name)]),
                (None, false) => words.text("report-application-down", &[("name", &name)]),
            }
        });
        self.items("report-applications", &applications.collect::<Vec<_>>());
        let by_hand: Vec<String> = run.by_hand.iter().map(|place| harmless(place)).collect();
        self.items("report-by-hand", &by_hand);
        let said = |finding: &&Finding| run.accepted.contains(&finding.check);
        let accepted = run.plan.findings.findings.iter().filter(said);
        let accepted: Vec<String> = accepted.map(|finding| self.sentence(finding)).collect();
        self.items("report-accepted", &accepted);
    }

    fn journal(&self, report: &RunReport) {
        let words = self.words();
        let text = match report.journal_broken_at {
            None => {
                let count = report.run.journal.len().to_string();
                words.text("report-journal-intact", &[("count", &count), ("head", &report.journal_head)])
            }
            Some(place) => {
                let text = words.text("report-journal-broken", &[("place", &place.to_string())]);
                self.toned(Tone::Bad, &text)
            }
        };
        self.field("report-journal", &text);
    }

    fn where_data_is(&self, run: &RunView, provider: &str) -> String {
        let target = matches!(run.data, DataLocation::Target | DataLocation::SwitchingOver);
        let server = self.version(run, target);
        let id = format!("run-data-{}", key_of(&run.data));
        harmless(&self.words().text(&id, &[("server", &server), ("provider", provider)]))
    }

    fn version(&self, run: &RunView, target: bool) -> String {
        let header = &run.header;
        let version = if target { Some(&header.to_version) } else { header.from_version.as_ref() };
        let unknown = || self.words().text("report-unknown", &[]);
        let version = version.map_or_else(unknown, ToString::to_string);
        format!("{} {version}", run.plan.database.engine_name)
    }

    fn span(&self, span: Option<Millis>) -> String {
        span.map_or_else(|| self.words().text("report-unknown", &[]), |span| self.words().span(span.0))
    }
}
